import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

/** Where the separator is made, and the title of a browser's tab, which has no direction of its own. */
const OWN = new Set(["app/ui/shop-context.tsx", "app/ui/document-title.tsx"]);

it("what stands between two facts on a line is that of the reader's direction", () => {
  const files = readdirSync("app/ui", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join("app/ui", file));
  expect([...OWN].every((file) => files.includes(file))).toBe(true);
  const written = files.filter(
    (file) => !OWN.has(file) && readFileSync(file, "utf8").includes(" · "),
  );
  expect(written).toEqual([]);
});
