import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { ExportedInvoice } from "#app/db/generated/client.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { pageOf, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";
import { parseDecimal } from "#app/money/decimal.ts";
import { exportCard } from "../export-card.server.ts";
import type { ExportState } from "#app/domain/made-orders/states.ts";

const VIEWS = {
  all: [],
  waiting: ["waiting", "ready", "sending"],
  exported: ["exported"],
  excluded: ["excluded"],
  failed: ["failed"],
} as const satisfies Record<string, readonly ExportState[]>;
type ExportTab = keyof typeof VIEWS;

const NEWEST = {
  postedAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;
const COLUMNS = { postedAt: Prisma.sql`e."postedAt"`, id: Prisma.sql`e.id` };

/** Invoices as the list's address asks for them: `state` is a view, `q` the beginning of the number of an invoice, a customer or an order. */
export async function exportScreen(shop: string, params: URLSearchParams) {
  const asked = params.get("state") ?? "all";
  const tab = Object.hasOwn(VIEWS, asked) ? (asked as ExportTab) : "all";
  const start = startOf(NEWEST, pageRequest(params));
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  const [rows, counts, sync, card, ready] = await Promise.all([
    db.$queryRaw<ExportedInvoice[]>`
      SELECT e.* FROM "ExportedInvoice" e WHERE e.shop = ${shop} ${ofTab(tab)} ${meant(shop, params.get("q"))} ${beyond} ${orderBy} ${limit}`,
    countTabs(shop),
    db.invoiceExport.findUnique({ where: { shop } }),
    exportCard(shop),
    countEach({
      ready: Prisma.sql`FROM "ExportedInvoice" e WHERE e.shop = ${shop} AND e.state = 'ready'`,
    }),
  ]);
  const page = pageOf(NEWEST, start, rows);
  return {
    counts,
    next: page.next,
    previous: page.previous,
    on: card !== null,
    sending: sync?.sending ?? false,
    readAt: sync?.pulledAt?.toISOString() ?? null,
    /** Orders wait for the permission to get payment terms. */
    termsNeedPermission: card !== null && card.terms !== null && !card.mayGiveTerms,
    since: sync?.since.toISOString() ?? null,
    ready: ready.ready,
    rows: page.rows.map((row) => exportRow(row, card?.takesParts ?? false)),
  };
}

const ofTab = (tab: ExportTab): Prisma.Sql => {
  const states = VIEWS[tab];
  return states.length > 0 ? Prisma.sql`AND e.state = ANY(${[...states]}::text[])` : Prisma.empty;
};

/** Each of the three has an index by its beginning; together they name the rows, so that nothing else is read. */
function meant(shop: string, typed: string | null): Prisma.Sql {
  const text = typed?.trim().slice(0, 100).toLowerCase() ?? "";
  if (text === "") return Prisma.empty;
  const like = `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const named = ["number", "customer", "orderName"].map(
    (column) => Prisma.sql`SELECT id FROM "ExportedInvoice"
      WHERE shop = ${shop} AND lower(${Prisma.raw(`"${column}"`)}) LIKE ${like}`,
  );
  return Prisma.sql`AND e.id IN (${Prisma.join(named, " UNION ")})`;
}

function countTabs(shop: string): Promise<Record<ExportTab, number>> {
  const found = (Object.keys(VIEWS) as ExportTab[]).map((tab) => [
    tab,
    Prisma.sql`FROM "ExportedInvoice" e WHERE e.shop = ${shop} ${ofTab(tab)}`,
  ]);
  return countEach(Object.fromEntries(found) as Record<ExportTab, Prisma.Sql>);
}

const amount = (value: { toFixed(): string }): string => parseDecimal(value.toFixed()) ?? "0";

function exportRow(row: ExportedInvoice, takesParts: boolean) {
  return {
    id: row.id,
    number: row.number,
    postedAt: row.postedAt.toISOString(),
    customer: row.customer,
    currency: row.currency,
    gross: amount(row.gross),
    remaining: amount(row.remaining),
    status: row.status,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    orderId: row.orderId,
    orderName: row.orderName,
    /** Paid in part in the ERP since: the store's plan takes it when the rest is there. */
    waitsForRest:
      !takesParts &&
      row.state === "exported" &&
      row.openSent !== null &&
      row.paidTaskId === null &&
      amount(row.remaining) !== amount(row.openSent) &&
      amount(row.remaining) !== "0",
    taskId: row.state === "failed" ? row.taskId : null,
  };
}
export type ExportRow = ReturnType<typeof exportRow>;
export type ExportScreenData = Awaited<ReturnType<typeof exportScreen>>;
