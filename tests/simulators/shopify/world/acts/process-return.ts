/**
 * What happens to a return after it was asked for. States, order of checks and texts: recorded-answers, Returns (recordings order-return-status-lifecycle,
 * returnClose-Reopen-Cancel-state-preconditions, return-reverse-logistics-recorded). None of it moves the order's updatedAt: recorded for close, reopen and
 * cancel, believed for the others.
 */
import { announceDisposition, announceReturn } from "../announce.ts";
import { releaseHolds } from "./route-order.ts";
import type { DispositionRecord, ReturnRecord, ReverseLineRecord } from "../model.ts";
import type { Store } from "../store.ts";

const isProcessed = ({ lines }: ReturnRecord): boolean =>
  lines.some(({ processedQuantity }) => processedQuantity > 0);

function mustBe(record: ReturnRecord, ...states: ReturnRecord["status"][]): void {
  if (!states.includes(record.status)) throw new Error("Return status is invalid.");
}

export function openReverseOrder(store: Store, record: ReturnRecord): void {
  record.reverseOrders.push(
    store.keep({
      __typename: "ReverseFulfillmentOrder",
      id: store.ids.of("ReverseFulfillmentOrder"),
      status: "OPEN",
      lines: record.lines.map(({ fulfillmentLineItem, quantity }) => ({
        __typename: "ReverseFulfillmentOrderLineItem",
        id: store.ids.of("ReverseFulfillmentOrderLineItem"),
        totalQuantity: quantity,
        fulfillmentLineItem,
        dispositions: [],
      })),
      order: record.order,
    }),
  );
}

export function approveReturn(store: Store, record: ReturnRecord): void {
  mustBe(record, "REQUESTED");
  record.status = "OPEN";
  record.requestApprovedAt = store.instant();
  openReverseOrder(store, record);
  announceReturn(store, record, "returns/approve");
}

export function declineReturn(store: Store, record: ReturnRecord, reason: string): void {
  mustBe(record, "REQUESTED");
  record.status = "DECLINED";
  record.declineReason = reason;
  announceReturn(store, record, "returns/decline");
}

export function cancelReturn(store: Store, record: ReturnRecord): void {
  if (record.status === "CANCELED") return;
  if (record.status !== "OPEN" || isProcessed(record)) throw new Error("Return is not cancelable.");
  record.status = "CANCELED";
  for (const order of record.reverseOrders) order.status = "CANCELED";
  announceReturn(store, record, "returns/cancel");
}

export function closeReturn(store: Store, record: ReturnRecord): void {
  if (record.status === "CLOSED") return;
  mustBe(record, "OPEN");
  record.status = "CLOSED";
  record.closedAt = store.instant();
  announceReturn(store, record, "returns/close");
}

export function reopenReturn(store: Store, record: ReturnRecord): void {
  if (record.status === "OPEN") return;
  mustBe(record, "CLOSED");
  record.status = "OPEN";
  record.closedAt = null;
  announceReturn(store, record, "returns/reopen");
}

/**
 * The goods are there: the return stays OPEN, its lines are processed, and nothing is disposed of by it. What it sends out in exchange may go now
 * (schema: returnProcess, AWAITING_RETURN_ITEMS; not recorded).
 */
export function processReturn(store: Store, record: ReturnRecord): void {
  mustBe(record, "OPEN");
  for (const line of record.lines) line.processedQuantity = line.quantity;
  for (const exchange of record.exchanges) exchange.processedQuantity = exchange.lineItem.quantity;
  const sentOut = new Set(record.exchanges.map(({ lineItem }) => lineItem));
  for (const part of record.order.fulfillmentOrderRecords) {
    const waits = part.fulfillmentHolds.filter(({ reason }) => reason === "AWAITING_RETURN_ITEMS");
    if (waits.length > 0 && part.lines.some(({ lineItem }) => sentOut.has(lineItem)))
      releaseHolds(
        store,
        part,
        waits.map(({ id }) => id),
      );
  }
  announceReturn(store, record, "returns/process");
}

const done = ({ dispositions }: ReverseLineRecord): number =>
  dispositions.reduce((total, { quantity }) => total + quantity, 0);

interface Disposal {
  /** Position in the return. */
  line: number;
  quantity: number;
  type: DispositionRecord["type"];
  location?: string;
}

export function disposeReturn(store: Store, record: ReturnRecord, disposals: Disposal[]): void {
  const [order] = record.reverseOrders;
  if (!order) throw new Error("Return status is invalid.");
  const found = disposals.map((disposal) => {
    const line = order.lines[disposal.line];
    if (!line)
      throw new Error("Cannot dispose items from more than one reverse fulfillment order.");
    if (disposal.type === "RESTOCKED" && line.fulfillmentLineItem.lineItem.variant === null)
      throw new Error("RESTOCKED is an invalid disposition type for a custom line item.");
    if (disposal.quantity < 1 || disposal.quantity > line.totalQuantity - done(line))
      throw new Error(
        `The return ${record.name} has fewer units left of its line ${disposal.line}.`,
      );
    const location = disposal.location === undefined ? null : store.location(disposal.location);
    return { disposal, line, location };
  });
  for (const { disposal, line, location } of found)
    line.dispositions.push({
      __typename: "ReverseFulfillmentOrderDisposition",
      id: store.ids.of("ReverseFulfillmentOrderDisposition"),
      type: disposal.type,
      quantity: disposal.quantity,
      createdAt: store.instant(),
      location,
    });
  if (order.lines.every((line) => done(line) === line.totalQuantity)) order.status = "CLOSED";
  announceDisposition(
    store,
    order,
    found.map(({ line }) => line),
  );
}
