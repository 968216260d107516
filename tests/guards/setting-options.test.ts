import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { optionsTable, settingOptions } from "./setting-options.ts";

const FILE = "docs/setting-options.md";

it("docs/setting-options.md has every option of every setting with its tests", () => {
  if (process.env["UPDATE_DOCS"] === "1") writeFileSync(FILE, optionsTable());
  expect(readFileSync(FILE, "utf8")).toBe(optionsTable());
});

/** Cards of fixtures have these; no test of its own gives them to a card. */
const OF_FIXTURES = ["documentNumberAttribute false", "refundAccount filled in"];

it("no option loses its last test", () => {
  const without = settingOptions
    .filter(({ isDefault, tests }) => !isDefault && tests.length === 0)
    .map(({ key, option }) => `${key} ${option}`);
  expect(without).toEqual(OF_FIXTURES);
});
