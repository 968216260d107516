import type { Tx } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { addJob } from "#app/db/jobs.server.ts";
import type { RecheckScope } from "./jobs.ts";
import { RECHECK_ORDERS } from "./jobs.ts";

/**
 * In the transaction that saves a mapping: lets the worker plan the waiting orders again. Those whose creation had failed for it are
 * created then; the others lose the problem. `notBefore`: not at once; a check that waits already keeps its time, so that orders coming in do not put it off.
 */
export async function recheckLater(
  tx: Tx,
  { shop, by }: Scope,
  scope: RecheckScope,
  notBefore?: Date,
): Promise<void> {
  await addJob(
    tx,
    RECHECK_ORDERS,
    { shop, scope, by },
    notBefore ? { runAt: notBefore, keepTime: true } : {},
  );
}
