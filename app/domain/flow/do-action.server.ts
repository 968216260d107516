import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { withEarlierDocument } from "#app/domain/documents/store/document-list.server.ts";
import { resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { now } from "#app/lib/clock.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { isPassing } from "#app/tasks/shopify-problem.ts";
import type { FlowActionName, Refusal } from "./actions.ts";
import { busyWaitMs } from "./busy-wait.ts";
import { DO_FLOW_ACTION } from "./jobs.ts";

/** Who asks, in events and tasks. */
const BY = "flow";

/** Does what a workflow asked for. Both acts may be begun again where a process died: an order has one document however often it is asked for. */
export async function doAction(shop: string, runId: string): Promise<void> {
  const row = await db.flowAction.findUnique({ where: { shop_runId: { shop, runId } } });
  if (row?.state !== "stored") return;
  const outcome = await ACTS[row.action as FlowActionName](shop, row.orderId);
  if (outcome === "busy") {
    const at = now();
    const runAt = new Date(at.getTime() + busyWaitMs(row.receivedAt, at));
    return addJob(db, DO_FLOW_ACTION, { shop, runId }, { runAt });
  }
  await db.flowAction.updateMany({
    where: { shop, runId, state: "stored" },
    data: { doneAt: now(), ...outcome },
  });
}

/** Busy: another import holds the order at this moment. */
type Outcome = { state: "done" } | { state: "refused"; refusal: Refusal } | "busy";

const DONE: Outcome = { state: "done" };
const refused = (refusal: Refusal): Outcome => ({ state: "refused", refusal });

const ACTS: Record<FlowActionName, (shop: string, orderId: OrderId) => Promise<Outcome>> = {
  "import-order": importOrder,
  "create-sales-document": createDocument,
};

async function importOrder(shop: string, orderId: OrderId): Promise<Outcome> {
  const read = await resyncOrder(shop, orderId, BY);
  if (read.ok) return read.value === "busy" ? "busy" : DONE;
  switch (read.error.kind) {
    case "not-found":
      return refused("notFound");
    case "excluded":
      return refused("excluded");
    case "failed":
      return refused("notImported");
    case "shopify":
      // The queue comes back to it.
      if (isPassing(read.error.error)) throw new Error(read.error.error.message);
      return refused("shopify");
  }
}

async function createDocument(shop: string, orderId: OrderId): Promise<Outcome> {
  const here = await db.order.findUnique({
    where: { shop_orderId: { shop, orderId } },
    select: { orderId: true },
  });
  if (!here) {
    const read = await importOrder(shop, orderId);
    if (read === "busy" || read.state === "refused") return read;
  }
  // Another document beside one that still stands in the ERP is created only by a person who confirms it on the order's page.
  if ((await withEarlierDocument(shop, [orderId])).has(orderId)) return refused("earlierDocument");
  const { enqueued, already } = await createDocuments(shop, [orderId], BY);
  return enqueued.length + already.length > 0 ? DONE : refused("notPossible");
}
