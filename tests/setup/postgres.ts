import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { runMigrations } from "graphile-worker";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#app/db/embedded.server.ts";
import { migrate } from "#app/db/migrate.server.ts";
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
  const template = `template_${process.pid}_${project.name}`;
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await dropLeftovers(client);
  await client.query(`CREATE DATABASE "${template}"`);
  await client.end();
  const url = withDatabase(admin, template);
  await migrate(url, "prisma/migrations");
  await runMigrations({ connectionString: url });
  await watchMoves(url);
  project.provide("postgres", { admin, template });
  return async () => {
    const last = new pg.Client({ connectionString: admin });
    await last.connect();
    await last.query(`DROP DATABASE IF EXISTS "${template}" WITH (FORCE)`);
    const { rows } = await last.query(
      "SELECT 1 FROM pg_database WHERE datname LIKE 'template\\_%'",
    );
    await last.end();
    if (rows.length === 0) await own?.stop(); // the browser project may share the server
  };
}

async function watchMoves(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(declaredMoves());
  await client.end();
}

/** Databases of runs that were killed. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^(template|test)_[0-9]+_'",
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

export function withDatabase(connectionString: string, database: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return url.href;
}
