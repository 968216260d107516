import { describe, expect, it } from "vitest";
import { pageOf, pageQuery, pageRequest, startOf, type Page, type Sort } from "./paging.ts";

const SORT = {
  at: { kind: "time", order: "desc" },
  open: { kind: "flag", order: "asc" },
  count: { kind: "whole", order: "asc" },
  name: { kind: "text", order: "asc" },
} as const satisfies Sort;
const row = (number: number) => ({
  at: new Date(Date.UTC(2026, 9, 1, 12, 0, 0, number)),
  open: number % 2 === 0,
  count: number,
  name: `gid://shopify/Order/${number} ä`,
});
type Row = ReturnType<typeof row>;
const ROWS = [9, 8, 7, 6, 5, 4, 3, 2, 1].map(row);

/** What a database answers: the rows beyond the start in the order they are read. */
function read(request: { after?: string | null; before?: string | null }): Page<Row> {
  const start = startOf(SORT, { ...request, limit: 4 });
  const list = start.backwards ? [...ROWS].reverse() : ROWS;
  const from = list.findIndex(({ count }) => count === start.place?.count) + 1;
  return pageOf(SORT, start, list.slice(from, from + start.take));
}
const counts = (page: Page<Row>) => page.rows.map(({ count }) => count);

describe("pages of a list", () => {
  it("follow each other to the end and back, with no row twice", () => {
    const first = read({});
    expect([counts(first), first.previous]).toEqual([[9, 8, 7, 6], null]);
    const second = read({ after: first.next });
    expect(counts(second)).toEqual([5, 4, 3, 2]);
    const third = read({ after: second.next });
    expect([counts(third), third.next]).toEqual([[1], null]);
    expect(counts(read({ before: third.previous }))).toEqual([5, 4, 3, 2]);
    const back = read({ before: second.previous });
    expect([counts(back), back.previous, back.next]).toEqual([[9, 8, 7, 6], null, first.next]);
  });

  it("lead back from a page whose rows are gone", () => {
    const start = startOf(SORT, { after: read({}).next });
    const page = pageOf(SORT, start, []);
    expect([page.rows, page.next]).toEqual([[], null]);
    expect(counts(read({ before: page.previous }))).toEqual([9, 8, 7]);
  });

  it("begin at the first one when the cursor was changed by hand or is of another list", () => {
    const other = { id: { kind: "uuid", order: "asc" } } as const satisfies Sort;
    const next = read({}).next ?? "";
    const written = (...values: unknown[]) =>
      Buffer.from(JSON.stringify(values)).toString("base64url");
    const at = "2026-10-01T12:00:00.000Z";
    for (const after of [
      "",
      "x",
      "' OR 1=1 --",
      next.slice(0, -3),
      "A".repeat(5_000),
      written(at, "true", "1"),
      written("2026-99-99T99:99:99.000Z", "true", "1", "a"),
      written(at, "yes", "1", "a"),
      written(at, "true", "-1", "a"),
      written(at, "true", "99999999999", "a"),
      written(at, "true", "1", "a\0"),
      written(at, "true", "1", "a\ud800"),
      written("0000-01-01T12:00:00.000Z", "true", "1", "a"),
      written(at, "true", 1, "a"),
    ])
      expect(startOf(SORT, { after }).place, after).toBeNull();
    expect(startOf(other, { after: next }).place).toBeNull();
    expect(startOf(other, { after: written("1") }).place).toBeNull();
  });

  it("hold between 1 and 250 rows, 50 when nothing is said", () => {
    const limits = [{}, { limit: 0 }, { limit: 7 }, { limit: 1_000 }].map(
      (request) => startOf(SORT, request).limit,
    );
    expect(limits).toEqual([50, 1, 7, 250]);
  });
});

describe("the query of a page", () => {
  const sort = {
    at: { kind: "time", order: "desc" },
    name: { kind: "text", order: "asc" },
  } as const satisfies Sort;
  const place = { at: new Date(0), name: "b" };

  it("asks for what is beyond each value in its order", () => {
    expect(pageQuery(sort, { place, backwards: false, limit: 2, take: 3 })).toEqual({
      beyond: { OR: [{ at: { lt: place.at } }, { at: place.at, name: { gt: "b" } }] },
      orderBy: [{ at: "desc" }, { name: "asc" }],
      take: 3,
    });
  });

  it("turns round for the page before", () => {
    expect(pageQuery(sort, { place, backwards: true, limit: 2, take: 3 })).toEqual({
      beyond: { OR: [{ at: { gt: place.at } }, { at: place.at, name: { lt: "b" } }] },
      orderBy: [{ at: "asc" }, { name: "desc" }],
      take: 3,
    });
  });

  it("is read from the address", () => {
    expect(pageRequest(new URLSearchParams("after=a&q=x"))).toEqual({ after: "a", before: null });
  });
});
