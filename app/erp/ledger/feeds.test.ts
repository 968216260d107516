import { describe, expect, it } from "vitest";
import { nextCursor, OVERLAP_MS, readCursor } from "./feeds.ts";

const now = new Date("2026-03-01T12:00:00Z");
const before = readCursor(null);
const ago = (ms: number): Date => new Date(now.getTime() - ms);

describe("feed cursor", () => {
  it("goes on from page to page, even inside the overlap", () => {
    expect(nextCursor(before, { at: ago(1000), id: "b" }, true, now)).toEqual({
      at: ago(1000).toISOString(),
      id: "b",
    });
  });

  it("falls back to what has settled at the end, so that a late row is still seen", () => {
    expect(nextCursor(before, { at: ago(1000), id: "b" }, false, now)).toMatchObject({
      at: ago(OVERLAP_MS).toISOString(),
    });
  });

  it("stays on the last row when that has settled: a quiet feed repeats nothing", () => {
    const last = { at: ago(OVERLAP_MS + 1), id: "b" };
    expect(nextCursor(before, last, false, now)).toEqual({ at: last.at.toISOString(), id: "b" });
    expect(nextCursor(last, undefined, false, now)).toEqual({ at: last.at.toISOString(), id: "b" });
  });
});
