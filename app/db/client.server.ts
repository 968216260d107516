import { setTimeout as wait } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#app/env.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Prisma } from "./generated/client.ts";
import { PrismaClient } from "./generated/client.ts";
import { statementNames } from "./statement-names.ts";

if (!env.DATABASE_URL)
  throw new Error("DATABASE_URL is not set: the start file sets it for the embedded database");

const lent = new Set<pg.PoolClient>();

function openPool(max: number): pg.Pool {
  const opened = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max,
    // A request waits no longer for a database that does not answer.
    connectionTimeoutMillis: 20_000,
    keepAlive: true,
  });
  // Without listeners a connection cut by the server would end the process.
  opened.on("error", (error) =>
    logger.warn({ error: error.message }, "idle database connection lost"),
  );
  opened.on("connect", (client) => {
    client.on("error", (error) =>
      logger.warn({ error: error.message }, "database connection lost"),
    );
    releaseOnce(client);
  });
  opened.on("acquire", (client) => lent.add(client));
  opened.on("release", (_error, client) => lent.delete(client));
  return opened;
}

/** The process's one pool but for webhooks; graphile-worker and Prisma share it. */
export const pool = openPool(env.DATABASE_POOL);

/** Webhooks are stored over connections of their own: Shopify waits for the answer, however busy workers and screens are. */
export const intakePool = openPool(3);

/** The job queue gives a connection back twice when it is lost while the queue begins to listen: nobody could catch that error. */
function releaseOnce(client: pg.PoolClient): void {
  let current: (error?: Error | boolean) => void;
  Object.defineProperty(client, "release", {
    get: () => current,
    set(release: typeof current) {
      let isLent = true;
      current = (error) => {
        if (isLent) release(error);
        isLent = false;
      };
    },
  });
}

/** On a busy machine the default of five seconds ends healthy work; what may take longer says so itself. */
const TRANSACTION = { timeout: 15_000, maxWait: 15_000 };

export const db = new PrismaClient({
  // Where it gives none, the statement has no name; the type does not say that this may be.
  adapter: new PrismaPg(pool, {
    statementNameGenerator: statementNames() as (query: { sql: string }) => string,
  }),
  transactionOptions: TRANSACTION,
});

/** A transaction, or the client itself where a function works with either. */
export type Tx = Prisma.TransactionClient;

/** How long work that holds a connection may take to give it back, and then to notice that it is gone. */
const GIVE_BACK_MS = 5_000;
const NOTICE_MS = 1_000;

type LastWrite = () => Promise<void>;
const lastWrites = new Set<LastWrite>();
/** How long what still waits to be written may take. */
const LAST_WRITES_MS = 5_000;

/** Whoever writes a moment later registers here what writes the rest; it is called before the connections are closed. */
export function beforeClosing(write: LastWrite): void {
  lastWrites.add(write);
}

/** One that fails keeps neither the others nor the end from coming. */
async function writeTheRest(): Promise<void> {
  const writing = Promise.allSettled([...lastWrites].map((write) => write())).then((ends) => {
    for (const end of ends)
      if (end.status === "rejected")
        logger.warn({ error: String(end.reason) }, "while writing what was left");
    return true;
  });
  if (!(await Promise.race([writing, wait(LAST_WRITES_MS, false, { ref: false })])))
    logger.warn("what was left to write took too long and may be lost");
}

/** Ends in any case: a connection that nobody gives back is closed. */
export async function closeDatabase(): Promise<void> {
  await writeTheRest();
  const ended = db
    .$disconnect()
    .catch((error: unknown) => logger.warn({ error: String(error) }, "while disconnecting"))
    .then(async () => {
      await Promise.all([pool.end(), intakePool.end()]);
    });
  const within = (ms: number): Promise<void> =>
    Promise.race([ended, wait(ms, undefined, { ref: false })]);
  await within(GIVE_BACK_MS);
  if (lent.size > 0)
    logger.warn({ connections: lent.size }, "database connections still in use were closed");
  for (const client of lent) void (client as unknown as pg.Client).end();
  await within(NOTICE_MS);
}
