import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";

/** Which waiting orders to look at again: those a mapping row, an item, a customer or a cause keeps from going on. */
export interface RecheckScope {
  mapping?: { kind: string; key: string };
  variantId?: string;
  customerId?: string;
  cause?: string;
  /** A changed setting or connection may free any of them. */
  all?: boolean;
}

export const RECHECK_ORDERS = "recheckOrders";

/**
 * In the transaction that saves a mapping: lets the worker plan the waiting orders again. Those whose creation had failed for it are
 * created then; the others lose the problem. `notBefore`: not at once; a check that waits already keeps its time, so that orders coming in do not put it off.
 */
export async function recheckLater(
  tx: Tx,
  shop: string,
  scope: RecheckScope,
  by: string,
  notBefore?: Date,
): Promise<void> {
  await addJob(
    tx,
    RECHECK_ORDERS,
    { shop, scope, by },
    {
      queue: `recheck/${shop}`,
      key: `recheck/${shop}/${JSON.stringify(scope)}`,
      ...(notBefore ? { runAt: notBefore, keepTime: true } : {}),
    },
  );
}
