/** What happened to an order after it was placed: in the seed at its own hour, from the control panel at once. */
import type { OrderRecord } from "./model.ts";
import type { LaterStep } from "./order-spec.ts";
import type { Store } from "./store.ts";
import { editOrder } from "./acts/edit-order.ts";
import { cancelOrder, closeOrder } from "./acts/close-order.ts";
import { fulfillOrder } from "./acts/fulfill-order.ts";
import { captureLater, payLater } from "./acts/pay-order.ts";
import { refundOrder } from "./acts/refund-order.ts";
import { disposeReturn, processReturn } from "./acts/process-return.ts";
import { findReturn } from "./acts/return-fees.ts";
import { returnOrder } from "./acts/return-order.ts";
import { deactivateGiftCards } from "./gift-cards.ts";

/** Never in the future: an order placed now has its later steps now. */
export function applyLater(store: Store, order: OrderRecord, steps: readonly LaterStep[]): void {
  for (const step of steps) {
    const wanted = new Date(Date.parse(order.createdAt) + step.hoursLater * 3_600_000);
    const now = store.clock.now();
    store.at(wanted > now ? now : wanted, () => apply(store, order, step));
  }
}

function apply(store: Store, order: OrderRecord, step: LaterStep): void {
  switch (step.act) {
    case "fulfill":
      fulfillOrder(store, order, step.fulfillmentOrder, step.lines, step.tracking ?? {});
      return;
    case "refund":
      refundOrder(store, order, step);
      return;
    case "edit":
      editOrder(store, order, step);
      return;
    case "cancel":
      cancelOrder(store, order, step);
      return;
    case "archive":
      closeOrder(store, order);
      return;
    case "deactivateGiftCards":
      deactivateGiftCards(store, order);
      return;
    case "pay":
      payLater(store, order, {
        ...(step.amount === undefined ? {} : { amount: step.amount }),
        ...(step.gateway === undefined ? {} : { gateway: step.gateway }),
      });
      return;
    case "capture":
      captureLater(store, order, step.amount);
      return;
    case "return":
      returnOrder(store, order, step);
      return;
    case "receive": {
      const returned = findReturn(order, 0);
      processReturn(store, returned);
      disposeReturn(store, returned, step.lines);
      return;
    }
  }
}
