import { db } from "#app/db/client.server.ts";
import type { StockLevel } from "#app/db/generated/client.ts";
import { goodsKey } from "./erp-quantities.ts";

/** Goods in one unit that several variants stand for at a location: each would offer all of it. By goods and location. */
export async function sharedGoods(
  shop: string,
  levels: readonly StockLevel[],
): Promise<Set<string>> {
  const erpIds = [...new Set(levels.flatMap(({ erpId }) => (erpId === null ? [] : [erpId])))];
  if (erpIds.length === 0) return new Set();
  const rows = await db.$queryRaw<
    { erpId: string; variantCode: string | null; unit: string | null; locationId: string }[]
  >`
    SELECT "erpId", "variantCode", unit, "locationId" FROM "StockLevel"
    WHERE shop = ${shop} AND "erpId" = ANY(${erpIds}::text[]) AND tracked
    GROUP BY 1, 2, 3, 4 HAVING count(*) > 1`;
  return new Set(
    rows.map(
      ({ erpId, variantCode, unit, locationId }) =>
        `${goodsKey(erpId, variantCode, unit)} ${locationId}`,
    ),
  );
}
