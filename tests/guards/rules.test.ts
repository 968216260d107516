// RULES.md names every rule that code and tests cite, and each rule has its test.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const text = readFileSync("RULES.md", "utf8");
const prefixes = [...text.matchAll(/^## ([A-Z]+): /gm)].map((match) => match[1] ?? "");
const rules = [...text.matchAll(/^\| ([A-Z]+-\d+) +\| (.+?) +\| (.+?) +\|$/gm)].map((row) => ({
  id: row[1] ?? "",
  sentence: row[2] ?? "",
  tests: [...(row[3] ?? "").matchAll(/\]\(([^)]+)\)/g)].map((link) => link[1] ?? ""),
}));

const ID = new RegExp(`(?<![\\w-])(?:${prefixes.join("|")})-\\d{1,2}(?![\\w-])`, "g");
const idsIn = (source: string): string[] => [...source.matchAll(ID)].map(([id]) => id);

// Data of others, generated code and pictures cite nothing.
const sources = ["app", "tests", "prisma/schema", "scripts"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter(
    (file) =>
      /\.(tsx?|m?js|graphql|prisma|json|md|css)$/.test(file) &&
      !/app\/(shopify\/schema|shopify\/generated|db\/generated)\//.test(file),
  )
  .map((file) => ({ file, source: readFileSync(file, "utf8") }));

describe("RULES.md", () => {
  it("names each rule once, with a sentence", () => {
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, sentence } of rules) expect(sentence, id).toMatch(/^[A-Z].*\.$/);
  });

  it("has every rule that is cited, and none that is not", () => {
    const cited = new Map<string, string>();
    for (const { file, source } of sources) for (const id of idsIn(source)) cited.set(id, file);
    const known = new Set(rules.map(({ id }) => id));
    expect([...cited].filter(([id]) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !cited.has(id))).toEqual([]);
  });

  it("leads from each rule to a test that names it", () => {
    for (const { id, tests } of rules) {
      expect(tests, id).not.toEqual([]);
      for (const file of tests) {
        expect(existsSync(file), `${id} → ${file}`).toBe(true);
        expect(idsIn(readFileSync(file, "utf8")), `${file} does not name ${id}`).toContain(id);
      }
    }
  });
});

describe("screens and texts", () => {
  const withoutComments = (source: string): string =>
    source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");

  it("show no rule id to a merchant", () => {
    const shown = sources.filter(
      ({ file }) =>
        /^app\/i18n\/locales\/|\.(en|de)\.ts$/.test(file) ||
        (/^app\/(ui|routes)\/.*\.tsx$/.test(file) && !file.includes(".test.")),
    );
    expect(shown.length).toBeGreaterThan(100);
    for (const { file, source } of shown) {
      expect(idsIn(withoutComments(source)), file).toEqual([]);
      // The rule behind a decision stays in its plan; the screen shows the sentence.
      expect(withoutComments(source), file).not.toMatch(/\.rule\b/);
    }
  });
});
