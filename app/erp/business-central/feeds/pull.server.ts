import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ChangeEvent, FeedEvent, FeedKind, FeedPage } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { documentRow, shipmentRow } from "../documents/shape.ts";
import type { BcScope } from "../scope.server.ts";
import { guid, text } from "../wire/shapes.ts";
import { changesAfter } from "./changes.server.ts";
import type { FeedCursor } from "./cursor.ts";
import { nextCursor, readCursor, writeCursor } from "./cursor.ts";
import { readInvoiceEvents } from "./invoices.server.ts";
import { readShipmentEvents } from "./shipments.server.ts";

interface Asked {
  cursor: FeedCursor;
  limit: number;
}

type Reader = (scope: BcScope, asked: Asked, options: CallOptions) => Promise<FeedPage>;

const record = z.object({ id: guid, number: text, lastModifiedDateTime: text });
const RECORDS = {
  orders: { set: "salesOrders", kind: "salesOrder" },
  items: { set: "items", kind: "item" },
  customers: { set: "customers", kind: "customer" },
} as const;

const changesOf = (feed: keyof typeof RECORDS): Reader =>
  feedOf(
    { set: RECORDS[feed].set, select: "id,number,lastModifiedDateTime" },
    record,
    async (_scope, rows) =>
      rows.map(({ id, number, lastModifiedDateTime: at }): ChangeEvent[] => [
        {
          feed,
          dedupeKey: `${id}|${at}`,
          ref: { kind: RECORDS[feed].kind, id, number },
          changedAt: at,
        },
      ]),
  );

/** What the API tells of. Stock by location and return orders are not in it. */
export type ToldFeed = Exclude<FeedKind, "stock" | "receipts">;

const FEEDS: Record<ToldFeed, Reader> = {
  shipments: feedOf(
    { set: "salesShipments", expand: "salesShipmentLines" },
    shipmentRow,
    readShipmentEvents,
  ),
  invoices: feedOf({ set: "salesInvoices" }, documentRow, (scope, rows, options) =>
    readInvoiceEvents(scope, "invoices", rows, options),
  ),
  creditMemos: feedOf({ set: "salesCreditMemos" }, documentRow, (scope, rows, options) =>
    readInvoiceEvents(scope, "creditMemos", rows, options),
  ),
  orders: changesOf("orders"),
  items: changesOf("items"),
  customers: changesOf("customers"),
};

function feedOf<Row extends { id: string; lastModifiedDateTime: string }>(
  source: Parameters<typeof changesAfter>[1],
  shape: z.ZodType<Row>,
  read: (scope: BcScope, rows: readonly Row[], options: CallOptions) => Promise<FeedEvent[][]>,
): Reader {
  return async (scope, { cursor, limit }, options) => {
    const { changes, more } = await changesAfter(
      scope,
      source,
      { from: cursor.from, limit, shape },
      options,
    );
    const events = await read(
      scope,
      changes.map(({ row }) => row),
      options,
    );
    return {
      events: events.flat(),
      cursor: writeCursor(nextCursor(cursor, changes, more, now())),
      more,
    };
  };
}

/** Changes in (changed, id) order from the cursor on, at least once; what was deleted leaves no trace. */
export async function pull(
  scope: BcScope,
  feed: ToldFeed,
  { cursor, limit }: { cursor: Json; limit: number },
  options: CallOptions,
): Promise<FeedPage> {
  return FEEDS[feed](scope, { cursor: readCursor(cursor, now()), limit }, options);
}
