import { expect, it } from "vitest";
import { readingGrade } from "./reading-grade.ts";

it("is the grade of the formula, counted by hand", () => {
  // 6 words, 1 sentence, 6 syllables.
  expect(readingGrade("The cat sat on the mat.")).toBeCloseTo(0.39 * 6 + 11.8 - 15.59, 5);
  // 4 words, 2 sentences, 10 syllables; what is filled in is one short word.
  expect(readingGrade("Select {{name}} carefully. Continue.")).toBeCloseTo(
    0.39 * 2 + 11.8 * (10 / 4) - 15.59,
    5,
  );
  expect(readingGrade("")).toBe(0);
});

it("is higher for long sentences of long words", () => {
  expect(
    readingGrade("Reconciliation necessitates authoritative documentation of expenditures."),
  ).toBeGreaterThan(readingGrade("Check each total, then save."));
});
