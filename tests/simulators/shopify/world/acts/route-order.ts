/** Fulfillment orders of an order: which location ships which lines, and what holds them. */
import { announceFulfillmentOrder, touch } from "../announce.ts";
import type { FulfillmentOrderRecord, HoldRecord, LineRecord, OrderRecord } from "../model.ts";
import type { FulfillmentOrderSpec } from "../order-spec.ts";
import type { Store } from "../store.ts";
import { writeInstant } from "../time.ts";
import { shipped } from "./fulfill-order.ts";

/** Display texts of FulfillmentHoldReason. */
const HOLD_TEXTS: Record<string, string> = {
  AWAITING_PAYMENT: "Awaiting payment",
  AWAITING_RETURN_ITEMS: "Exchange items awaiting return delivery",
  HIGH_RISK_OF_FRAUD: "High risk of fraud",
  INCORRECT_ADDRESS: "Incorrect address",
  INVENTORY_OUT_OF_STOCK: "Inventory out of stock",
  ONLINE_STORE_POST_PURCHASE_CROSS_SELL: "Post purchase cross sell",
  UNKNOWN_DELIVERY_DATE: "Unknown delivery date",
  OTHER: "Other",
};

function newHold(store: Store, reason: string, notes: string | null, byApp = false): HoldRecord {
  return {
    __typename: "FulfillmentHold",
    id: store.ids.of("FulfillmentHold"),
    handle: "",
    reason,
    reasonNotes: notes,
    displayReason: HOLD_TEXTS[reason] ?? "Other",
    heldByRequestingApp: byApp,
  };
}

export function newFulfillmentOrder(
  store: Store,
  order: OrderRecord,
  parts: { line: LineRecord; quantity: number }[],
  spec: FulfillmentOrderSpec,
): FulfillmentOrderRecord {
  const shipping = order.shipping.find(({ isRemoved }) => !isRemoved);
  const method = spec.method ?? "SHIPPING";
  const fulfillmentOrder: FulfillmentOrderRecord = {
    __typename: "FulfillmentOrder",
    id: store.ids.of("FulfillmentOrder"),
    status: spec.hold
      ? "ON_HOLD"
      : spec.scheduledInHours !== undefined
        ? "SCHEDULED"
        : spec.inProgress
          ? "IN_PROGRESS"
          : "OPEN",
    requestStatus: "UNSUBMITTED",
    createdAt: store.instant(),
    updatedAt: store.instant(),
    fulfillAt: writeInstant(
      new Date(store.now().getTime() + (spec.scheduledInHours ?? 0) * 3_600_000),
    ),
    fulfillBy: null,
    location: spec.location === undefined ? defaultLocation(store) : store.location(spec.location),
    methodType: method,
    methodId: store.ids.of("DeliveryMethod"),
    presentedName: method === "SHIPPING" ? (shipping?.title ?? null) : null,
    serviceCode: method === "SHIPPING" ? (shipping?.code ?? null) : null,
    fulfillmentHolds: spec.hold ? [newHold(store, spec.hold.reason, spec.hold.notes ?? null)] : [],
    lines: [],
    requests: [],
    order,
  };
  for (const { line, quantity } of parts) {
    fulfillmentOrder.lines.push(
      store.keep({
        __typename: "FulfillmentOrderLineItem",
        id: store.ids.of("FulfillmentOrderLineItem"),
        totalQuantity: quantity,
        remainingQuantity: quantity,
        lineItem: line,
        fulfillmentOrder,
      }),
    );
  }
  order.fulfillmentOrderRecords.push(store.keep(fulfillmentOrder));
  return fulfillmentOrder;
}

export const defaultLocation = (store: Store) => {
  const location = store.locations.find(
    ({ isActive, fulfillsOnlineOrders }) => isActive && fulfillsOnlineOrders,
  );
  if (!location) throw new Error("The shop has no active location that fulfills online orders.");
  return location;
};

/**
 * Lines that ship get fulfillment orders as the spec says. Goods that do not ship have one of their own, of method NONE, open until somebody fulfills it (recording
 * order-delete-snapshot-staging); sold gift cards are delivered at once by e-mail; tips get none.
 */
export function route(
  store: Store,
  order: OrderRecord,
  specs: FulfillmentOrderSpec[],
  lines: LineRecord[] = order.lines,
): void {
  const left = new Map(
    lines.filter(({ requiresShipping }) => requiresShipping).map((line) => [line, line.quantity]),
  );
  const take = (line: LineRecord, quantity: number): { line: LineRecord; quantity: number } => {
    const open = left.get(line) ?? 0;
    if (quantity > open)
      throw new Error(`The spec routes ${quantity} units of ${line.title}, only ${open} are left.`);
    left.set(line, open - quantity);
    return { line, quantity };
  };
  const rest = () =>
    [...left]
      .filter(([, quantity]) => quantity > 0)
      .map(([line, quantity]) => take(line, quantity));
  for (const spec of specs) {
    const parts = spec.lines
      ? spec.lines.map(({ line, quantity }) => take(order.lines[line]!, quantity))
      : rest();
    if (parts.length > 0) newFulfillmentOrder(store, order, parts, spec);
  }
  const unnamed = rest();
  if (unnamed.length > 0)
    newFulfillmentOrder(store, order, unnamed, specs.at(-1)?.lines ? {} : (specs.at(-1) ?? {}));
  const whole = (of: LineRecord[]) => of.map((line) => ({ line, quantity: line.quantity }));
  const notShipped = lines.filter(
    ({ requiresShipping, isGiftCard, isTip }) => !requiresShipping && !isGiftCard && !isTip,
  );
  if (notShipped.length > 0)
    newFulfillmentOrder(store, order, whole(notShipped), { method: "NONE" });
  const giftCards = lines.filter(({ isGiftCard }) => isGiftCard);
  if (giftCards.length > 0)
    shipped(
      store,
      newFulfillmentOrder(store, order, whole(giftCards), { method: "NONE" }),
      undefined,
      {},
    );
}

export function hold(
  store: Store,
  fulfillmentOrder: FulfillmentOrderRecord,
  reason: string,
  { notes, byApp }: { notes: string | null; byApp: boolean },
): void {
  fulfillmentOrder.fulfillmentHolds.push(newHold(store, reason, notes, byApp));
  fulfillmentOrder.status = "ON_HOLD";
  fulfillmentOrder.updatedAt = store.instant();
  announceFulfillmentOrder(store, "fulfillment_orders/placed_on_hold", fulfillmentOrder);
  touch(store, fulfillmentOrder.order);
}

/** All holds, or those of these ids: with one left it stays held (recording fulfillment-order-release-hold-selective). */
export function releaseHolds(
  store: Store,
  fulfillmentOrder: FulfillmentOrderRecord,
  ids?: readonly string[],
): void {
  const held = fulfillmentOrder.fulfillmentHolds;
  const unknown = ids?.find((id) => !held.some((one) => one.id === id));
  if (unknown) throw new Error(`${fulfillmentOrder.id} has no hold ${unknown}.`);
  fulfillmentOrder.fulfillmentHolds = ids ? held.filter(({ id }) => !ids.includes(id)) : [];
  if (fulfillmentOrder.fulfillmentHolds.length > 0) {
    fulfillmentOrder.updatedAt = store.instant();
    touch(store, fulfillmentOrder.order);
    return;
  }
  fulfillmentOrder.status = fulfillmentOrder.lines.some(
    ({ totalQuantity, remainingQuantity }) => remainingQuantity < totalQuantity,
  )
    ? "IN_PROGRESS"
    : "OPEN";
  fulfillmentOrder.updatedAt = store.instant();
  announceFulfillmentOrder(store, "fulfillment_orders/hold_released", fulfillmentOrder);
  touch(store, fulfillmentOrder.order);
}

/** Units that left the order leave its fulfillment orders too: total and remaining shrink, an emptied one closes (recordings order-edit-commit-…, fulfillment-order-lifecycle). */
export function withdraw(store: Store, line: LineRecord, quantity: number): void {
  let left = quantity;
  for (const fulfillmentOrder of line.order.fulfillmentOrderRecords) {
    if (fulfillmentOrder.status === "CLOSED" || fulfillmentOrder.status === "CANCELLED") continue;
    for (const part of fulfillmentOrder.lines.filter(({ lineItem }) => lineItem === line)) {
      const taken = Math.min(left, part.remainingQuantity);
      part.totalQuantity -= taken;
      part.remainingQuantity -= taken;
      left -= taken;
    }
    if (fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0)) {
      fulfillmentOrder.status = "CLOSED";
      fulfillmentOrder.fulfillmentHolds = [];
    }
    fulfillmentOrder.updatedAt = store.instant();
  }
}
