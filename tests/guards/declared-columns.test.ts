import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DECLARED_COLUMNS } from "./declared-columns.ts";

const folder = path.join(import.meta.dirname, "../../prisma/migrations");

/** What each CHECK constraint allows after all migrations, by its name. */
function constraints(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const migrations = readdirSync(folder).filter((name) => /^\d{14}_/.test(name));
  for (const migration of migrations.sort()) {
    const sql = readFileSync(path.join(folder, migration, "migration.sql"), "utf8");
    for (const [, name = "", values = ""] of sql.matchAll(
      /ADD CONSTRAINT "(\w+_check)" CHECK \("\w+" IN \(([^)]*)\)\)/g,
    ))
      found.set(
        name,
        [...values.matchAll(/'([^']+)'/g)].map(([, value = ""]) => value),
      );
  }
  return found;
}

// The same against a database: declared-columns.db.test.ts. This one says at once that a migration is missing.
describe("a declared list and the migration that lets the database check it", () => {
  const written = constraints();
  const columns = Object.entries(DECLARED_COLUMNS).flatMap(([table, list]) =>
    Object.entries(list).map(([column, values]) => ({ name: `${table}_${column}_check`, values })),
  );
  it.each(columns)("$name", ({ name, values }) => {
    expect([...(written.get(name) ?? [])].sort()).toEqual([...values].sort());
  });
});
