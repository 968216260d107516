import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { runMigrations } from "graphile-worker";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#app/db/embedded/start.server.ts";
import { migrate } from "#app/db/migrate.server.ts";
import { withDatabase } from "./database-url.ts";
import { declaredMoves } from "./declared-moves.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: { admin: string; template: string };
  }
}

/** One server for the run (or TEST_DATABASE_URL), and one migrated database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = path.join(
    tmpdir(),
    `shopify-erp-connector-tests-${createHash("sha256").update(process.cwd()).digest("hex").slice(0, 10)}`,
  );
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const own = process.env.TEST_DATABASE_URL
    ? undefined
    : await startEmbeddedPostgres(folder, { durable: false });
  const admin = process.env.TEST_DATABASE_URL ?? own?.url ?? "";
  // Projects are set up one after the other; the first makes the template for all of them.
  const template = `template_${process.pid}`;
  await administer(admin, async (client) => {
    await dropLeftovers(client);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [
      template,
    ]);
    if (rowCount === 0) await makeTemplate(client, admin, template);
  });
  project.provide("postgres", { admin, template });
  return async () => {
    await administer(admin, (client) =>
      client.query(`DROP DATABASE IF EXISTS "${template}" WITH (FORCE)`),
    );
    await own?.stop(); // projects share the server: the last of them to leave stops it
  };
}

async function administer(url: string, act: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

async function makeTemplate(client: pg.Client, admin: string, template: string): Promise<void> {
  await client.query(`CREATE DATABASE "${template}"`);
  const url = withDatabase(admin, template);
  await migrate(url, "prisma/migrations");
  await runMigrations({ connectionString: url });
  await administer(url, (own) => own.query(declaredMoves()));
}

/** Databases of runs that were killed. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^(template|test)_[0-9]+(_|$)'",
  );
  for (const { datname } of rows) {
    const pid = Number(datname.split("_")[1]);
    try {
      process.kill(pid, 0);
    } catch {
      await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    }
  }
}
