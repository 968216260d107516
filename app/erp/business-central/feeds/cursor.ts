import { z } from "zod";
import type { Json } from "#app/lib/json.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";

/**
 * A place in a feed: everything changed before it lies behind, and of what changed at the same moment
 * the records named. How a server orders ids is its own affair, so none is assumed.
 */
export interface Position {
  at: string;
  seen: string[];
}

/** What comes after `from` is next; `newest` is the last change ever given, first seen at `since` (our time). */
export interface FeedCursor {
  from: Position;
  newest: Position;
  since: string;
}

/** A change is stamped when its row is written, and seen when its transaction ends: posting takes minutes. */
export const OVERLAP_MS = 600_000;

const FIRST: Position = { at: "1970-01-01T00:00:00Z", seen: [] };

const position = z.object({ at: z.iso.datetime(), seen: z.array(z.string()) });
const shape = z.strictObject({
  businessCentral: z.literal(1),
  from: position,
  newest: position,
  since: z.iso.datetime(),
});

export function readCursor(cursor: Json, now: Date): FeedCursor {
  if (cursor === null) return { from: FIRST, newest: FIRST, since: now.toISOString() };
  const parsed = shape.safeParse(cursor);
  if (!parsed.success) throw invalid("cursor", refusal("bc.feedCursor"));
  const { from, newest, since } = parsed.data;
  return { from, newest, since };
}

export const writeCursor = ({ from, newest, since }: FeedCursor): Json => ({
  businessCentral: 1,
  from: { at: from.at, seen: from.seen },
  newest: { at: newest.at, seen: newest.seen },
  since,
});

export interface Change {
  id: string;
  at: string;
}

const timeOf = (at: string): number => Date.parse(at);
const isLater = (a: string, b: string): boolean => timeOf(a) > timeOf(b);

/** What was not given yet. */
export const unseen = <Row extends Change>(rows: readonly Row[], { at, seen }: Position): Row[] =>
  rows.filter(
    (row) => isLater(row.at, at) || (timeOf(row.at) === timeOf(at) && !seen.includes(row.id)),
  );

/** Where a feed stands once these were given, in their order. */
function after(from: Position, given: readonly Change[]): Position {
  const last = given.at(-1);
  if (!last) return from;
  const same = given.filter(({ at }) => timeOf(at) === timeOf(last.at)).map(({ id }) => id);
  return timeOf(last.at) === timeOf(from.at)
    ? { at: from.at, seen: [...from.seen, ...same] }
    : { at: last.at, seen: same };
}

/**
 * Between pages the cursor goes on. At the end it falls back by the overlap, so that the newest changes
 * come again and a late one among them is not missed; once nothing newer came for as long, all has
 * settled and a quiet feed repeats nothing.
 */
export function nextCursor(
  before: FeedCursor,
  given: readonly Change[],
  more: boolean,
  now: Date,
): FeedCursor {
  const reached = after(before.from, given);
  const fresh =
    isLater(reached.at, before.newest.at) ||
    (timeOf(reached.at) === timeOf(before.newest.at) &&
      reached.seen.some((id) => !before.newest.seen.includes(id)));
  const newest = fresh ? reached : before.newest;
  const since = fresh ? now.toISOString() : before.since;
  if (more) return { from: reached, newest, since };
  const settled = now.getTime() - new Date(since).getTime() >= OVERLAP_MS;
  const back = new Date(Math.max(0, timeOf(newest.at) - OVERLAP_MS)).toISOString();
  return { from: settled ? newest : { at: back, seen: [] }, newest, since };
}
