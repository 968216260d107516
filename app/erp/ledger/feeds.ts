import { invalid, refusal } from "#app/erp/refusals.ts";
import type { Json } from "#app/lib/json.ts";

/** Where a feed stands: everything up to this row was given and has settled. */
export interface FeedCursor {
  at: Date;
  id: string;
}

/**
 * How long a change may still turn up behind a later one: its transaction began earlier, or another
 * process's clock is behind.
 */
export const OVERLAP_MS = 120_000;

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

export function readCursor(cursor: Json): FeedCursor {
  if (cursor === null) return { at: new Date(0), id: FIRST_ID };
  const { at, id } = cursor as { at?: unknown; id?: unknown };
  const date = typeof at === "string" ? new Date(at) : undefined;
  if (!date || Number.isNaN(date.getTime()) || typeof id !== "string")
    throw invalid("cursor", refusal("list.cursor"));
  return { at: date, id };
}

/**
 * `last` is the last row given, `more` whether rows wait behind it. Between pages the cursor goes
 * on; at the end it falls back to what
 * has settled, so that the newest rows come again with the next pull (at least once) and a late one
 * among them is not missed.
 */
export function nextCursor(
  before: FeedCursor,
  last: FeedCursor | undefined,
  more: boolean,
  now: Date,
): Json {
  const reached = last ?? before;
  const settled = { at: new Date(now.getTime() - OVERLAP_MS), id: FIRST_ID };
  const next = more || reached.at < settled.at ? reached : settled;
  return { at: next.at.toISOString(), id: next.id };
}
