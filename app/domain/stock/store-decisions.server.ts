import { db } from "#app/db/client.server.ts";
import type { StockLevel } from "#app/db/generated/client.ts";
import { compare, parseDecimal } from "#app/money/decimal.ts";
import { clearRefused } from "./record-call.server.ts";
import type { LevelPlan } from "./plan-level.ts";

export interface Decided extends LevelPlan {
  level: StockLevel;
  erp: string | null;
  perUnit: string | null;
}

/** What the column takes: more is no stock of goods. */
const MOST = "1000000000000000";
const storable = (text: string | null): string | null =>
  text !== null && parseDecimal(text) !== undefined && compare(text.replace("-", ""), MOST) < 0
    ? text
    : null;

/** One statement. A level that changed or went out since it was read keeps what it is. */
export async function storeDecisions(shop: string, decided: readonly Decided[]): Promise<void> {
  const rows = decided.map(({ level, erp, perUnit, wanted, state, reason, notInErp }) => ({
    inventoryItemId: level.inventoryItemId,
    locationId: level.locationId,
    readAt: level.readAt,
    erpQuantity: storable(erp),
    perUnit: storable(perUnit),
    wanted,
    state,
    reason,
    notInErp,
  }));
  if (rows.length === 0) return;
  await db.$executeRaw`
    UPDATE "StockLevel" s SET "erpQuantity" = r."erpQuantity", "perUnit" = r."perUnit", wanted = r.wanted, state = r.state, reason = r.reason,
      "notInErp" = r."notInErp", message = NULL, dirty = false, "taskId" = NULL
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("inventoryItemId" text, "locationId" text, "readAt" timestamptz, "erpQuantity" numeric,
      "perUnit" numeric, wanted int, state text, reason text, "notInErp" int)
    WHERE s.shop = ${shop} AND s."inventoryItemId" = r."inventoryItemId" AND s."locationId" = r."locationId" AND s.state <> 'sending'
      AND s."readAt" IS NOT DISTINCT FROM r."readAt"`;
  await clearRefused(
    db,
    shop,
    decided.map(({ level }) => level),
  );
}
