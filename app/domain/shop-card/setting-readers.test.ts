import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { settingsList } from "./settings.ts";
import type { SettingKey } from "./settings.ts";

const APP = path.resolve(import.meta.dirname, "../..");
/** The card itself, its form, and texts know every setting; what only they know has no effect. */
const NO_READER =
  /\.test\.|\.fixture\.|^domain\/shop-card\/(settings|parse|validate)|^domain\/problems\/|^ui\/settings\/|^i18n\//;

/** Settings that nothing reads yet, and what has to come first. */
const WITHOUT_EFFECT: Partial<Record<SettingKey, string>> = {
  shopifyUpdatesCustomers: "customers are not synchronized",
  erpUpdatesCustomers: "customers are not synchronized",
  companyMapping: "companies are found by their links only",
  companyTaxId: "companies are found by their links only",
  autoCreateCompanies: "companies are not created",
  shopifyUpdatesItems: "items are not synchronized",
  erpUpdatesItems: "items are not synchronized",
  returnProcess: "returns and refunds are not imported",
  returnsAs: "returns and refunds are not imported",
  returnLocationPriority: "returns and refunds are not imported",
  defaultReturnLocation: "returns and refunds are not imported",
  refundAccount: "returns and refunds are not imported",
  refundNonRestockAccount: "returns and refunds are not imported",
};

const code = readdirSync(APP, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !NO_READER.test(name.replaceAll(path.sep, "/")))
  .map((name) => readFileSync(path.join(APP, name), "utf8"))
  .join("\n")
  .replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, "");

const isRead = (key: SettingKey): boolean =>
  new RegExp(
    `(?:settings|Settings)\\??\\.${key}\\b|"${key}"|\\b${key}\\b[^;]*\\} = [^;]*(?:settings|Settings)\\b`,
  ).test(code);

describe("settings", () => {
  it("are read by the code they are for, or listed as without effect", () => {
    const unread = settingsList.map(({ key }) => key).filter((key) => !isRead(key));
    expect(unread.sort()).toEqual(Object.keys(WITHOUT_EFFECT).sort());
  });
});
