import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
// @ts-expect-error plain JavaScript without types
import { generate } from "#scripts/codegen.mjs";

it("the committed Shopify types and costs are what the operations give, and both versions accept every operation", async () => {
  const made = await (generate as () => Promise<Record<string, string>>)();
  expect(Object.keys(made).sort()).toEqual(["admin.ts", "costs.ts"]);
  for (const [name, text] of Object.entries(made)) {
    expect(
      fs.readFileSync(path.join(import.meta.dirname, "generated", name), "utf8") === text,
      `${name} is not current: run node scripts/codegen.mjs`,
    ).toBe(true);
  }
});
