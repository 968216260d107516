import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { migrate } from "#app/db/migrate.server.ts";
import { withDatabase } from "#tests/setup/database-url.ts";

// A database whose locale sorts as people do: there an index finds the beginning of a text only if it was made for that. Small tables would be read whole, whatever
// indexes they have, so that is forbidden here.
const { admin } = inject("postgres");
const name = `test_${process.pid}_locale`;
const SHOP = "some.myshopify.com";

async function administer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

let close: () => Promise<void> = () => Promise.resolve();
beforeAll(async () => {
  await administer(
    `CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de-DE'`,
    `ALTER DATABASE "${name}" SET enable_seqscan = off`,
  );
  // The app reads it when it is loaded, which is below: the database made for this file sorts otherwise.
  process.env.DATABASE_URL = withDatabase(admin, name);
  await migrate(process.env.DATABASE_URL, "prisma/migrations");
  close = (await import("#app/db/client.server.ts")).closeDatabase;
});
afterAll(async () => {
  await close();
  await administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

it("what is looked for from its beginning is found by an index in any locale", async () => {
  const { db } = await import("#app/db/client.server.ts");
  const { fill, LISTS } = await import("#tests/setup/many-records.ts");
  const { pagesTouched, stepsOf } = await import("#tests/setup/pages-touched.ts");
  await fill({ [SHOP]: 1_000 });
  const [locale] = await db.$queryRaw<{ sorted: boolean }[]>`SELECT 'a' < 'B' AS sorted`;
  expect(locale?.sorted).toBe(true);
  const made = await db.$queryRaw<{ name: string }[]>`
    SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '%text_pattern_ops%'`;
  expect(made.length).toBeGreaterThan(0);
  const used = new Set<string>();
  const searches = Object.values(LISTS)
    .flat()
    .filter(([address]) => address.includes("q=") || address === "search");
  for (const [, ask] of searches)
    for (const { plan } of await pagesTouched(() => ask(SHOP)))
      for (const step of stepsOf(plan))
        if (step["Index Cond"]?.includes("~>=~")) used.add(step["Index Name"] ?? "");
  expect(made.map((index) => index.name).filter((index) => !used.has(index))).toEqual([]);
});
