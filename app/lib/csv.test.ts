import { describe, expect, it } from "vitest";
import { csvRows } from "./csv.ts";

describe("a CSV file", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is no formula in it", (text) => {
    expect(
      csvRows([[text]])
        .replace(/^"?/, "")
        .startsWith("'"),
    ).toBe(true);
  });

  it("keeps quotes, commas and line ends in their cell", () => {
    expect(csvRows([['a"b', "c,d", "e\nf"]])).toBe('"a""b","c,d","e\nf"\r\n');
  });

  it("begins with the mark of UTF-8, once", () => {
    expect(csvRows([["Ü"]], true)).toBe("\uFEFFÜ\r\n");
    expect(csvRows([["Ü"]])).toBe("Ü\r\n");
  });
});
