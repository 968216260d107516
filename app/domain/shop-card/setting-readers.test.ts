import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { defaultSettings, effectiveSettings, settingsList, shownSettings } from "./settings.ts";
import { validateSettings } from "./validate-settings.ts";
import type { SettingKey } from "./settings.ts";

const APP = path.resolve(import.meta.dirname, "../..");
/** The card itself, its form, and texts know every setting; what only they know has no effect. */
const NO_READER =
  /\.test\.|\.fixture\.|^domain\/shop-card\/(settings|parse|validate)|^domain\/problems\/|^ui\/settings\/|^i18n\//;

/** Choices whose options are taken as they are, not told apart one by one; The policies are read by their key. */
const TAKEN_AS_IS: readonly SettingKey[] = [
  "documentLanguage",
  "taxAreaPriority",
  "cancelledOrders",
  "testOrders",
  "highRiskOrders",
];

const files = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !NO_READER.test(name.replaceAll(path.sep, "/")))
  .map((name) => readFileSync(path.join(APP, name), "utf8"))
  .map((text) => text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, ""));

const readersOf = (key: SettingKey): string[] => {
  const reads = new RegExp(
    `(?:settings|Settings)\\??\\.${key}\\b|["']${key}["']|\\b${key}\\b[^;]*\\} = [^;]*(?:settings|Settings)\\b|\\b${key}\\b[^;]*\\}: Settings\\b`,
  );
  return files.filter((text) => reads.test(text));
};

describe("settings", () => {
  it("are read by the code they are for, or not shown", () => {
    const unread = settingsList.map(({ key }) => key).filter((key) => readersOf(key).length === 0);
    expect(unread).toEqual(settingsList.filter(({ pending }) => pending).map(({ key }) => key));
    const shown = new Set<string>(shownSettings.map(({ key }) => key));
    expect(unread.filter((key) => shown.has(key))).toEqual([]);
  });
  it("have no two options that do the same", () => {
    for (const { key, type, options = [] } of shownSettings) {
      if (type !== "choice" || TAKEN_AS_IS.includes(key)) continue;
      const readers = readersOf(key).join("\n");
      // One option may be what is done otherwise; each of the others is named.
      const unnamed = options.filter((option) => !readers.includes(`"${option}"`));
      expect([key, unnamed.length <= 1 ? [] : unnamed]).toEqual([key, []]);
    }
  });
  it("that nothing reads refuse no other one", () => {
    const stored = {
      ...defaultSettings,
      shopifyUpdatesItems: true,
      erpUpdatesItems: true,
    };
    expect(validateSettings(stored)).not.toEqual([]);
    expect(validateSettings(effectiveSettings(stored))).toEqual([]);
  });
});
