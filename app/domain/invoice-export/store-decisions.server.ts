import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import type { ExportState } from "#app/domain/made-orders/states.ts";
import type { ExportReason } from "./states.ts";

export interface Decision {
  id: string;
  /** Of the invoice as it was read. */
  dedupeKey: string;
  state: Extract<ExportState, "ready" | "excluded" | "failed" | "cancelled">;
  reason: ExportReason | "erp" | null;
  detail: string;
  /** Absent: as it was. */
  customer?: string;
  order: Json;
  terms: Json;
}

/** Stored in one statement, each only while its invoice is what was read: one that changed meanwhile is decided again. */
export async function storeDecisions(shop: string, decisions: readonly Decision[]): Promise<void> {
  await db.$executeRaw`
    UPDATE "ExportedInvoice" e SET state = d.state, reason = d.reason, detail = d.detail, customer = coalesce(d.customer, e.customer),
      "order" = d."order", terms = d.terms, "updatedAt" = ${now()}
    FROM jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb)
      AS d(id uuid, "dedupeKey" text, state text, reason text, detail text, customer text, "order" jsonb, terms jsonb)
    WHERE e.shop = ${shop} AND e.id = d.id AND e.state = 'waiting' AND e."dedupeKey" = d."dedupeKey"`;
}
