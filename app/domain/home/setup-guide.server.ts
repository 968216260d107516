import { db } from "#app/db/client.server.ts";
import type { GuideMarks } from "#app/domain/installation/guide-marks.server.ts";
import type { Probe } from "#app/erp/port/probe.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

export type StepKey =
  "connect" | "test" | "locations" | "shipmentMethods" | "sync" | "preview" | "create";

export interface Guide {
  hidden: boolean;
  steps: { key: StepKey; done: boolean; to: string }[];
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
    db.salesDocument.findFirst({
      where: { shop, createdInErpAt: { not: null } },
      select: { id: true },
    }),
  ]);
  const marks = (row?.guide ?? {}) as GuideMarks;
  const done: Record<StepKey, boolean> = {
    connect: connection !== null,
    test: connection !== null && passed(readProbe(connection)),
    locations,
    shipmentMethods: methods,
    sync: listed !== null || imported !== null,
    preview: marks.previewedAt !== undefined,
    create: documents !== null,
  };
  const where: Record<StepKey, string> = {
    connect: paths.connection,
    test: paths.connection,
    locations: paths.mapping("locations"),
    shipmentMethods: paths.mapping("shipment-methods"),
    sync: withQuery(paths.ordersToImport, { sync: "1" }),
    preview: withQuery(paths.orders, { view: "unprocessed" }),
    create: withQuery(paths.orders, { view: "unprocessed" }),
  };
  const keys = Object.keys(where) as StepKey[];
  return {
    hidden: marks.hiddenAt !== undefined,
    steps: keys.map((key) => ({ key, done: done[key], to: where[key] })),
  };
}

async function mapped(shop: string, kind: string): Promise<boolean> {
  const rows = await db.mapping.findMany({ where: { shop, kind }, select: { erp: true } });
  return rows.length > 0 && rows.every((row) => row.erp !== null);
}

const passed = (probe: Probe | null): boolean =>
  probe !== null && probe.issues.every(({ severity }) => severity !== "error");
