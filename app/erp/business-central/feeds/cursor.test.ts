import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change, FeedCursor } from "./cursor.ts";
import { OVERLAP_MS, nextCursor, readCursor, unseen, writeCursor } from "./cursor.ts";

const at = (ms: number): string => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
const day = new Date("2026-01-02T00:00:00Z");

describe("where a feed stands", () => {
  it("reads every change once, whatever the page size and however many share a moment", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        (moments, limit) => {
          const all: Change[] = moments
            .sort((a, b) => a - b)
            .map((moment, index) => ({ id: `${(index * 7) % 31}-${index}`, at: at(moment) }));
          const given: string[] = [];
          let cursor: FeedCursor = readCursor(null, day);
          for (let turn = 0; turn < 50; turn += 1) {
            const open = unseen(all, cursor.from);
            const page = open.slice(0, limit);
            given.push(...page.map(({ id }) => id));
            const more = open.length > limit;
            cursor = readCursor(writeCursor(nextCursor(cursor, page, more, day)), day);
            if (!more) break;
          }
          expect(given.sort()).toEqual(all.map(({ id }) => id).sort());
        },
      ),
    );
  });

  it("falls back by ten minutes at the end, and rests where nothing newer came for as long", () => {
    const changes = [{ id: "a", at: at(OVERLAP_MS * 3) }];
    const first = nextCursor(readCursor(null, day), changes, false, day);
    expect(first.from).toEqual({ at: at(OVERLAP_MS * 2), seen: [] });
    const later = new Date(day.getTime() + OVERLAP_MS);
    const settled = nextCursor(first, changes, false, later);
    expect(settled.from).toEqual({ at: at(OVERLAP_MS * 3), seen: ["a"] });
    expect(unseen(changes, settled.from)).toEqual([]);
  });
});
