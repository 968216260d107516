import { db } from "#app/db/client.server.ts";

export type StepKey = "connect" | "test" | "locations" | "shipmentMethods" | "sync" | "preview" | "create";

export interface Guide {
  hidden: boolean;
  steps: { key: StepKey; done: boolean; to: string }[];
}

interface GuideMarks {
  hiddenAt?: string;
  previewedAt?: string;
}

/** Each step looks for itself whether it is done; nothing is ticked off by hand. */
export async function setupGuide(shop: string): Promise<Guide> {
  const [row, connection, locations, methods, listed, imported, documents] = await Promise.all([
    db.shop.findUnique({ where: { domain: shop }, select: { guide: true } }),
    db.erpConnection.findFirst({ where: { shop }, orderBy: { createdAt: "asc" } }),
    mapped(shop, "location"),
    mapped(shop, "shipmentMethod"),
    db.orderToImport.findFirst({ where: { shop }, select: { orderId: true } }),
    db.order.findFirst({ where: { shop }, select: { orderId: true } }),
    db.salesDocument.findFirst({ where: { shop, createdInErpAt: { not: null } }, select: { id: true } }),
  ]);
  const marks = (row?.guide ?? {}) as GuideMarks;
  const done: Record<StepKey, boolean> = {
    connect: connection !== null,
    test: connection?.probe != null && !hasErrors(connection.probe),
    locations,
    shipmentMethods: methods,
    sync: listed !== null || imported !== null,
    preview: marks.previewedAt !== undefined,
    create: documents !== null,
  };
  const where: Record<StepKey, string> = {
    connect: "/app/erp", test: "/app/erp", locations: "/app/mappings/locations", shipmentMethods: "/app/mappings/shipment-methods",
    sync: "/app/orders-to-import?sync=1", preview: "/app/orders?view=unprocessed", create: "/app/orders?view=unprocessed",
  };
  const keys = Object.keys(where) as StepKey[];
  return { hidden: marks.hiddenAt !== undefined, steps: keys.map((key) => ({ key, done: done[key], to: where[key] })) };
}

async function mapped(shop: string, kind: string): Promise<boolean> {
  const rows = await db.mapping.findMany({ where: { shop, kind }, select: { erp: true } });
  return rows.length > 0 && rows.every((row) => row.erp !== null);
}

function hasErrors(probe: unknown): boolean {
  const issues = (probe as { issues?: { severity?: string }[] }).issues ?? [];
  return issues.some((issue) => issue.severity === "error");
}

/** Hides the guide or shows it again; it goes on where it was. */
export async function hideGuide(shop: string, at: Date | null): Promise<void> {
  const row = await db.shop.findUnique({ where: { domain: shop }, select: { guide: true } });
  const { hiddenAt: _old, ...marks } = (row?.guide ?? {}) as GuideMarks;
  await db.shop.update({ where: { domain: shop }, data: { guide: at ? { ...marks, hiddenAt: at.toISOString() } : marks } });
}

/** Remembers the first look at a preview (a step of the guide). */
export async function markPreviewed(shop: string, at: Date): Promise<void> {
  const row = await db.shop.findUnique({ where: { domain: shop }, select: { guide: true } });
  const marks = (row?.guide ?? {}) as GuideMarks;
  if (row && marks.previewedAt === undefined) await db.shop.update({ where: { domain: shop }, data: { guide: { ...marks, previewedAt: at.toISOString() } } });
}

/** The numbers of the home page. Each is counted the way the list behind it filters. */
export async function homeNumbers(shop: string) {
  const [verdicts, documentStates, conflicts, created, attention, webhook, sweep] = await Promise.all([
    db.orderToImport.groupBy({ by: ["verdict"], where: { shop }, _count: true }),
    db.order.groupBy({ by: ["documentState"], where: { shop }, _count: true }),
    db.order.count({ where: { shop, conflict: true } }),
    db.salesDocument.count({ where: { shop, state: "created" } }),
    db.task.count({ where: { shop, state: { in: ["failed", "ambiguous"] } } }),
    db.webhookDelivery.findFirst({ where: { shop }, orderBy: { receivedAt: "desc" }, select: { topic: true, receivedAt: true } }),
    db.syncRun.findFirst({ where: { shop, kind: "syncOrders", state: { in: ["done", "listed"] } }, orderBy: { startedAt: "desc" }, select: { endedAt: true, trigger: true } }),
  ]);
  const verdict = (name: string) => verdicts.find((row) => row.verdict === name)?._count ?? 0;
  const documents = (...names: string[]) => documentStates.filter((row) => names.includes(row.documentState)).reduce((sum, row) => sum + row._count, 0);
  return {
    ready: verdict("ready"), held: verdict("held"), importErrors: verdict("error"),
    unprocessed: documents("unprocessed", "failed", "planned"),
    failed: documents("failed"), conflicts, created, attention,
    webhook: webhook ? { topic: webhook.topic, at: webhook.receivedAt.toISOString() } : null,
    sweep: sweep?.endedAt ? { at: sweep.endedAt.toISOString(), trigger: sweep.trigger } : null,
  };
}

/** Problems grouped by cause, the most frequent first. */
export async function openProblems(shop: string, take: number) {
  const groups = await db.problem.groupBy({
    by: ["kind", "cause"], where: { shop, clearedAt: null }, _count: true, _min: { firstSeenAt: true },
    orderBy: { _count: { cause: "desc" } }, take,
  });
  const samples = await Promise.all(groups.map((group) => db.problem.findFirst({
    where: { shop, clearedAt: null, kind: group.kind, cause: group.cause }, orderBy: { lastSeenAt: "desc" }, select: { detail: true },
  })));
  return groups.map((group, index) => ({ kind: group.kind, cause: group.cause, count: group._count, detail: samples[index]?.detail ?? {} }));
}
