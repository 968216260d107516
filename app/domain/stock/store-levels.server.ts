import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import type { MatchedItem } from "./match-items.server.ts";
import { clearRefused } from "./record-call.server.ts";
import type { ReadItems, ShopifyItem } from "./read-shopify.server.ts";
import type { StockLocation } from "./stock-card.server.ts";
import type { VariantId } from "#app/lib/ids.ts";

export interface FoundItem {
  item: ShopifyItem;
  variantId: VariantId;
  title: string;
  match: MatchedItem;
}

/** Rows of items at every mapped location, as Shopify and the ERP name them; each is decided anew. One statement. */
export async function storeLevels(
  shop: string,
  locations: readonly StockLocation[],
  items: readonly FoundItem[],
  foundAt: Date,
): Promise<void> {
  const at = now();
  const rows = items.flatMap(({ item, variantId, title, match }) =>
    locations.map(({ id: locationId, name }) => {
      const level = item.levels.get(locationId);
      return {
        inventoryItemId: item.id,
        locationId,
        locationName: name,
        variantId,
        sku: item.sku,
        title,
        tracked: item.tracked,
        stocked: level !== undefined,
        available: level?.available ?? null,
        onHand: level?.onHand ?? null,
        committed: level?.committed ?? 0,
        ...match,
      };
    }),
  );
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "StockLevel" (shop, "inventoryItemId", "locationId", "locationName", "variantId", sku, title, tracked, stocked, available, "onHand", committed,
      "readAt", "foundAt", match, "erpId", "erpNumber", "variantCode", unit)
    SELECT ${shop}, r."inventoryItemId", r."locationId", r."locationName", r."variantId", r.sku, r.title, r.tracked, r.stocked, r.available, r."onHand", r.committed,
      ${at}, ${foundAt}, r.match, r."erpId", r."erpNumber", r."variantCode", r.unit
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("inventoryItemId" text, "locationId" text, "locationName" text, "variantId" text, sku text, title text,
      tracked boolean, stocked boolean, available int, "onHand" int, committed int, match text, "erpId" text, "erpNumber" text, "variantCode" text, unit text)
    ORDER BY r."inventoryItemId", r."locationId"
    ON CONFLICT (shop, "inventoryItemId", "locationId") DO UPDATE SET "locationName" = EXCLUDED."locationName", "variantId" = EXCLUDED."variantId",
      sku = EXCLUDED.sku, title = EXCLUDED.title, tracked = EXCLUDED.tracked, stocked = EXCLUDED.stocked, available = EXCLUDED.available,
      "onHand" = EXCLUDED."onHand", committed = EXCLUDED.committed, "readAt" = EXCLUDED."readAt", "foundAt" = EXCLUDED."foundAt", match = EXCLUDED.match,
      "erpId" = EXCLUDED."erpId", "erpNumber" = EXCLUDED."erpNumber", "variantCode" = EXCLUDED."variantCode", unit = EXCLUDED.unit, dirty = true`;
}

/** Levels that are no more, and what was wrong with them. */
export async function forget(shop: string, which: Prisma.StockLevelWhereInput): Promise<void> {
  const where = { AND: [{ shop }, which] };
  await db.$transaction(async (tx) => {
    const refused = await tx.stockLevel.findMany({
      where: { AND: [where, { reason: "refused" }] },
      select: { inventoryItemId: true, locationId: true, reason: true },
    });
    await clearRefused(tx, shop, refused);
    await tx.stockLevel.deleteMany({ where });
  });
}

/** Shopify's quantities as they were read just now; rows of items that are gone go, too. */
export async function storeRead(shop: string, { items, gone }: ReadItems): Promise<void> {
  if (gone.length > 0) await forget(shop, { inventoryItemId: { in: gone } });
  const levels = items.flatMap(({ id, tracked, levels: held }) =>
    [...held].map(([locationId, level]) => ({
      inventoryItemId: id,
      locationId,
      tracked,
      ...level,
    })),
  );
  const known = items.map(({ id, tracked }) => ({ inventoryItemId: id, tracked }));
  await db.$executeRaw`
    UPDATE "StockLevel" s SET tracked = i.tracked, stocked = l."locationId" IS NOT NULL, available = l.available, "onHand" = l."onHand",
      committed = coalesce(l.committed, 0), "readAt" = ${now()}
    FROM jsonb_to_recordset(${JSON.stringify(known)}::jsonb) AS i("inventoryItemId" text, tracked boolean), "StockLevel" t
    LEFT JOIN jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) AS l("inventoryItemId" text, "locationId" text, available int, "onHand" int, committed int)
      ON l."inventoryItemId" = t."inventoryItemId" AND l."locationId" = t."locationId"
    WHERE s.shop = ${shop} AND s."inventoryItemId" = i."inventoryItemId" AND t.shop = s.shop AND t."inventoryItemId" = s."inventoryItemId" AND t."locationId" = s."locationId"`;
}
