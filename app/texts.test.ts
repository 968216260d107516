import { describe, expect, it } from "vitest";
import { LEDGER_CAPABILITIES } from "./erp/ledger/capabilities.ts";
import { LANGUAGES } from "./i18n/languages.ts";
import { loadTexts, textsOf, translator } from "./texts.ts";

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

const parameters = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? ""))].sort();
const all = leaves(textsOf("en").app);
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

  it("are spoken in the language asked for", () => {
    expect(translator("de").t("common.save")).toBe("Speichern");
    expect(translator("de").t("home.problemOrders", { count: 2 })).toBe("2 Bestellungen");
    expect(translator("en").t("home.problemOrders", { count: 1 })).toBe("1 order");
  });
});
