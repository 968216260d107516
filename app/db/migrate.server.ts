import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { MIGRATIONS_LOCK } from "#app/db/advisory-locks.server.ts";

const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** Applies what is new in `folder`, one transaction per migration, in Prisma's own history table. Returns the names applied. */
export async function migrate(connectionString: string, folder: string): Promise<string[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const client = new pg.Client({ connectionString });
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATIONS_LOCK]);
    await client.query(HISTORY);
    const { rows } = await client.query<{
      migration_name: string;
      checksum: string;
      finished_at: Date | null;
    }>(
      "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    const done = new Map(rows.map((row) => [row.migration_name, row]));
    refuseNewerSchema(rows, names);
    for (const name of names) {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      const earlier = done.get(name);
      if (earlier?.finished_at && earlier.checksum === checksum) continue;
      if (earlier?.finished_at)
        throw new Error(
          `Migration ${name} was changed after it was applied. Put the file back as it was and write a new migration.`,
        );
      if (earlier)
        throw new Error(
          `Migration ${name} failed earlier. Fix its cause, then: UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '${name}'; and start again.`,
        );
      await apply(client, name, checksum, sql);
      applied.push(name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** What an older version of the app would write into a newer schema is anyone's guess. */
function refuseNewerSchema(
  applied: readonly { migration_name: string; finished_at: Date | null }[],
  known: readonly string[],
): void {
  const newer = applied
    .filter(({ migration_name: name, finished_at: at }) => at !== null && !known.includes(name))
    .map(({ migration_name: name }) => name)
    .sort();
  if (newer.length === 0) return;
  throw new Error(
    `The database was changed by a newer version of this app (${newer.join(", ")}). ` +
      `Start that version or a later one, or restore the backup made before the update. Nothing was changed.`,
  );
}

async function apply(
  client: pg.Client,
  name: string,
  checksum: string,
  sql: string,
): Promise<void> {
  const id = randomUUID();
  await client.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)",
    [id, checksum, name],
  );
  try {
    await client.query(`BEGIN; ${sql}; COMMIT`);
  } catch (error) {
    await client.query("ROLLBACK");
    await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [
      id,
      error instanceof Error ? error.message : String(error),
    ]);
    throw error;
  }
  await client.query(
    "UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1",
    [id],
  );
}
