import { db } from "#app/db/client.server.ts";
import { groupedProblems } from "#app/domain/problems/problems.server.ts";

/** The numbers of the home page. Each is counted the way the list behind it filters. */
export async function homeNumbers(shop: string) {
  const [verdicts, documentStates, conflicts, created, attention, skipped, wayBack, last] =
    await Promise.all([
      db.orderToImport.groupBy({ by: ["verdict"], where: { shop }, _count: true }),
      db.order.groupBy({ by: ["documentState"], where: { shop }, _count: true }),
      db.order.count({ where: { shop, conflict: true } }),
      db.salesDocument.count({ where: { shop, state: "created" } }),
      db.task.count({ where: { shop, state: { in: ["failed", "ambiguous"] } } }),
      db.skippedRecord.count({ where: { shop } }),
      wayBackNumbers(shop),
      lastSigns(shop),
    ]);
  const verdict = (name: string) => verdicts.find((row) => row.verdict === name)?._count ?? 0;
  const documents = (...names: string[]) =>
    documentStates
      .filter((row) => names.includes(row.documentState))
      .reduce((sum, row) => sum + row._count, 0);
  return {
    ready: verdict("ready"),
    held: verdict("held"),
    importErrors: verdict("error"),
    unprocessed: documents("unprocessed", "failed", "planned"),
    failed: documents("failed"),
    conflicts,
    created,
    attention,
    skipped,
    ...wayBack,
    last,
  };
}

/** Shipments and invoices on their way back to Shopify, and authorizations that must be captured soon. */
async function wayBackNumbers(shop: string) {
  const [shipments, invoices, expiring] = await Promise.all([
    db.postedShipment.groupBy({ by: ["state"], where: { shop }, _count: true }),
    db.postedInvoice.groupBy({ by: ["state"], where: { shop }, _count: true }),
    db.problem.count({ where: { shop, clearedAt: null, kind: "authorization-expiring" } }),
  ]);
  const count = (rows: { state: string; _count: number }[], ...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, row) => sum + row._count, 0);
  return {
    shipmentsWaiting: count(shipments, "new", "waiting"),
    shipmentsFailed: count(shipments, "failed"),
    capturesWaiting: count(invoices, "new", "reading", "open", "channel"),
    capturesFailed: count(invoices, "failed"),
    expiring,
  };
}

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

/** Problems grouped by cause, the most frequent first. */
export async function openProblems(shop: string, take: number) {
  const groups = await groupedProblems(shop);
  return groups
    .slice(0, take)
    .map(({ kind, cause, orders, example }) => ({ kind, cause, orders, params: example.params }));
}
