import type { InvoiceId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pageOf, pageQuery, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";
import { ordersNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { searchText } from "#app/lib/search-text.ts";
import { sumCounted } from "#app/lib/counted.ts";
import { recordPath } from "../record-path.ts";
import { storedProblem } from "#app/domain/problems/problem-view.ts";
import { SKIPPED_KINDS } from "#app/domain/skipped/kinds.ts";

const LATEST = {
  at: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

/** What was left out and why, latest first (TSK-4). `what` is a kind of record, `q` its number from its beginning or an order's name, `order` an order's gid. */
export async function skippedScreen(shop: string, params: URLSearchParams) {
  const what = SKIPPED_KINDS.find((kind) => kind === params.get("what")) ?? null;
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const orderId = params.get("order");
  const start = startOf(LATEST, pageRequest(params));
  const { beyond, orderBy, take } = pageQuery(LATEST, start);
  const [rows, counts] = await Promise.all([
    db.skippedRecord.findMany({
      where: {
        AND: [
          { shop },
          what ? { what } : {},
          orderId ? { orderId } : {},
          q ? await search(shop, q) : {},
          beyond,
        ],
      },
      orderBy,
      take,
    }),
    countSkipped(shop),
  ]);
  const page = pageOf(LATEST, start, rows);
  const names = await orderNames(
    shop,
    page.rows.flatMap((row) => (row.orderId ? [row.orderId] : [])),
  );
  const invoices = await invoicesOf(
    shop,
    page.rows.flatMap((row) => (row.what === "paymentLine" ? [row.recordId] : [])),
  );
  return {
    counts,
    next: page.next,
    previous: page.previous,
    rows: page.rows.map((row) => ({
      id: row.id,
      what: row.what,
      number: row.number,
      // An order that was not imported has no page.
      path:
        row.what === "order" && !names.has(row.recordId)
          ? null
          : recordPath({
              what: row.what,
              recordId: row.recordId,
              number: row.number,
              invoiceId: invoices.get(row.recordId) ?? null,
            }),
      order: orderOf(row.orderId, names),
      reason: storedProblem(row.reason),
      by: row.actor,
      at: row.at.toISOString(),
    })),
  };
}

/** How many of each kind there are, up to a thousand (lib/counted.ts). */
async function countSkipped(shop: string): Promise<Record<string, number>> {
  const counts = await countEach(
    Object.fromEntries(
      SKIPPED_KINDS.map((kind) => [
        kind,
        Prisma.sql`FROM "SkippedRecord" WHERE shop = ${shop} AND what = ${kind}`,
      ]),
    ),
  );
  return { all: sumCounted(Object.values(counts)), ...counts };
}

async function search(shop: string, q: string): Promise<Prisma.SkippedRecordWhereInput> {
  return {
    OR: [
      { number: { startsWith: searchText(q), mode: "insensitive" } },
      { orderId: { in: await ordersNamed(shop, q) } },
    ],
  };
}

const orderOf = (id: string | null, names: Map<string, string>) => {
  const name = id === null ? undefined : names.get(id);
  return id === null || name === undefined ? null : { id, name };
};

async function orderNames(shop: string, ids: string[]): Promise<Map<string, string>> {
  const orders =
    ids.length === 0
      ? []
      : await db.order.findMany({
          where: { shop, orderId: { in: ids } },
          select: { orderId: true, name: true },
        });
  return new Map(orders.map((order) => [order.orderId, order.name]));
}

/** A payment line is shown with its invoice. */
async function invoicesOf(shop: string, lineIds: string[]): Promise<Map<string, InvoiceId>> {
  const lines =
    lineIds.length === 0
      ? []
      : await db.paymentLine.findMany({
          where: { shop, id: { in: lineIds } },
          select: { id: true, invoiceId: true },
        });
  return new Map(lines.map((line) => [line.id, line.invoiceId]));
}
