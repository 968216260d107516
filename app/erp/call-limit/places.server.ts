import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ADVISORY_LOCKS } from "#app/db/advisory-locks.server.ts";
import { pool } from "#app/db/client.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Places } from "./turns.ts";

/** How soon another process finds a place that was given back. */
const LOOK_MS = 15;
/** Longer than what a task does between two calls, shorter than what another process would notice. */
const REST_MS = 50;

/**
 * The connection whose advisory locks are this process's places: PostgreSQL frees them the moment the process is gone. Opened at the
 * first call, and again after it was lost.
 */
let session: Promise<Session> | undefined;
/** The two are missing in the types. */
type Session = pg.Client & { ref(): void; unref(): void };

function sessionClient(): Promise<Session> {
  session ??= open().catch((error: unknown) => {
    session = undefined;
    throw error;
  });
  return session;
}

async function open(): Promise<Session> {
  const client = new pg.Client({ ...pool.options, keepAlive: true }) as Session;
  const lost = (error?: Error): void => {
    if (session === undefined) return;
    session = undefined;
    logger.warn({ error: error?.message }, "the connection that holds places for calls was lost");
  };
  client.on("error", lost);
  await client.connect();
  client.on("end", () => lost());
  // Must not keep a process alive that has nothing else to do.
  client.unref();
  return client;
}

/** While it is asked, somebody waits for its answer. */
async function ask<Row extends pg.QueryResultRow>(
  client: Session,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  client.ref();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    client.unref();
  }
}

/** A connection answers one query after the other. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
}

/** For a process that stops in order. */
export async function closePlaces(): Promise<void> {
  const open = session;
  session = undefined;
  const client = await open?.catch(() => undefined);
  client?.ref();
  await client?.end();
}

/** Places of one caller over all processes that use this database. */
export function sharedPlaces(caller: string, count: number): Places {
  const numbers = Array.from({ length: count }, (_, place) => place);
  return {
    tryTake: (but) =>
      inTurn(async () => {
        const client = await sessionClient();
        // A lock that this session has is given to it once more: those are left out.
        const [found] = await ask<{ place: number }>(
          client,
          `SELECT place FROM unnest($1::int[]) AS place
           WHERE pg_try_advisory_lock($2::int, hashtext($3 || place)) LIMIT 1`,
          [numbers.filter((place) => !but.includes(place)), ADVISORY_LOCKS.callPlaces, caller],
        );
        return found?.place;
      }),
    giveBack: (place) =>
      void inTurn(async () => {
        // Of a session that was lost it is free already.
        const client = await session?.catch(() => undefined);
        if (client)
          await ask(client, `SELECT pg_advisory_unlock($1::int, hashtext($2 || $3::int))`, [
            ADVISORY_LOCKS.callPlaces,
            caller,
            place,
          ]);
      }).catch(() => closePlaces()),
    pause: () => sleep(LOOK_MS),
    // Must not keep a process alive that has nothing else to do; its end frees its places.
    rest: () => sleep(REST_MS, undefined, { ref: false }),
  };
}
