import { invalid, refusal } from "#app/erp/refusals.ts";

/** A list's page: `next` is the cursor of the following one, absent at the end. */
export interface ListPage<T> {
  rows: T[];
  next?: string;
}

export interface ListRequest {
  cursor?: string;
  limit?: number;
  search?: string;
}

const PAGE = 50;

/** Keyset cursors as opaque text: the sort values of the last row. */
const writeKeys = (keys: readonly string[]): string =>
  Buffer.from(JSON.stringify(keys)).toString("base64url");

export function readKeys(cursor: string | undefined, count: number): string[] | undefined {
  if (cursor === undefined || cursor === "") return undefined;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(keys) &&
      keys.length === count &&
      keys.every((key) => typeof key === "string")
    )
      return keys;
  } catch {
    // told below
  }
  throw invalid("cursor", refusal("list.page"));
}

/** Cuts the one row more that was read to see whether there is a next page. */
export function pageOf<R, T>(
  read: R[],
  limit: number,
  keysOf: (row: R) => string[],
  show: (row: R) => T,
): ListPage<T> {
  const shown = read.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(show),
    ...(read.length > limit && last ? { next: writeKeys(keysOf(last)) } : {}),
  };
}

/** Between 1 and 250 rows. */
export const limitOf = (request: ListRequest): number =>
  Math.min(250, Math.max(1, request.limit ?? PAGE));
