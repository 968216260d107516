import { db } from "#app/db/client.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { maskVariables } from "./mask.ts";
import { logModes } from "./traffic-settings.server.ts";

export interface ApiLogEntry {
  shop: string;
  at: Date;
  operation: string;
  status: number | null;
  /** ok or the kind of error */
  outcome: string;
  requestedCost: number | null;
  actualCost: number | null;
  durationMs: number;
  requestId: string | null;
  orderId: string | null;
  variables: Readonly<Record<string, unknown>>;
  /** Errors of the answer in words; never its data. */
  answer: string | null;
}

const FLUSH_MS = 250;
const MOST = 50;
let waiting: ApiLogEntry[] = [];
let timer: NodeJS.Timeout | undefined;
let writing: Promise<void> = Promise.resolve();

/** Remembers one call; what the shop card's log mode does not want is dropped. Rows are written together a moment later, so that a log costs no round trip of its own per order. */
export function logCall(entry: ApiLogEntry): void {
  waiting.push(entry);
  if (waiting.length >= MOST) void flushApiLog();
  else timer ??= setTimeout(() => void flushApiLog(), FLUSH_MS).unref();
}

/** Writes what is waiting: at shutdown, and in tests before they look. */
export function flushApiLog(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const entries = waiting;
  waiting = [];
  if (entries.length > 0) {
    writing = writing
      .then(async () => {
        const modes = await logModes([...new Set(entries.map(({ shop }) => shop))]);
        const kept = entries.filter(
          ({ shop, outcome }) =>
            modes.get(shop) === "all" || (modes.get(shop) === "errors" && outcome !== "ok"),
        );
        if (kept.length === 0) return;
        await db.apiLog.createMany({
          data: kept.map(({ variables, answer, ...entry }) => ({
            ...entry,
            system: "shopify",
            request: maskVariables(variables),
            ...(answer === null ? {} : { response: { errors: answer } }),
          })),
        });
      })
      .catch((error: unknown) =>
        logger.warn(
          { error: error instanceof Error ? error.message : String(error) },
          "the API log could not be written",
        ),
      );
  }
  return writing;
}
