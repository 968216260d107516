import { describe, expect, it } from "vitest";
import { pageOf, placeFromText, placeToText } from "./paging.ts";

const at = "2026-10-01T12:00:00.000Z";

describe("a place in a list", () => {
  it("survives the address", () => {
    const place = { at, id: "01a2b3c4-0000-7000-8000-000000000001" };
    expect(placeFromText(placeToText(place))).toEqual(place);
  });
  it("may have another kind of id", () => {
    const place = { at, id: "gid://shopify/Order/1001" };
    expect(placeFromText(placeToText(place))).toBeNull();
    expect(placeFromText(placeToText(place), (id) => id.startsWith("gid:"))).toEqual(place);
  });
  it("is the top when the word was changed by hand", () => {
    for (const text of [
      null,
      "",
      "x",
      `${at}~`,
      `${at}~a`,
      "2026-99-99T99:99:99.000Z~01a2b3c4-0000-7000-8000-000000000001",
      "' OR 1=1 --",
    ])
      expect(placeFromText(text)).toBeNull();
  });
});

describe("pageOf", () => {
  const place = (id: string) => ({ at, id });
  it("names a next page only when there is one", () => {
    expect(pageOf(["a", "b", "c"], 2, place)).toEqual({ rows: ["a", "b"], next: `${at}~b` });
    expect(pageOf(["a", "b"], 2, place)).toEqual({ rows: ["a", "b"], next: null });
    expect(pageOf([], 2, place)).toEqual({ rows: [], next: null });
  });
});
