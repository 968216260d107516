import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const PAGE = "docs/business-central.md";
const PROOFS = "tests/simulators/business-central/statements.test.ts";

const rows = [
  ...readFileSync(PAGE, "utf8").matchAll(/^\| (\d+) +\| (.+?) +\| .+\]\((.+?)\) +\|.+$/gm),
].map(([, section = "", statement = "", file = ""]) => ({ section, statement, file }));
/** Titles of the proofs, without the section that some begin with. */
const proofs = [
  ...readFileSync(PROOFS, "utf8").matchAll(/\bit\(\s*"(?:§\d+ )?((?:[^"\\]|\\.)+)"/g),
].map(([, title = ""]) => title);

it("each statement about Business Central's API is proved of the stand-in under the same words, and the other way round", () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.map(({ statement }) => statement).sort()).toEqual([...proofs].sort());
});

it("each names a file of the adapter that relies on it", () => {
  for (const { statement, file } of rows) {
    expect(file, statement).toContain("app/erp/business-central/");
    expect(existsSync(path.join("docs", file)), `${statement} → ${file}`).toBe(true);
  }
});
