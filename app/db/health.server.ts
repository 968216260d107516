import { setTimeout as wait } from "node:timers/promises";
import { now } from "#app/lib/clock.ts";
import { db } from "./client.server.ts";

/** Why the app cannot serve; null: it can. */
export type Trouble = { database: "does not answer" | "refuses changes"; reason: string } | null;

const ANSWER_MS = 4_000;
/** As often as the database is asked, however many ask the app. */
const KEEP_MS = 1_000;
/** Enough to need room on the disk, now and then. */
const FILLER = "x".repeat(4_000);
/** PostgreSQL: disk full, out of memory, read-only, and what a failing disk answers. */
const REFUSALS = /\b(53100|53200|25006|58030|58P01|XX000)\b/;

let last: { at: number; trouble: Promise<Trouble> } | undefined;

/** Reads and writes a row: a database that answers may still refuse every change, for instance when its disk is full. */
export function health(): Promise<Trouble> {
  const at = performance.now();
  if (!last || at - last.at > KEEP_MS) last = { at, trouble: look() };
  return last.trouble;
}

async function look(): Promise<Trouble> {
  const written = db.$executeRaw`
    INSERT INTO "HealthCheck" (id, at, filler) VALUES (1, ${now()}, ${FILLER})
    ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at, filler = EXCLUDED.filler`.then(
    () => null,
    (error: unknown): Trouble => {
      const reason = error instanceof Error ? error.message : String(error);
      const details = `${reason} ${JSON.stringify(error)}`;
      return {
        database: REFUSALS.test(details) ? "refuses changes" : "does not answer",
        reason: reason.trim().split("\n").at(-1) ?? "",
      };
    },
  );
  const late: Promise<Trouble> = wait(ANSWER_MS, undefined, { ref: false }).then(() => ({
    database: "does not answer",
    reason: `no answer within ${ANSWER_MS / 1_000} seconds`,
  }));
  return Promise.race([written, late]);
}
