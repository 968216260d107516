import { db } from "#app/db/client.server.ts";
import type { PostedInvoice } from "#app/db/generated/client.ts";
import { countViews, POSTED_SORT, postedQuery } from "#app/domain/posted/views/posted-list.ts";
import { reasonOf } from "#app/domain/problems/problem-view.ts";
import { pageOf } from "#app/lib/paging.ts";

const VIEWS = {
  all: [],
  attention: ["failed"],
  waiting: ["new", "reading", "open", "channel"],
  captured: ["captured"],
  nothing: ["nothing", "skipped", "cancelled"],
} as const;

/** Posted invoices, newest first, as the address asks for them. */
export async function invoicesScreen(shop: string, params: URLSearchParams) {
  const { start, query } = postedQuery(shop, params, VIEWS);
  const [rows, groups] = await Promise.all([
    db.postedInvoice.findMany(query),
    db.postedInvoice.groupBy({ by: ["state"], where: { shop }, _count: true }),
  ]);
  const page = pageOf(POSTED_SORT, start, rows);
  return {
    counts: countViews(VIEWS, groups),
    next: page.next,
    previous: page.previous,
    rows: page.rows.map(invoiceRow),
  };
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
