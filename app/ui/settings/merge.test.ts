import { expect, it } from "vitest";
import { mergeOf } from "./merge.ts";

const began = { autoRelease: false, tolerance: "0.02", note: "a" };

it("keeps what was typed beside what another person saved meanwhile", () => {
  const saved = { ...began, tolerance: "0.05" };
  expect(mergeOf(began, saved, { note: "b" })).toEqual({
    mine: ["note"],
    both: [],
    theirs: ["tolerance"],
  });
});

it("names what both changed", () => {
  const saved = { ...began, note: "theirs" };
  expect(mergeOf(began, saved, { note: "mine", autoRelease: true })).toEqual({
    mine: ["note", "autoRelease"],
    both: ["note"],
    theirs: [],
  });
});

it("what was typed and is saved now is no change any more", () => {
  const saved = { ...began, note: "b" };
  expect(mergeOf(began, saved, { note: "b" })).toEqual({ mine: [], both: [], theirs: [] });
});
