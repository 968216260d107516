import pg from "pg";
import { inject } from "vitest";
import { simulator } from "#tests/setup/simulator.ts";
import { pool } from "#app/db/client.server.ts";
import { type AppProcess, launchApp } from "#scripts/stack.ts";

/** The built app as real processes beside the test, against the test's own database. */

export type Process = AppProcess;

export const ownDatabaseUrl = (): string => process.env.DATABASE_URL ?? "";

/** The same database behind another port. */
export function through(port: number): string {
  const url = new URL(ownDatabaseUrl());
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return url.href;
}

/** As this process reads it (tests/setup/environment.ts and tryton.ts): a worker beside it must open the same secrets and reach the same ERP. */
export const environment = (more: Record<string, string> = {}): Record<string, string> => ({
  SHOPIFY_API_KEY: simulator.app.clientId,
  SHOPIFY_API_SECRET: simulator.app.clientSecret,
  SHOPIFY_APP_URL: "https://app.example.test",
  SHOPIFY_ORIGIN: simulator.origin,
  SCOPES: process.env.SCOPES ?? "",
  ENCRYPTION_KEYS: process.env.ENCRYPTION_KEYS ?? "",
  LOG_LEVEL: "warn",
  DATABASE_URL: ownDatabaseUrl(),
  DATABASE_POOL: "6",
  ...(process.env.ERP_ALLOWED_HOSTS === undefined
    ? {}
    : { ERP_ALLOWED_HOSTS: process.env.ERP_ALLOWED_HOSTS }),
  ...more,
});

/** A worker's life is short here: code that is optimized for the long run costs more than it gives. */
const SHORT_LIVED = ["--no-opt"];
const launchWorker = (databaseUrl: string): ReturnType<typeof launchApp> =>
  launchApp(environment({ DATABASE_URL: databaseUrl }), () => undefined, ["worker"], {
    node: [...SHORT_LIVED, "--import", "./tests/scenarios/stand-by.mjs"],
    waiting: true,
  });

let standing: { databaseUrl: string; worker: ReturnType<typeof launchApp> } | undefined;

/** The next worker loads what it needs and waits, having asked nobody anything, until startWorkerProcess is called for the same database. */
export function standBy(databaseUrl: string): void {
  standing ??= { databaseUrl, worker: launchWorker(databaseUrl) };
}

export async function startWorkerProcess(databaseUrl: string): Promise<Process> {
  if (standing?.databaseUrl !== databaseUrl) await dismiss();
  const worker = standing?.worker ?? launchWorker(databaseUrl);
  standing = undefined;
  worker.begin();
  return worker.running;
}

/** Nobody stands by any more. */
export async function dismiss(): Promise<void> {
  const last = standing?.worker;
  standing = undefined;
  last?.kill();
  await last?.exited;
}

async function administer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgres").admin });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const own = (): string => new URL(ownDatabaseUrl()).pathname.slice(1);
const kept = (): string => `${own()}_kept`;
const disconnectAll = (): string =>
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${own()}'`;

/** Keeps the database as it stands now, to come back to. */
export async function keepDatabase(): Promise<void> {
  await administer(
    disconnectAll(),
    `CREATE DATABASE "${kept()}" TEMPLATE "${own()}" STRATEGY FILE_COPY`,
  );
  await reconnect();
}

/** Puts the database back as it was kept; whoever was connected is cut off. */
export async function restoreDatabase(): Promise<void> {
  await administer(
    `DROP DATABASE "${own()}" WITH (FORCE)`,
    `CREATE DATABASE "${own()}" TEMPLATE "${kept()}" STRATEGY FILE_COPY`,
  );
  await reconnect();
}

export const forgetKept = (): Promise<void> =>
  administer(`DROP DATABASE IF EXISTS "${kept()}" WITH (FORCE)`);

/** The pool finds out which of its connections are dead. */
async function reconnect(): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      await Promise.all(Array.from({ length: pool.totalCount + 1 }, () => pool.query("SELECT 1")));
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error("the database does not come back");
}
