import { db } from "#app/db/client.server.ts";
import type { PostedInvoice } from "#app/db/generated/client.ts";
import {
  countViews,
  POSTED_SORT,
  postedQuery,
} from "#app/domain/posted/views/posted-list.server.ts";
import { reasonOf } from "#app/domain/problems/problem-view.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { pageOf } from "#app/lib/paging.ts";

export const INVOICE_VIEWS = {
  all: [],
  attention: ["failed"],
  waiting: ["new", "reading", "open", "channel"],
  captured: ["captured"],
  nothing: ["nothing", "skipped", "cancelled"],
} as const;

/** Posted invoices, newest first, as the address asks for them. */
export async function invoicesScreen(shop: string, params: URLSearchParams) {
  const { start, query, found } = await postedQuery(shop, params, INVOICE_VIEWS);
  const [rows, total, counts] = await Promise.all([
    db.postedInvoice.findMany(query),
    db.postedInvoice.count({ where: found, take: MOST_COUNTED + 1 }),
    countViews(shop, "invoices", INVOICE_VIEWS),
  ]);
  const page = pageOf(POSTED_SORT, start, rows);
  return {
    counts,
    total,
    next: page.next,
    previous: page.previous,
    rows: page.rows.map(invoiceRow),
  };
}

/** Ids of everything the address finds. */
export async function invoiceIdsAt(shop: string, params: URLSearchParams): Promise<string[]> {
  const { found } = await postedQuery(shop, params, INVOICE_VIEWS);
  const rows = await db.postedInvoice.findMany({ where: found, select: { id: true } });
  return rows.map(({ id }) => id);
}

export const invoiceRow = (row: Omit<PostedInvoice, "event">) => ({
  id: row.id,
  number: row.number,
  orderId: row.orderId,
  orderName: row.orderName,
  postedAt: row.postedAt.toISOString(),
  currency: row.currency,
  gross: row.gross.toFixed(),
  remaining: row.remaining.toFixed(),
  status: row.status,
  state: row.state,
  reason: reasonOf(row.reason),
});

/** A posted invoice, as lists show it. */
export type InvoiceRow = ReturnType<typeof invoiceRow>;
