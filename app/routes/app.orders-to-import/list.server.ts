import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { ListedOrder } from "#app/domain/orders/listed.ts";
import { pageOf, placeFromText } from "#app/ui/list/keyset.ts";

export const TABS = ["all", "ready", "held", "error", "excluded"] as const;
const PAGE = 50;

const tabOf = (text: string | null): (typeof TABS)[number] => TABS.find((tab) => tab === text) ?? "all";

/** Orders to import, newest on top (I-23), with how many stand in each view. `q` looks into order and customer names. */
export async function listOrdersToImport(shop: string, params: URLSearchParams) {
  const tab = tabOf(params.get("tab"));
  const q = params.get("q")?.trim() ?? "";
  const after = placeFromText(params.get("after"));
  const filters: Prisma.OrderToImportWhereInput[] = [{ shop }];
  if (tab !== "all") filters.push({ verdict: tab });
  if (q) filters.push({ OR: [{ name: { contains: q, mode: "insensitive" } }, { listed: { path: ["customerName"], string_contains: q, mode: "insensitive" } }] });
  if (after) filters.push({ OR: [{ orderCreatedAt: { lt: new Date(after.at) } }, { orderCreatedAt: new Date(after.at), orderId: { lt: after.id } }] });
  const [rows, verdicts] = await Promise.all([
    db.orderToImport.findMany({ where: { AND: filters }, orderBy: [{ orderCreatedAt: "desc" }, { orderId: "desc" }], take: PAGE + 1 }),
    db.orderToImport.groupBy({ by: ["verdict"], where: { shop }, _count: true }),
  ]);
  const page = pageOf(rows, PAGE, (row) => ({ at: row.orderCreatedAt.toISOString(), id: row.orderId }));
  const count = (verdict: string) => verdicts.find((row) => row.verdict === verdict)?._count ?? 0;
  return {
    tab,
    counts: { all: verdicts.reduce((sum, row) => sum + row._count, 0), ready: count("ready"), held: count("held"), error: count("error"), excluded: count("excluded") },
    next: page.next,
    rows: page.rows.map((row) => {
      const listed = row.listed as unknown as ListedOrder;
      return {
        id: row.orderId, name: row.name, at: row.orderCreatedAt.toISOString(), verdict: row.verdict, reason: row.reason,
        isNew: row.isNew, changed: row.changedSinceExcluded, attempts: row.attempts,
        channel: listed.channel?.displayName ?? listed.sourceName, customer: listed.customerName,
        total: listed.total.shop, payment: listed.financialStatus, fulfillment: listed.fulfillmentStatus,
        highRisk: listed.highRisk, tags: listed.tags,
      };
    }),
  };
}

export type OrderToImportRow = Awaited<ReturnType<typeof listOrdersToImport>>["rows"][number];
