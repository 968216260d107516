import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { LIVE, type RunKind, type RunState, type RunTrigger } from "./states.ts";

export type NewRun = Omit<Prisma.SyncRunCreateManyInput, "kind" | "state" | "trigger"> & {
  id: string;
  kind: RunKind;
  state: RunState;
  trigger: RunTrigger;
};

/**
 * How many runs of a kind people of a shop may have open at once, paused ones included: each is a job of its own that other shops wait for. Runs of a schedule
 * are not refused: one with the same filter is not started twice.
 */
export const MOST_OPEN: Readonly<Record<RunKind, number>> = {
  syncOrders: 10,
  importOrders: 50,
  shipments: 10,
  invoices: 10,
  createDocuments: 20,
  amendDocuments: 20,
};

/** Nothing was started: as many runs of the kind are open as a shop may have. */
export class TooManyRuns extends Error {
  constructor(
    readonly kind: RunKind,
    readonly most: number,
  ) {
    super(`${most} runs of the kind ${kind} are open`);
    this.name = "TooManyRuns";
  }
}

/**
 * Stores a run, in the transaction that asks for its job. False: the shop has a run of this id already, the same click came twice. Throws
 * `TooManyRuns`, which takes the transaction back.
 */
export async function startRun(tx: Tx, run: NewRun): Promise<boolean> {
  const { shop, id, kind } = run;
  if (run.trigger === "click") {
    await lockUntilCommit(tx, "runStarts", shop);
    const found = await tx.syncRun.findMany({
      where: { shop, OR: [{ id }, { kind, state: { in: [...LIVE] } }] },
      select: { id: true },
      take: MOST_OPEN[kind] + 1,
    });
    if (found.some((other) => other.id === id)) return false;
    if (found.length >= MOST_OPEN[kind]) throw new TooManyRuns(kind, MOST_OPEN[kind]);
  }
  await tx.syncRun.create({ data: run });
  return true;
}

/** Begins a run that is over anew, instead of another beside it. */
export async function restartRun(
  tx: Tx,
  { shop, id }: { shop: string; id: string },
  run: Omit<NewRun, "shop" | "id" | "kind" | "filter">,
): Promise<void> {
  await tx.syncRun.updateMany({ where: { shop, id }, data: run });
}
