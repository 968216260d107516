import { describe, expect, it } from "vitest";
import { seriesNumber, willGive } from "./number-series.ts";

const series = { prefix: "SO-", next: 100, width: 5, manualAllowed: true };

describe("number series", () => {
  it("fills up with zeros and grows beyond its width", () => {
    expect(seriesNumber(series, 42)).toBe("SO-00042");
    expect(seriesNumber(series, 1234567)).toBe("SO-1234567");
  });

  it("knows the numbers it will give", () => {
    expect(["SO-00100", "SO-99999", "SO-100000"].map((number) => willGive(series, number))).toEqual(
      [true, true, true],
    );
    expect(
      ["SO-00099", "SO-100", "SO-0100000", "SI-00100", "#1001", "SO-", "SO-1x"].map((number) =>
        willGive(series, number),
      ),
    ).toEqual(Array(7).fill(false));
  });
});
