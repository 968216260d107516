import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { FeedEvent, FeedKind, FeedPage } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { WITH_INACTIVE } from "../rpc/domains.ts";
import type { TrytonScope } from "../scope.server.ts";
import type { Change, Source } from "./changes.server.ts";
import { changesAfter } from "./changes.server.ts";
import { nextCursor, readCursor, writeCursor } from "./cursor.ts";
import { invoiceSources, readInvoiceEvents } from "./invoices.server.ts";
import {
  customerSources,
  itemSources,
  orderSources,
  readCustomerEvents,
  readItemEvents,
  readOrderEvents,
} from "./records.server.ts";
import { readReceiptEvents, receiptSources } from "./receipts.server.ts";
import { readStockEvents, stockSources } from "./stock.server.ts";
import { readShipmentEvents, shipmentSources } from "./shipments.server.ts";

/** The parts of a feed: where changes show, and the events each change gives (none when there is nothing to report). */
export interface Feed {
  sources: readonly Source[];
  read: (
    scope: TrytonScope,
    changes: readonly Change[],
    options: CallOptions,
  ) => Promise<FeedEvent[][]>;
}

const FEEDS: Record<FeedKind, Feed> = {
  shipments: { sources: shipmentSources, read: readShipmentEvents },
  receipts: { sources: receiptSources, read: readReceiptEvents },
  invoices: {
    sources: invoiceSources("invoices"),
    read: ({ tryton }, changes, options) => readInvoiceEvents(tryton, "invoices", changes, options),
  },
  creditMemos: {
    sources: invoiceSources("creditMemos"),
    read: ({ tryton }, changes, options) =>
      readInvoiceEvents(tryton, "creditMemos", changes, options),
  },
  orders: {
    sources: orderSources,
    read: ({ tryton }, changes, options) => readOrderEvents(tryton, changes, options),
  },
  items: {
    sources: itemSources,
    read: ({ tryton }, changes, options) => readItemEvents(tryton, changes, options),
  },
  stock: {
    sources: stockSources,
    read: ({ tryton }, changes, options) => readStockEvents(tryton, changes, options),
  },
  customers: {
    sources: customerSources,
    read: ({ tryton }, changes, options) => readCustomerEvents(tryton, changes, options),
  },
};

/**
 * Changes in (changed, id) order from the cursor on, at least once; events carry a dedupe key. What
 * was deleted leaves no trace in Tryton.
 */
export async function pull(
  scope: TrytonScope,
  feed: FeedKind,
  { cursor, limit }: { cursor: Json; limit: number },
  options: CallOptions,
): Promise<FeedPage> {
  const before = readCursor(cursor, now());
  const { sources, read } = FEEDS[feed];
  const changes = await changesAfter(
    scope.tryton,
    sources,
    { from: before.from, take: limit + 1, context: WITH_INACTIVE },
    options,
  );
  const events = await read(scope, changes.slice(0, limit), options);
  const kept = fitting(events, limit);
  const given = changes.slice(0, kept);
  const more = changes.length > kept;
  return {
    events: events.slice(0, kept).flat(),
    cursor: writeCursor(nextCursor(before, given.at(-1)?.position, more, now())),
    more,
  };
}

/** How many changes' events fit on the page; one that gives more than a whole page by itself goes alone. */
function fitting(events: readonly FeedEvent[][], limit: number): number {
  let count = 0;
  const past = events.findIndex((each, index) => {
    count += each.length;
    return count > limit && index > 0;
  });
  return past === -1 ? events.length : past;
}
