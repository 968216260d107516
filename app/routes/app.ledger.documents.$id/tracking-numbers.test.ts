import { describe, expect, it } from "vitest";
import { trackingNumbers } from "./tracking-numbers.ts";

describe("tracking numbers as typed", () => {
  it("are separated by lines, commas and semicolons", () => {
    expect(trackingNumbers(" JD 01\r\nJD02, JD03;;JD04\n\n")).toEqual([
      "JD 01",
      "JD02",
      "JD03",
      "JD04",
    ]);
  });
  it("count once, and none is none", () => {
    expect(trackingNumbers("A\nA")).toEqual(["A"]);
    expect(trackingNumbers(" \n ")).toEqual([]);
  });
});
