import type { Tx } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { RunKind, RunState } from "./states.ts";

export type NewRun = Omit<Prisma.SyncRunCreateManyInput, "kind" | "state"> & {
  id: string;
  kind: RunKind;
  state: RunState;
};

/** Stores a run, in the transaction that asks for its job. */
export async function startRun(tx: Tx, run: NewRun): Promise<void> {
  await tx.syncRun.create({ data: run });
}

/** Begins a run that is over anew, instead of another beside it. */
export async function restartRun(
  tx: Tx,
  { shop, id }: { shop: string; id: string },
  run: Omit<NewRun, "shop" | "id" | "kind" | "filter">,
): Promise<void> {
  await tx.syncRun.updateMany({ where: { shop, id }, data: run });
}
