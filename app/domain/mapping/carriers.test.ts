import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CARRIERS } from "./carriers.ts";

describe("carriers Shopify knows", () => {
  it.each(["2026-07", "2026-10"])("are those of the schema %s", (version) => {
    const schema = readFileSync(`app/shopify/schema/admin-${version}.graphql`, "utf8");
    const start = schema.indexOf("### Supported tracking companies");
    const [anywhere = "", somewhere = ""] = schema
      .slice(start, schema.indexOf('"""', start))
      .split("displayed for shops located in specific countries:");
    const everyCountry = [...anywhere.matchAll(/^\s*\* (.+)$/gm)].map(
      (match) => match[1]?.trim() ?? "",
    );
    const byCountry = somewhere
      .replace(/\s+/g, " ")
      .split("* **")
      .slice(1)
      .flatMap((part) =>
        (part.split("**: ")[1] ?? "")
          .trim()
          .replace(/\.$/, "")
          .split(",")
          .map((name) => name.trim()),
      );
    expect(everyCountry.length).toBeGreaterThan(80);
    expect(byCountry.length).toBeGreaterThan(40);
    expect([...CARRIERS].sort()).toEqual(
      [...new Set([...everyCountry, ...byCountry])].filter((name) => name !== "").sort(),
    );
  });
});
