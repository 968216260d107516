import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { SHIPMENT_VIEWS } from "#app/domain/fulfillments/views/shipment-list.server.ts";
import { leftOutBy } from "#app/domain/orders/views/left-out.server.ts";
import { ordersFound } from "#app/domain/orders/lists/list-orders.server.ts";
import type { VerdictState } from "#app/domain/orders/states.ts";
import { INVOICE_VIEWS } from "#app/domain/payments/views/invoice-list.server.ts";
import { postedIn } from "#app/domain/posted/views/posted-list.server.ts";
import { REFUND_VIEWS } from "#app/domain/refunds/views/refund-list.server.ts";
import { levelOf, worstFirst } from "#app/domain/problems/level.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import { groupedProblems } from "#app/domain/problems/problems.server.ts";

/** The numbers of the home page. Each is counted the way the list behind it filters. */
export async function homeNumbers(shop: string) {
  const waiting = (verdict: VerdictState): Prisma.Sql =>
    Prisma.sql`FROM "OrderToImport" t WHERE t.shop = ${shop} AND t.verdict = ${verdict}`;
  const refunds = (states: readonly string[]): Prisma.Sql =>
    Prisma.sql`FROM "Refund" t WHERE t.shop = ${shop} AND t.state = ANY(${[...states]}::text[])`;
  const [counts, leftOut, last] = await Promise.all([
    countEach({
      ready: waiting("ready"),
      held: waiting("held"),
      importErrors: waiting("error"),
      unprocessed: ordersFound(shop, { view: "unprocessed" }),
      failed: ordersFound(shop, { view: "errors" }),
      conflicts: ordersFound(shop, { view: "conflicts" }),
      // A document of an order that changed afterwards proves nothing of the order as it is.
      created: Prisma.sql`${ordersFound(shop, { view: "processed" })} AND NOT t.conflict AND t."resolvedVersionId" IS NULL`,
      attention: Prisma.sql`FROM "Task" t WHERE t.shop = ${shop} AND t.state IN ('failed', 'ambiguous')`,
      skipped: Prisma.sql`FROM "SkippedRecord" t WHERE t.shop = ${shop}`,
      shipmentsWaiting: postedIn(shop, "shipments", SHIPMENT_VIEWS.waiting),
      shipmentsFailed: postedIn(shop, "shipments", SHIPMENT_VIEWS.attention),
      capturesWaiting: postedIn(shop, "invoices", INVOICE_VIEWS.waiting),
      capturesFailed: postedIn(shop, "invoices", INVOICE_VIEWS.attention),
      refundsReady: refunds(REFUND_VIEWS.ready),
      refundsFailed: refunds(REFUND_VIEWS.attention),
      expiring: Prisma.sql`FROM "Problem" t WHERE t.shop = ${shop} AND t."clearedAt" IS NULL AND t.kind = 'authorization-expiring'`,
    }),
    leftOutBy(shop, "kind"),
    lastSigns(shop),
  ]);
  return { ...counts, leftOut: leftOut.map(withSetting), last };
}

const ARCHIVED: TextKey = "settings.importSelfArchived.label";

/** What a person may change: the setting's name is a key among the data, so that a browser loads the settings' texts only when there is one. */
const withSetting = <T extends { reason: string }>(group: T): T & { setting: TextKey | null } => ({
  ...group,
  setting: group.reason === "archived" ? ARCHIVED : null,
});

/** When each source was last heard of; the oldest of several connections counts. */
async function lastSigns(shop: string) {
  const [webhook, sweep, feeds] = await Promise.all([
    db.webhookDelivery.findFirst({
      where: { shop },
      orderBy: { receivedAt: "desc" },
      select: { topic: true, receivedAt: true },
    }),
    db.syncRun.findFirst({
      where: { shop, kind: "syncOrders", state: { in: ["done", "listed"] } },
      orderBy: { startedAt: "desc" },
      select: { endedAt: true, trigger: true },
    }),
    db.feedCursor.groupBy({
      by: ["feed"],
      where: { shop, pulledAt: { not: null } },
      _min: { pulledAt: true },
    }),
  ]);
  const feed = (name: string) =>
    feeds.find((row) => row.feed === name)?._min.pulledAt?.toISOString() ?? null;
  return {
    webhook: webhook ? { topic: webhook.topic, at: webhook.receivedAt.toISOString() } : null,
    sweep: sweep?.endedAt?.toISOString() ?? null,
    shipments: feed("shipments"),
    invoices: feed("invoices"),
  };
}

/** Kinds of open problems, the worst first, then what holds up most orders: how many causes each has, and one of them. */
export async function openProblems(shop: string, take: number) {
  const kinds = new Map<string, { causes: number; orders: number; params: ProblemParams }>();
  for (const { kind, orders, example } of await groupedProblems(shop)) {
    const before = kinds.get(kind);
    kinds.set(kind, {
      causes: (before?.causes ?? 0) + 1,
      orders: (before?.orders ?? 0) + orders,
      params: before?.params ?? example.params,
    });
  }
  const listed = [...kinds]
    .map(([kind, counted]) => ({ kind, level: levelOf(kind), ...counted }))
    .sort((a, b) => b.orders - a.orders);
  return worstFirst(listed).slice(0, take);
}

type ProblemParams = Awaited<ReturnType<typeof groupedProblems>>[number]["example"]["params"];
