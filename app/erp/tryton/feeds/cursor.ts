import { z } from "zod";
import type { Json } from "#app/lib/json.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import { instantText } from "../rpc/shapes.ts";

/**
 * A place in a feed: everything changed before it, or at the same moment with a lower rank, lies
 * behind. `at` is Tryton's own time.
 */
export interface Position {
  at: string;
  rank: number;
}

/**
 * Where a feed stands: what comes after `from` is next; `newest` is the last change ever given,
 * first seen at `since` (our time).
 */
export interface FeedCursor {
  from: Position;
  newest: Position;
  since: string;
}

/** How long a change may still turn up behind a later one: Tryton stamps it with the time its transaction began. */
export const OVERLAP_MS = 120_000;

const FIRST: Position = { at: "1970-01-01T00:00:00.000000Z", rank: 0 };

const position = z.object({ at: instantText, rank: z.number().int().min(0) });
const shape = z.strictObject({
  tryton: z.literal(1),
  from: position,
  newest: position,
  since: z.iso.datetime(),
});

export function readCursor(cursor: Json, now: Date): FeedCursor {
  if (cursor === null) return { from: FIRST, newest: FIRST, since: now.toISOString() };
  const parsed = shape.safeParse(cursor);
  if (!parsed.success) throw invalid("cursor", refusal("tryton.feedCursor"));
  const { from, newest, since } = parsed.data;
  return { from, newest, since };
}

export const writeCursor = ({ from, newest, since }: FeedCursor): Json => ({
  tryton: 1,
  from: { ...from },
  newest: { ...newest },
  since,
});

export const isAfter = (a: Position, b: Position): boolean =>
  a.at > b.at || (a.at === b.at && a.rank > b.rank);

/**
 * `last` is the last place given, `more` whether changes wait behind it. Between pages the cursor
 * goes on. At the end it falls back by the
 * overlap, so that the newest changes come again with the next pull and a late one among them is
 * not missed; once nothing newer came for as
 * long as the overlap, all has settled and a quiet feed repeats nothing. Times of Tryton are
 * compared with each other only, and the app's with
 * each other only: how the two clocks differ does not matter.
 */
export function nextCursor(
  before: FeedCursor,
  last: Position | undefined,
  more: boolean,
  now: Date,
): FeedCursor {
  const reached = last ?? before.from;
  const fresh = isAfter(reached, before.newest);
  const newest = fresh ? reached : before.newest;
  const since = fresh ? now.toISOString() : before.since;
  if (more) return { from: reached, newest, since };
  const settled = now.getTime() - new Date(since).getTime() >= OVERLAP_MS;
  return {
    from: settled ? newest : { at: earlier(newest.at, OVERLAP_MS), rank: 0 },
    newest,
    since,
  };
}

/** Text with microseconds, of which Date knows only the milliseconds. */
function earlier(at: string, ms: number): string {
  const time = Math.max(0, Date.parse(`${at.slice(0, 23)}Z`) - ms);
  return `${new Date(time).toISOString().slice(0, 23)}${at.slice(23, 26)}Z`;
}
