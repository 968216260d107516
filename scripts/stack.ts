import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "#app/db/embedded/start.server.ts";
import { freePort } from "#app/lib/free-port.server.ts";
import { DECLARED_FIELDS, DECLARED_TOPICS } from "#tests/simulators/shopify/app-configuration.ts";
import { createWorld } from "#tests/simulators/shopify/world/index.ts";
import {
  DEFAULT_SCOPES,
  type ShopifySimulator,
  startShopifySimulator,
} from "#tests/simulators/shopify/simulator.ts";

/**
 * Everything a demo or a browser test needs, as real processes: a simulated Shopify, a database of its own, the built app with its
 * worker. The app is the production build; it does not know that Shopify is on this machine except for SHOPIFY_ORIGIN.
 */
export interface Stack {
  simulator: ShopifySimulator;
  shop: string;
  appUrl: string;
  databaseUrl: string;
  environment: Record<string, string>;
  /** Of the app's process. */
  pid: number;
  stop(): Promise<void>;
}

const DEMO_SHOP = "harbour-goods.myshopify.com";

/** `postgres`: a server that runs already, and the migrated database there to copy; without it one is started. */
export async function startStack(
  options: {
    port?: number;
    seed?: "full" | "empty";
    say?: (text: string) => void;
    environment?: Record<string, string>;
    postgres?: { url: string; template?: string };
    /** Points a second that Shopify gives; those of the Standard plan when absent. */
    restoreRate?: number;
  } = {},
): Promise<Stack> {
  const postgres = options.postgres
    ? { ...options.postgres, stop: () => Promise.resolve() }
    : await ownPostgres();
  const database = `demo_${process.pid}_${randomBytes(3).toString("hex")}`;
  await administer(postgres.url, async (client) => {
    await dropLeftovers(client);
    const template = options.postgres?.template;
    await client.query(
      `CREATE DATABASE "${database}"${template === undefined ? "" : ` TEMPLATE "${template}"`}`,
    );
  });
  const databaseUrl = withDatabase(postgres.url, database);

  const appPort = await freePort();
  const appUrl = `http://localhost:${appPort}`;
  const credentials = { clientId: "demo-client-id", clientSecret: randomBytes(24).toString("hex") };
  const simulator = await startSimulator(appUrl, credentials, options);
  const environment: Record<string, string> = {
    NODE_ENV: "production",
    PORT: String(appPort),
    HOST: "127.0.0.1",
    SHOPIFY_API_KEY: credentials.clientId,
    SHOPIFY_API_SECRET: credentials.clientSecret,
    SHOPIFY_APP_URL: appUrl,
    SHOPIFY_ORIGIN: simulator.origin,
    SCOPES: DEFAULT_SCOPES.join(","),
    ENCRYPTION_KEYS: `demo:${randomBytes(32).toString("base64")}`,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    ...options.environment,
  };
  const app = await startApp(environment, options.say ?? (() => undefined));
  let stopped = false;
  return {
    simulator,
    shop: DEMO_SHOP,
    appUrl,
    databaseUrl,
    environment,
    pid: app.pid,
    async stop() {
      if (stopped) return;
      stopped = true;
      await app.stop();
      await simulator.close();
      await administer(postgres.url, (client) =>
        client.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`),
      );
      await postgres.stop();
    },
  };
}

function ownPostgres(): ReturnType<typeof startEmbeddedPostgres> {
  const folder = path.join(
    tmpdir(),
    `shopify-erp-connector-demo-${createHash("sha256").update(process.cwd()).digest("hex").slice(0, 10)}`,
  );
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return startEmbeddedPostgres(folder, { durable: false });
}

/** The requested port when it is free, else any. */
async function startSimulator(
  appUrl: string,
  credentials: { clientId: string; clientSecret: string },
  options: {
    port?: number;
    seed?: "full" | "empty";
    say?: (text: string) => void;
    restoreRate?: number;
  },
): Promise<ShopifySimulator> {
  const start = (port: number): Promise<ShopifySimulator> =>
    startShopifySimulator({
      app: { ...credentials, url: appUrl },
      createWorld,
      topics: DECLARED_TOPICS,
      fields: DECLARED_FIELDS,
      shops: [{ domain: DEMO_SHOP, seed: options.seed ?? "full" }],
      clock: { running: true },
      port,
      ...(options.restoreRate ? { restoreRate: options.restoreRate } : {}),
    });
  try {
    return await start(options.port ?? 0);
  } catch (error) {
    if ((error as { code?: string }).code !== "EADDRINUSE") throw error;
    options.say?.(`port ${options.port} is taken, using another`);
    return start(0);
  }
}

export interface AppProcess {
  pid: number;
  exited: Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

/** The built app as a process, once it runs. */
export async function startApp(
  environment: Record<string, string>,
  say: (text: string) => void,
  args: string[] = [],
): Promise<AppProcess> {
  return launchApp(environment, say, args).running;
}

/** `node`: what node itself is told. `waiting`: it is told to read its standard input, which stays open until `begin`; when this process ends, it ends too. */
export function launchApp(
  environment: Record<string, string>,
  say: (text: string) => void,
  args: string[] = [],
  { node = [], waiting = false }: { node?: string[]; waiting?: boolean } = {},
): AppProcess & { begin(): void; running: Promise<AppProcess> } {
  const child = spawn(process.execPath, [...node, "build/main.js", ...args], {
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...environment },
    stdio: [waiting ? "pipe" : "ignore", "pipe", "pipe"],
    detached: true,
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let output = "";
  const app: AppProcess = {
    pid: child.pid ?? 0,
    exited,
    kill: () => void child.kill("SIGKILL"),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await exited;
    },
  };
  const running = new Promise<AppProcess>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      const text = chunk.toString();
      output = (output + text).slice(-20_000);
      if (/^(listening|worker):/m.test(output)) resolve(app);
      for (const line of text.split("\n")) if (line.startsWith("{")) say(line);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) =>
      reject(new Error(`the app ended (${code}) before it was ready:\n${output}`)),
    );
  });
  running.catch(() => undefined); // nobody may be waiting for it any more
  return { ...app, running, begin: () => void child.stdin?.write("begin\n") };
}

async function administer<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^demo_[0-9]+_'",
  );
  for (const { datname } of rows) {
    try {
      process.kill(Number(datname.split("_")[1]), 0);
    } catch {
      await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    }
  }
}

function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}
