import { describe, expect, it } from "vitest";
import { planDocument } from "#app/domain/documents/plan/plan-document.ts";
import { planShares } from "#app/domain/documents/plan/plan-shares.ts";
import type { SettingKey } from "#app/domain/shop-card/settings.ts";
import { OPTION_RUNS, runOf, type OptionRuns } from "#tests/fixtures/option-runs.ts";

describe("an option", () => {
  it.each(Object.entries(OPTION_RUNS) as [SettingKey, OptionRuns][])(
    "of %s makes another document than each other one",
    (key, runs) => {
      const outcomes = runs.options.map((option) => {
        const { document, problems, newCustomer } = planShares(runOf(key, option, runs), null).plan;
        return JSON.stringify({ document, problems, newCustomer });
      });
      expect(runs.options.length).toBeGreaterThan(1);
      expect(new Set(outcomes).size).toBe(outcomes.length);
    },
  );

  it("that planning does not read makes the same document: such runs would be noticed", () => {
    const plans = [true, false].map((option) => {
      const { document, problems } = planDocument(
        runOf("archiveProcessed", option, { options: [true, false] }),
      );
      return JSON.stringify({ document, problems });
    });
    expect(new Set(plans).size).toBe(1);
  });
});
