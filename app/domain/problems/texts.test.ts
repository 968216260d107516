import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { settingsList } from "#app/domain/shop-card/settings.ts";
import { catalog, problem, problemInfo } from "./catalog.ts";
import { english } from "#app/i18n/locales/en.ts";

const domain = path.resolve(import.meta.dirname, "..");
const sources = ["shop-card", "mapping", "documents"]
  .flatMap((area) =>
    readdirSync(path.join(domain, area), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !/test|texts/.test(name))
      .map((name) => readFileSync(path.join(domain, area, name), "utf8")),
  )
  .join("\n")
  // However the lines are broken.
  .replace(/\s+/g, " ")
  .replace(/([([{]) /g, "$1");

describe("texts", () => {
  it("TSK-3: every kind of problem has a title, a cause and an action", () => {
    for (const info of Object.values(catalog))
      for (const key of [info.title, info.cause, info.action])
        expect(english.app, key).toHaveProperty(key);
  });
  it("SET-19: every setting has its label, help, section, effect and option names", () => {
    for (const setting of settingsList) {
      const keys = [
        setting.label,
        setting.help,
        `settings.section.${setting.section}`,
        `settings.effect.${setting.effect}`,
        ...Object.values(setting.optionLabels),
      ];
      for (const key of keys) expect(english.app, key).toHaveProperty(key);
    }
  });
  it("MAP-4: every reason named in the code has a sentence", () => {
    const named = [...sources.matchAll(/\b(?:why\([^,]+, [^,]+, |lost\()"([\w.]+)"/g)].map(
      ([, key]) => `why.${key}`,
    );
    expect(named.length).toBeGreaterThan(30);
    for (const key of named) expect(english.app, key).toHaveProperty(key);
  });
  it("SET-19: every refusal named in the code has a sentence", () => {
    const named = [
      ...sources.matchAll(/problem: "([\w-]+)", refused/g),
      ...sources.matchAll(/refuse\((?:key|""), "([\w-]+)"/g),
    ].map(([, key]) => `settings.problem.${key}`);
    const filters = [...sources.matchAll(/"(filter\.problem\.\w+)"/g)].map(([, key]) => key ?? "");
    expect(named.length).toBeGreaterThan(15);
    for (const key of [...named, ...filters]) expect(english.app, key).toHaveProperty(key);
  });
  it("MAP-5: a problem leads to where it is mended; equal causes are grouped", () => {
    const value = problem("unknown-item", { variantId: "gid://shopify/ProductVariant/1" }, "SKU-1");
    expect(value.cause).toBe("unknown-item:SKU-1");
    expect(problemInfo("unknown-item")?.fixPath?.(value.params)).toBe(
      "/app/mappings/items?key=gid%3A%2F%2Fshopify%2FProductVariant%2F1",
    );
    expect(problemInfo("toString")).toBeUndefined();
  });
});
