import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { DECLARED_COLUMNS } from "./declared-columns.ts";

const columns = Object.entries(DECLARED_COLUMNS).flatMap(([table, list]) =>
  Object.entries(list).map(([column, values]) => ({ table, column, values })),
);

/** The values a CHECK constraint of one column allows, read from the database. */
async function checked(table: string, column: string): Promise<string[]> {
  const [row] = await db.$queryRaw<{ definition: string }[]>`
    SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c
    WHERE c.conrelid = ${`"${table}"`}::regclass AND c.contype = 'c' AND c.conname = ${`${table}_${column}_check`}`;
  return [...(row?.definition ?? "").matchAll(/'([^']+)'::text/g)].map((match) => match[1] ?? "");
}

/** The table with its constraints and nothing else, so that one column can be written alone. */
async function writeAlone(table: string, column: string, value: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(
      `CREATE TEMP TABLE alone (LIKE "${table}" INCLUDING CONSTRAINTS) ON COMMIT DROP`,
    );
    const rows = await tx.$queryRaw<{ name: string }[]>`
      SELECT attname AS name FROM pg_attribute WHERE attrelid = 'alone'::regclass AND attnum > 0`;
    for (const { name } of rows)
      await tx.$executeRawUnsafe(`ALTER TABLE alone ALTER COLUMN "${name}" DROP NOT NULL`);
    await tx.$executeRawUnsafe(`INSERT INTO alone ("${column}") VALUES ($1)`, value);
  });
}

it.each(columns)(
  "$table.$column takes what is declared, nothing else",
  async ({ table, column, values }) => {
    expect((await checked(table, column)).sort()).toEqual([...values].sort());
    await writeAlone(table, column, values[0] ?? "");
    await expect(writeAlone(table, column, "undeclared")).rejects.toThrow(
      `${table}_${column}_check`,
    );
  },
);
