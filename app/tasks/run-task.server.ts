import { randomUUID } from "node:crypto";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { Gate } from "#app/lib/gate.ts";
import type { Attempt, Kinds } from "./carry-out.server.ts";
import { carryOut } from "./carry-out.server.ts";
import type { Among, PlannedTask, UnsureTask } from "./claim.server.ts";
import { claimPlanned, claimUnsure, findUnsure } from "./claim.server.ts";
import type { Holder } from "./holder.server.ts";
import { holder, isAlive, whileActing } from "./holder.server.ts";

/** What was taken and is under way: a task, or several that go together. */
export interface Started {
  /** How many calls its connection takes of its lane at once. */
  inFlight: number;
  /** How many tasks of the lane may be under way: those of an ERP are taken while the call before is out, so that its lane is never idle. */
  room: number;
  /** Others were waiting in its lane; those that came since have asked for a job of their own. */
  more: boolean;
  /** When each came to its next persisted state. */
  ended: Promise<void>;
}

/**
 * Takes what comes next among those named and carries it out up to its next persisted state. Every
 * step is committed before the next begins, so a
 * process may die at any line: planned → [claim] → sending → [evidence] → the call → [done | failed
 * | planned | ambiguous].
 * Null when there is nothing to do.
 */
export async function startNext(
  kinds: Kinds,
  where: Among,
  gate = new Gate(1),
): Promise<Started | null> {
  const me = await holder();
  const traceId = randomUUID();
  const together = togetherOf(kinds);
  const planned = await claimPlanned(where, me, { traceId, sure: false, together });
  return start(kinds, planned, { me, traceId, gate });
}

/** The same, unless others of them are to be looked up first: `settleUnsure`. */
export async function startIfSure(
  kinds: Kinds,
  where: Among,
  gate: Gate,
): Promise<Started | null | "unsure"> {
  const me = await holder();
  const traceId = randomUUID();
  const planned = await claimPlanned(where, me, {
    traceId,
    sure: true,
    together: togetherOf(kinds),
  });
  return planned === "unsure" ? planned : start(kinds, planned, { me, traceId, gate });
}

const togetherOf = (kinds: Kinds): ReadonlyMap<string, number> =>
  new Map(
    [...kinds.values()].flatMap(({ kind, together }) => (together ? [[kind, together]] : [])),
  );

function start(kinds: Kinds, planned: PlannedTask[], attempt: Attempt): Started | null {
  const [first] = planned;
  if (!first) return null;
  const probe = first.connection && readProbe(first.connection);
  const inFlight = probe?.capabilities.rate.inFlight ?? 1;
  // Only an ERP's calls wait for each other: what goes together to Shopify goes at once.
  const how = first.connection ? attempt : { ...attempt, gate: new Gate(Infinity) };
  const all = planned.map((task) =>
    whileActing(task.id, () => carryOut(kinds, task, how, "planned")),
  );
  return {
    inFlight,
    room: first.connection ? inFlight * 2 : inFlight,
    more: first.more,
    ended: allEnded(all),
  };
}

/** Not before the last one has ended, whatever the others met. */
async function allEnded(all: Promise<unknown>[]): Promise<void> {
  for (const end of await Promise.allSettled(all)) if (end.status === "rejected") throw end.reason;
}

/** Looks up every task whose call left without a known answer; a living worker's are left alone. */
export async function settleUnsure(kinds: Kinds, where: Among): Promise<{ stillRunning: boolean }> {
  const me = await holder();
  let stillRunning = false;
  for (const seen of await findUnsure(where)) {
    const settled = await whileActing(seen.id, () => takeOver(kinds, where.shop, seen, me));
    if (settled !== true) stillRunning = true;
  }
  return { stillRunning };
}

async function takeOver(
  kinds: Kinds,
  shop: string,
  seen: UnsureTask,
  me: Holder,
): Promise<boolean> {
  if (await isAlive(seen.claimedBy, me)) return false;
  const traceId = randomUUID();
  const task = await claimUnsure(shop, seen, me, traceId);
  if (task) await carryOut(kinds, task, { me, traceId }, "unsure");
  return true;
}

/** One task by its id, whatever makes it due: what a person's "run now" and the tests use. */
export async function runTask(kinds: Kinds, shop: string, id: string): Promise<void> {
  await settleUnsure(kinds, { shop, id });
  await (
    await startNext(kinds, { shop, id })
  )?.ended;
}
