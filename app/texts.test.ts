import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LEDGER_CAPABILITIES } from "./erp/ledger/capabilities.ts";
import { LANGUAGES } from "./i18n/languages.ts";
import { loadTexts, textsOf, translator } from "./texts.ts";

const APP = import.meta.dirname;
await Promise.all(LANGUAGES.map(loadTexts));

/** Every leaf text with its dotted key. */
function leaves(node: unknown, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  if (typeof node === "string") return found.set(prefix, node);
  for (const [key, value] of Object.entries(node as Record<string, unknown>)) {
    for (const [inner, text] of leaves(value, prefix ? `${prefix}.${key}` : key))
      found.set(inner, text);
  }
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const parameters = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? ""))].sort();
const all = leaves(textsOf("en").app);
const plainKeys = new Set(
  [...all.keys()].map((key) => key.replace(/_(zero|one|two|few|many|other)$/, "")),
);

describe("texts", () => {
  it.each(LANGUAGES)(
    "%s has the same keys and the same parameters as English, and no empty text",
    (language) => {
      const own = leaves(textsOf(language).app);
      expect([...own.keys()].sort()).toEqual([...all.keys()].sort());
      for (const [key, text] of own) {
        expect(text.trim(), key).not.toBe("");
        expect(parameters(text), key).toEqual(parameters(all.get(key) ?? ""));
      }
    },
  );

  it("exist for every ability of an ERP", () => {
    const abilities = Object.entries(LEDGER_CAPABILITIES)
      .filter(([name, value]) => typeof value === "boolean" && name !== "locationMandatory")
      .map(([name]) => `connection.capability.${name}`);
    expect(abilities.filter((key) => !all.has(key))).toEqual([]);
  });

  it("exist for every key the screens use", () => {
    const used: [string, string][] = [];
    for (const file of [
      ...sources(path.join(APP, "ui")),
      ...sources(path.join(APP, "routes")),
      path.join(APP, "root.tsx"),
    ]) {
      const source = readFileSync(file, "utf8");
      for (const match of source.matchAll(/\bt\(\s*"([^"]+)"/g)) used.push([match[1] ?? "", file]);
      for (const match of source.matchAll(
        /\b(?:text|label|title|help|texts?): "((?:nav|common|home|import|orders|order|mappings|settings|ledger|tasks|logs|connection|problem)\.[\w.]+)"/g,
      ))
        used.push([match[1] ?? "", file]);
    }
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter(([key]) => !plainKeys.has(key))).toEqual([]);
  });

  it("exist for every group a screen picks from by value", () => {
    const prefixes: [string, string][] = [];
    for (const file of [...sources(path.join(APP, "ui")), ...sources(path.join(APP, "routes"))]) {
      for (const match of readFileSync(file, "utf8").matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g))
        prefixes.push([match[1] ?? "", file]);
    }
    const known = (prefix: string) => [...plainKeys].some((key) => key.startsWith(`${prefix}.`));
    expect(prefixes.filter(([prefix]) => !known(prefix))).toEqual([]);
  });

  it("are spoken in the language asked for", () => {
    expect(translator("de").t("common.save")).toBe("Speichern");
    expect(translator("de").t("home.problemOrders", { count: 2 })).toBe("2 Bestellungen");
    expect(translator("en").t("home.problemOrders", { count: 1 })).toBe("1 order");
  });
});
