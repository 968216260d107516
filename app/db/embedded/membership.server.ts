import pg from "pg";
import { EMBEDDED_USERS_LOCK } from "#app/db/advisory-locks.server.ts";

export const urlOf = (port: number, password: string, database = "postgres"): string =>
  `postgresql://app:${password}@127.0.0.1:${port}/${database}`;

const STARTING = "57P03";
const WRONG_PASSWORD = "28P01";

/** Whether a server answers; "starting": it is there, but recovers, starts or shuts down. */
export async function probe(url: string): Promise<"answers" | "starting" | "refuses" | "silent"> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return "answers";
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === STARTING) return "starting";
    return code === WRONG_PASSWORD ? "refuses" : "silent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * This process's part in a server that several may use: a connection that holds a shared lock, which PostgreSQL drops when the process
 * dies. Who gets the lock for itself alone is the last one.
 */
export interface Membership {
  /** Gives the part up. True: nobody else has one, so the server may be stopped; nobody can join until then. */
  leave(): Promise<boolean>;
  end(): Promise<void>;
}

export async function joinServer(url: string, onLost: () => void): Promise<Membership> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  let left = false;
  client.on("error", () => undefined); // "end" follows
  await client.connect();
  await client.query("SELECT pg_advisory_lock_shared($1)", [EMBEDDED_USERS_LOCK]);
  await createAppDatabase(client);
  client.on("end", () => {
    if (!left) onLost();
  });
  // Must not keep a process alive that has nothing else to do.
  const held = client as pg.Client & { ref(): void; unref(): void }; // missing in the types
  held.unref();
  return {
    async leave() {
      left = true;
      held.ref(); // what waits for the answer must not end before it comes
      try {
        await client.query("SELECT pg_advisory_unlock_shared($1)", [EMBEDDED_USERS_LOCK]);
        const { rows } = await client.query<{ last: boolean }>(
          "SELECT pg_try_advisory_lock($1) AS last",
          [EMBEDDED_USERS_LOCK],
        );
        return rows[0]?.last === true;
      } catch {
        return false; // the server has ended
      }
    },
    end: () => client.end().catch(() => undefined),
  };
}

const EXISTS = "42P04";
const EXISTS_TOO = "23505";

async function createAppDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'app'");
  if (rowCount !== 0) return;
  await client.query("CREATE DATABASE app").catch((error: { code?: string }) => {
    if (error.code !== EXISTS && error.code !== EXISTS_TOO) throw error as Error;
  });
}
