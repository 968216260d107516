import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "#app/lib/json.ts";
import type { FeedCursor, Position } from "./cursor.ts";
import { isAfter, nextCursor, OVERLAP_MS, readCursor, writeCursor } from "./cursor.ts";

const now = new Date("2026-03-01T12:00:00Z");
const later = (ms: number): Date => new Date(now.getTime() + ms);
/** Tryton's clock, here an hour ahead of ours. */
const stamp = (seconds: number, micros = "000123"): string =>
  `${new Date(Date.parse("2026-03-01T13:00:00Z") + seconds * 1000).toISOString().slice(0, 19)}.${micros}Z`;
const start = readCursor(null, now);

describe("feed cursor", () => {
  it("goes on from page to page, to the microsecond", () => {
    const next = nextCursor(start, { at: stamp(0), rank: 7 }, true, now);
    expect(next.from).toEqual({ at: "2026-03-01T13:00:00.000123Z", rank: 7 });
  });

  it("falls back by the overlap at the end, counted from the newest change and not from our clock", () => {
    const next = nextCursor(start, { at: stamp(0), rank: 7 }, false, now);
    expect(next.from).toEqual({ at: "2026-03-01T12:58:00.000123Z", rank: 0 });
  });

  it("a quiet feed comes to rest on its newest change once the overlap has passed for us, and repeats nothing then", () => {
    const first = nextCursor(start, { at: stamp(0), rank: 7 }, false, now);
    const repeated = nextCursor(first, { at: stamp(0), rank: 7 }, false, later(OVERLAP_MS - 1));
    expect(repeated.from).toEqual(first.from);
    expect(nextCursor(repeated, { at: stamp(0), rank: 7 }, false, later(OVERLAP_MS)).from).toEqual({
      at: stamp(0),
      rank: 7,
    });
  });

  it("a newer change starts the overlap again", () => {
    const first = nextCursor(start, { at: stamp(0), rank: 7 }, false, now);
    const next = nextCursor(first, { at: stamp(30), rank: 2 }, false, later(OVERLAP_MS));
    expect(next).toMatchObject({
      newest: { at: stamp(30), rank: 2 },
      since: later(OVERLAP_MS).toISOString(),
      from: { rank: 0 },
    });
    expect(next.from.at < stamp(0)).toBe(true);
  });

  it("an empty feed stays where it is", () => {
    expect(nextCursor(start, undefined, false, now).from).toEqual(start.from);
  });

  it("survives being stored, and refuses what it did not write", () => {
    const cursor: FeedCursor = {
      from: { at: stamp(1), rank: 3 },
      newest: { at: stamp(2), rank: 1 },
      since: now.toISOString(),
    };
    expect(readCursor(JSON.parse(JSON.stringify(writeCursor(cursor))) as Json, later(5))).toEqual(
      cursor,
    );
    for (const wrong of [
      {},
      "x",
      1,
      [],
      { since: "yesterday" },
      {
        tryton: 1,
        from: { at: "2026-03-01", rank: 0 },
        newest: { at: stamp(0), rank: 0 },
        since: now.toISOString(),
      },
      { ...(writeCursor(cursor) as object), more: 1 },
    ]) {
      expect(() => readCursor(wrong, now)).toThrow(/isn't from this connection/);
    }
  });

  it("misses no change that turns up within the overlap, whatever the pages and whenever it is read", () => {
    const arrival = fc.record({
      at: fc.integer({ min: 0, max: 600 }),
      late: fc.integer({ min: 0, max: OVERLAP_MS / 1000 - 1 }),
    });
    fc.assert(
      fc.property(
        fc.array(arrival, { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 30 }),
        (arrivals, limit, pauses) => {
          const rows = arrivals.map(({ at, late }, index) => ({
            position: { at: stamp(at), rank: index },
            visibleAt: at + late,
          }));
          const seen = new Set<number>();
          let cursor = readCursor(null, now);
          let time = 0;
          for (const pause of [...pauses, 2000]) {
            time += pause;
            for (let more = true; more;) {
              const visible = rows
                .filter((row) => row.visibleAt <= time && isAfter(row.position, cursor.from))
                .map((row) => row.position)
                .sort((a: Position, b: Position) => (isAfter(a, b) ? 1 : -1));
              const page = visible.slice(0, limit);
              for (const { rank } of page) seen.add(rank);
              more = visible.length > limit;
              cursor = nextCursor(cursor, page.at(-1), more, later(time * 1000));
            }
          }
          expect(seen.size).toBe(rows.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
