import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ADVISORY_LOCKS, MIGRATIONS_LOCK } from "./advisory-locks.server.ts";

const numbers = [...Object.values(ADVISORY_LOCKS), MIGRATIONS_LOCK];

const sources = ["app", "scripts", "tests"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.(ts|tsx|js|mjs)$/.test(file) && !file.startsWith("app/db/generated"))
    .filter((file) => !/^app[\\/]db[\\/]advisory-locks\./.test(file))
    .map((file) => ({ file, text: readFileSync(file, "utf8") })),
);

describe("advisory locks", () => {
  it("no two share a number", () => {
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("whoever takes one names it: no file but the list knows a number", () => {
    const users = sources.filter(({ text }) => /\bpg_(try_)?advisory/.test(text));
    expect(users.length).toBeGreaterThan(0);
    for (const { file, text } of users) expect(text, file).toContain("db/advisory-locks.server.ts");
    const literal = new RegExp(
      String.raw`\bpg_(try_)?advisory\w*\(\s*\d|\b(${numbers.join("|")})\b`,
    );
    expect(sources.filter(({ text }) => literal.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
