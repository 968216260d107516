/**
 * A paid and fulfilled order archives itself about a second later where the shop has it so, which is a store's default; one that is no longer
 * complete (a fulfillment cancelled, something added by an edit) is opened again (recorded-answers §1, "Order"). A merchant who opens a
 * complete order is not overruled: only becoming complete archives.
 */
import { financialStatus } from "./arithmetic/payments.ts";
import { displayFulfillmentStatus } from "./fulfillment-state.ts";
import type { OrderRecord } from "./model.ts";
import type { Store } from "./store.ts";

/** `changed` announces the order when it was opened or archived. */
export function archiveItself(
  store: Store,
  order: OrderRecord,
  changed: (order: OrderRecord) => void,
): void {
  const complete =
    order.cancelledAt === null &&
    financialStatus(order) === "PAID" &&
    displayFulfillmentStatus(order, "2026-10") === "FULFILLED";
  if (complete === order.complete) return;
  order.complete = complete;
  if (!store.facts.archivesOrders) return;
  if (complete)
    store.jobs.later(() => {
      if (!order.complete || order.closedAt !== null) return;
      order.closedAt = store.instant();
      changed(order);
    });
  else if (order.closedAt !== null && order.cancelledAt === null) {
    order.closedAt = null;
    changed(order);
  }
}
