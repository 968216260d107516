import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { sendShipments, shipmentsWait } from "#app/domain/fulfillments/send-shipments.server.ts";
import { storeShipments } from "#app/domain/fulfillments/store-shipments.server.ts";
import { invoicesWait, readPaymentsOf } from "#app/domain/payments/read-payments.server.ts";
import { storeInvoices } from "#app/domain/payments/store-invoices.server.ts";
import type { FeedEvent, InvoiceEvent, ReceiptEvent, ShipmentEvent } from "#app/erp/port/feeds.ts";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { POSTED_KINDS } from "#app/domain/posted/posted-kind.ts";
import type { PostedKind } from "#app/domain/posted/posted-kind.ts";
import { applyMemos } from "#app/domain/refunds/apply-memos.server.ts";
import { storePostedMemos } from "#app/domain/refunds/store-posted.server.ts";
import { storeReceipts } from "#app/domain/refunds/store-receipts.server.ts";

/** What storing a page of events came to. */
export interface Stored {
  /** Rows that did not exist before, in state new. */
  newIds: string[];
  /** Orders that any event of the page is about. */
  orderIds: OrderId[];
  /** Rows written: new ones and those the event changed. */
  stored: number;
}

/** Which stored rows go on to Shopify: these, or those in state new that match a filter. */
export interface Which {
  ids?: readonly string[];
  filter?: PostedFilter;
}

export interface FeedHandler {
  /** Stores the events of our documents, in the page's transaction; the same event twice changes nothing. */
  store(
    tx: Tx,
    shop: string,
    connectionId: ConnectionId,
    events: readonly FeedEvent[],
  ): Promise<Stored>;
  /** How rows in state new go on to Shopify. Absent: they do not. */
  onward?: {
    /** Whether any waits for it. */
    waits(shop: string): Promise<boolean>;
    /** Sends them on, in the caller's transaction; returns how many. */
    send(tx: Tx, shop: string, which: Which, by: string): Promise<number>;
  };
}

/** A feed that the app acts on: what is sent on to Shopify, and receipts and credit memos, of which only the app takes note. */
export type HeardFeed = PostedKind | "receipts" | "creditMemos";
const HEARD_FEEDS: readonly HeardFeed[] = [...POSTED_KINDS, "receipts", "creditMemos"];

/** All of them; receipts only where return orders were made, of which alone the app takes note. */
export const heardFeeds = (hasReturnOrders: boolean): HeardFeed[] =>
  HEARD_FEEDS.filter((feed) => feed !== "receipts" || hasReturnOrders);

/** One per feed that the app acts on. */
export const feedHandlers: Readonly<Record<HeardFeed, FeedHandler>> = {
  shipments: {
    store: (tx, shop, connectionId, events) =>
      storeShipments(
        tx,
        shop,
        connectionId,
        events.filter((event): event is ShipmentEvent => event.feed === "shipments"),
      ),
    onward: { waits: shipmentsWait, send: sendShipments },
  },
  invoices: {
    async store(tx, shop, connectionId, events) {
      const stored = await storeInvoices(
        tx,
        shop,
        connectionId,
        events.filter((event): event is InvoiceEvent => event.feed === "invoices"),
      );
      await applyMemos(tx, shop, stored.orderIds);
      return stored;
    },
    onward: { waits: invoicesWait, send: readPaymentsOf },
  },
  receipts: {
    store: (tx, shop, connectionId, events) =>
      storeReceipts(
        tx,
        shop,
        connectionId,
        events.filter((event): event is ReceiptEvent => event.feed === "receipts"),
      ),
  },
  creditMemos: {
    store: (tx, shop, connectionId, events) =>
      storePostedMemos(
        tx,
        shop,
        connectionId,
        events.filter((event): event is InvoiceEvent => event.feed === "creditMemos"),
      ),
  },
};
