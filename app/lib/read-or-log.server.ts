import { logger } from "./logger.server.ts";
import { UnreadableRecord } from "./stored-json.ts";

/**
 * Reads one record; null when it cannot be read, which is logged with the record's name. Whoever
 * reads many goes on with the others.
 */
export function readOrLog<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    logger.error({ record: error.record, what: error.what }, error.message);
    return null;
  }
}

/** The records that can be read; see `readOrLog`. */
export const readEach = <R, T>(rows: readonly R[], read: (row: R) => T): T[] =>
  rows.flatMap((row) => {
    const value = readOrLog(() => ({ read: read(row) }));
    return value ? [value.read] : [];
  });
