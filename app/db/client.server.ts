import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#app/env.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Prisma } from "./generated/client.ts";
import { PrismaClient } from "./generated/client.ts";

if (!env.DATABASE_URL)
  throw new Error("DATABASE_URL is not set: the start file sets it for the embedded database");

/** The process's one pool; graphile-worker and Prisma share it. */
export const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: env.DATABASE_POOL });
// Without listeners a connection cut by the server would end the process.
pool.on("error", (error) => logger.warn({ error: error.message }, "idle database connection lost"));
pool.on("connect", (client) =>
  client.on("error", (error) => logger.warn({ error: error.message }, "database connection lost")),
);

export const db = new PrismaClient({ adapter: new PrismaPg(pool) });

/** A transaction, or the client itself where a function works with either. */
export type Tx = Prisma.TransactionClient;

export async function closeDatabase(): Promise<void> {
  await db.$disconnect();
  await pool.end();
}
