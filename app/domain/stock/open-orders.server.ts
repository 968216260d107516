import { db } from "#app/db/client.server.ts";
import { OVER_STATUSES } from "#app/domain/documents/states.ts";
import type { VariantId } from "#app/lib/ids.ts";

/** Of a variant at a location. */
export const placeKey = (variantId: VariantId, locationId: string): string =>
  `${variantId} ${locationId}`;

/**
 * Units that Shopify's orders still have to ship and that the ERP has reserved: every ERP does so for a released sales order (only some for an open one),
 * which stands and was made from an order that had them. By variant and location. Reads open orders alone (Order_unfulfilled_idx).
 */
export async function unitsInErp(shop: string): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ variantId: VariantId; locationId: string; units: number }[]>`
    SELECT l.line ->> 'variantId' AS "variantId", p.part ->> 'locationId' AS "locationId",
      sum(LEAST((w.waits ->> 'remaining')::int, (l.line ->> 'quantity')::int))::int AS units
    FROM "Order" o
    JOIN "SalesDocument" d ON d.shop = o.shop AND d."orderId" = o."orderId" AND d.subject = o."orderId" AND d.state = 'created'
      AND d.kind = 'salesOrder' AND d."releasedAt" IS NOT NULL AND coalesce(d."erpStatus", '') <> ALL(${[...OVER_STATUSES]}::text[])
    JOIN "OrderVersion" v ON v.shop = d.shop AND v.id = d."versionId"
    CROSS JOIN jsonb_array_elements(o.state -> 'fulfillmentOrders') AS p(part)
    CROSS JOIN jsonb_array_elements(p.part -> 'lines') AS w(waits)
    CROSS JOIN jsonb_array_elements(v.content -> 'lines') AS l(line)
    WHERE (COALESCE(d.plan -> 'share' ->> 'fulfillmentOrderId', p.part ->> 'id') = p.part ->> 'id'
        -- Another fulfillment order of a divided order is reserved by its own document.
        OR jsonb_array_length(d.plan -> 'share' -> 'shares') = 1 OR EXISTS (SELECT 1 FROM "SalesDocument" x WHERE x.shop = o.shop AND x."orderId" = o."orderId"
          AND x.subject = p.part ->> 'id' AND x.state = 'created' AND x.kind = 'salesOrder' AND x."releasedAt" IS NOT NULL AND coalesce(x."erpStatus", '') <> ALL(${[...OVER_STATUSES]}::text[])))
      AND o.shop = ${shop} AND o."fulfillmentStatus" <> 'FULFILLED' AND o."cancelledAt" IS NULL AND NOT o.closed
      AND p.part ->> 'status' NOT IN ('CLOSED', 'CANCELLED') AND l.line ->> 'id' = w.waits ->> 'lineId'
      AND l.line ->> 'variantId' IS NOT NULL AND p.part ->> 'locationId' IS NOT NULL
    GROUP BY 1, 2`;
  return new Map(
    rows.map(({ variantId, locationId, units }) => [placeKey(variantId, locationId), units]),
  );
}
