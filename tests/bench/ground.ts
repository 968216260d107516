import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { startEmbeddedPostgres } from "#app/db/embedded/start.server.ts";
import { migrate } from "#app/db/migrate.server.ts";
import { withDatabase } from "#tests/setup/database-url.ts";
import { DEFAULT_SCOPES } from "#tests/simulators/shopify/simulator.ts";

/** One PostgreSQL for the run; each measure gets a fresh migrated database and a Shopify of its own. */
export interface Ground {
  /** A fresh scene; `restoreRate`: points a second that its Shopify gives; `webhooks`: "keep" them to be delivered by the measure. */
  scene(restoreRate: number, webhooks?: "keep"): Promise<Scene>;
  stop(): Promise<void>;
}

export interface Scene {
  environment: Record<string, string>;
  databaseUrl: string;
  end(): Promise<void>;
}

/** A store with the highest plan gives 2,000; the measures of the app's own speed must not wait for points. */
export const WITHOUT_LIMIT = 1_000_000;

export async function prepareGround(): Promise<Ground> {
  const folder = path.join(
    tmpdir(),
    `shopify-erp-connector-bench-${createHash("sha256").update(process.cwd()).digest("hex").slice(0, 10)}`,
  );
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const postgres = await startEmbeddedPostgres(folder, { durable: false });
  const template = `bench_${process.pid}_template`;
  await administer(postgres.url, async (client) => {
    await dropLeftovers(client);
    await client.query(`CREATE DATABASE "${template}"`);
  });
  const templateUrl = withDatabase(postgres.url, template);
  await migrate(templateUrl, "prisma/migrations");
  await runMigrations({ connectionString: templateUrl });
  return {
    async scene(restoreRate, webhooks) {
      const name = `bench_${process.pid}_${randomBytes(4).toString("hex")}`;
      await administer(postgres.url, (client) =>
        client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`),
      );
      const databaseUrl = withDatabase(postgres.url, name);
      const secrets = {
        id: "bench-client-id",
        secret: randomBytes(24).toString("hex"),
        key: randomBytes(32).toString("base64"),
      };
      const shopify = await startShopify([
        secrets.id,
        secrets.secret,
        "http://localhost:1",
        String(restoreRate),
        webhooks ?? "",
      ]);
      return {
        databaseUrl,
        environment: {
          NODE_ENV: "production",
          SHOPIFY_API_KEY: secrets.id,
          SHOPIFY_API_SECRET: secrets.secret,
          SHOPIFY_APP_URL: "http://localhost:1",
          SHOPIFY_ORIGIN: shopify.origin,
          SCOPES: DEFAULT_SCOPES.join(","),
          ENCRYPTION_KEYS: `bench:${secrets.key}`,
          DATABASE_URL: databaseUrl,
          LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
        },
        async end() {
          await shopify.stop();
          await administer(postgres.url, (client) =>
            client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
          );
        },
      };
    },
    async stop() {
      await administer(postgres.url, (client) =>
        client.query(`DROP DATABASE IF EXISTS "${template}" WITH (FORCE)`),
      );
      await postgres.stop();
    },
  };
}

async function startShopify(args: string[]): Promise<{ origin: string; stop(): Promise<void> }> {
  const child = fork("tests/bench/shopify.ts", args, { execArgv: ["--import", "tsx"] });
  const { origin } = await firstMessage<{ origin: string }>(child, "the simulated Shopify");
  return {
    origin,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.disconnect();
      }),
  };
}

/** Runs a measure in a scene of its own, which gives points without limit. */
export async function inScene<T>(
  ground: Ground,
  measure: string,
  input: object,
  webhooksOf?: "keep",
): Promise<T> {
  const scene = await ground.scene(WITHOUT_LIMIT, webhooksOf);
  try {
    return await runMeasure<T>(measure, input, scene);
  } finally {
    await scene.end();
  }
}

/** Runs a measure in a process of its own, in the given scene, and gives what it found. */
export async function runMeasure<T>(name: string, input: object, scene: Scene): Promise<T> {
  const child = fork(`tests/bench/measures/${name}.ts`, [JSON.stringify(input)], {
    execArgv: ["--import", "tsx"],
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      ...(process.env.BENCH_STATEMENTS ? { BENCH_STATEMENTS: "1" } : {}),
      ...scene.environment,
    },
  });
  const answer = await firstMessage<T>(child, `the measure "${name}"`);
  child.disconnect();
  return answer;
}

function firstMessage<T>(child: ChildProcess, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as T));
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new Error(`${what} ended before it answered (${code ?? signal})`)),
    );
  });
}

async function administer(
  url: string,
  act: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

/** Databases of runs that were killed. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^bench_[0-9]+_'",
  );
  for (const { datname } of rows) {
    try {
      process.kill(Number(datname.split("_")[1]), 0);
    } catch {
      await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    }
  }
}
