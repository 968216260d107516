import { db } from "#app/db/client.server.ts";
import type { Availability, StockQuery } from "#app/erp/port/items.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { subtract } from "#app/money/decimal.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";

interface Row {
  at: number;
  location: string;
  onHand: { toFixed(): string };
  reserved: { toFixed(): string };
  perUnit: { toFixed(): string } | null;
}

/**
 * Per query and location, in base units, over all variants where none is named. Reserved is what open and released
 * orders still have to ship from there.
 */
export async function getAvailability(
  scope: Scope,
  queries: readonly StockQuery[],
  locations: readonly string[],
): Promise<Availability[]> {
  const asked = queries.flatMap(({ item, variantCode, unit }, at) =>
    isUuid(item.id)
      ? [{ at, id: item.id, variant: variantCode?.toUpperCase() ?? null, unit: unit ?? null }]
      : [],
  );
  if (asked.length === 0 || locations.length === 0) return [];
  const ids = [...new Set(asked.map(({ id }) => id))];
  const rows = await db.$queryRaw<Row[]>`
    WITH q AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS q(at int, id uuid, variant text, unit text)),
    held AS (
      SELECT "itemId", "variantCode", location, sum(quantity) AS quantity FROM "LedgerStock"
      WHERE shop = ${scope.shop} AND "itemId" = ANY(${ids}::uuid[]) GROUP BY 1, 2, 3),
    promised AS (
      SELECT d."itemId", d."variantCode", d.location, sum((d.quantity - d.shipped) * d."perBase") AS quantity FROM "LedgerDocumentLine" d
      JOIN "LedgerDocument" o ON o.shop = d.shop AND o.id = d."documentId"
      WHERE d.shop = ${scope.shop} AND d."itemId" = ANY(${ids}::uuid[]) AND o.kind = 'salesOrder' AND o.state IN ('open', 'released')
      GROUP BY 1, 2, 3)
    SELECT q.at, l.location,
      coalesce((SELECT sum(h.quantity) FROM held h WHERE h."itemId" = i.id AND h.location = l.location
        AND (q.variant IS NULL OR h."variantCode" = q.variant)), 0) AS "onHand",
      coalesce((SELECT sum(p.quantity) FROM promised p WHERE p."itemId" = i.id AND p.location = l.location
        AND (q.variant IS NULL OR p."variantCode" = q.variant)), 0) AS reserved,
      CASE WHEN q.unit IS NULL OR q.unit = i."baseUnit" THEN 1
        ELSE (SELECT u."perBase" FROM "LedgerItemUnit" u WHERE u.shop = i.shop AND u."itemId" = i.id AND u.code = q.unit) END AS "perUnit"
    FROM q JOIN "LedgerItem" i ON i.shop = ${scope.shop} AND i."connectionId" = ${scope.connectionId}::uuid AND i.id = q.id AND i.stocked
    CROSS JOIN unnest(${locations}::text[]) AS l(location)
    WHERE q.variant IS NULL OR EXISTS (SELECT 1 FROM "LedgerItemVariant" v WHERE v.shop = i.shop AND v."itemId" = i.id AND v.code = q.variant)
    ORDER BY q.at, l.location`;
  return rows.flatMap((row) => {
    const query = queries[row.at];
    const onHand = decimalOf(row.onHand);
    const reserved = decimalOf(row.reserved);
    if (!query) return [];
    return [
      {
        item: query.item,
        ...(query.variantCode === undefined ? {} : { variantCode: query.variantCode }),
        ...(query.unit === undefined ? {} : { unit: query.unit }),
        location: row.location,
        perUnit: row.perUnit === null ? null : decimalOf(row.perUnit),
        onHand,
        reserved,
        available: subtract(onHand, reserved),
      },
    ];
  });
}
