import { db } from "#app/db/client.server.ts";
import type { Availability } from "#app/erp/port/items.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { subtract } from "#app/money/decimal.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";

/**
 * Per item and location, in base units, over all variants. Reserved is what open and released
 * orders still have to ship from there.
 */
export async function getAvailability(
  scope: Scope,
  items: ErpRef[],
  locations: string[],
): Promise<Availability[]> {
  const ids = items.map((item) => item.id).filter(isUuid);
  const rows = await db.$queryRaw<
    {
      itemId: string;
      location: string;
      onHand: { toFixed(): string };
      reserved: { toFixed(): string };
    }[]
  >`
    SELECT i.id AS "itemId", l.location,
      coalesce((SELECT sum(s.quantity) FROM "LedgerStock" s WHERE s.shop = i.shop AND s."itemId" = i.id
        AND s.location = l.location), 0) AS "onHand",
      coalesce((SELECT sum((d.quantity - d.shipped) * d."perBase") FROM "LedgerDocumentLine" d
        JOIN "LedgerDocument" o ON o.shop = d.shop AND o.id = d."documentId"
        WHERE d.shop = i.shop AND d."itemId" = i.id AND d.location = l.location AND o.kind = 'salesOrder'
          AND o.state IN ('open', 'released')), 0) AS reserved
    FROM "LedgerItem" i CROSS JOIN unnest(${locations}::text[]) AS l(location)
    WHERE i.shop = ${scope.shop} AND i."connectionId" = ${scope.connectionId}::uuid
      AND i.id = ANY(${ids}::uuid[]) ORDER BY i.number, l.location`;
  return rows.flatMap((row) => {
    const item = items.find((candidate) => candidate.id === row.itemId);
    const onHand = decimalOf(row.onHand);
    const reserved = decimalOf(row.reserved);
    return item
      ? [{ item, location: row.location, onHand, reserved, available: subtract(onHand, reserved) }]
      : [];
  });
}
