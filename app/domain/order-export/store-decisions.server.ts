import { db } from "#app/db/client.server.ts";
import type { ExportState } from "#app/domain/made-orders/states.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import type { OrderReason } from "./states.ts";

export interface Decision {
  id: string;
  /** Of the sales order as it was read. */
  dedupeKey: string;
  state: Extract<ExportState, "ready" | "excluded" | "failed" | "cancelled">;
  reason: OrderReason | "erp" | null;
  detail: string;
  /** What the ERP says by now; absent: as it was. */
  number?: string;
  status?: string;
  currency?: string;
  gross?: string;
  customer?: string;
  missing: string[];
  order: Json;
  revision: string | null;
}

/** Stored in one statement, each only while its sales order is what was read: one that changed meanwhile is decided again. */
export async function storeDecisions(shop: string, decisions: readonly Decision[]): Promise<void> {
  await db.$executeRaw`
    UPDATE "ExportedOrder" e SET unread = FALSE, number = coalesce(d.number, e.number), status = coalesce(d.status, e.status),
      currency = coalesce(d.currency, e.currency), gross = coalesce(d.gross, e.gross), customer = coalesce(d.customer, e.customer),
      state = CASE WHEN e.state = 'waiting' THEN d.state ELSE e.state END,
      reason = CASE WHEN e.state = 'waiting' THEN d.reason ELSE e.reason END,
      detail = CASE WHEN e.state = 'waiting' THEN d.detail ELSE e.detail END,
      missing = CASE WHEN e.state = 'waiting' THEN ARRAY(SELECT jsonb_array_elements_text(d.missing)) ELSE e.missing END,
      "order" = CASE WHEN e.state = 'waiting' THEN nullif(d."order", 'null'::jsonb) ELSE e."order" END,
      "sentRevision" = CASE WHEN e.state = 'waiting' THEN d.revision ELSE e."sentRevision" END,
      edited = e.state = 'exported' AND (d.revision IS NOT NULL AND d.revision <> e."sentRevision"), "updatedAt" = ${now()}
    FROM jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) AS d(id uuid, "dedupeKey" text, state text, reason text, detail text,
      number text, status text, currency text, gross numeric, customer text, missing jsonb, "order" jsonb, revision text)
    WHERE e.shop = ${shop} AND e.id = d.id AND e.state IN ('waiting', 'exported') AND e."dedupeKey" = d."dedupeKey"`;
}

/** Documents that the app itself made of Shopify orders are none of this. */
export async function leaveOwn(shop: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db.exportedOrder.deleteMany({ where: { shop, id: { in: [...ids] }, state: "waiting" } });
}
