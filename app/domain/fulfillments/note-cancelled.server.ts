import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { now } from "#app/lib/clock.ts";
import type { MadeFulfillment } from "./shipment.ts";
import { shipmentSubject } from "./shipment.ts";
import { fulfilledOf, storedFulfillments } from "./stored-shipment.ts";

/** Condition on an order `o`: some fulfillment of it was cancelled, and the app sent some. */
export const hasCancelled = Prisma.sql`
  o.state -> 'fulfillments' @> '[{"status": "CANCELLED"}]' AND EXISTS (SELECT 1 FROM "PostedShipment" p
    WHERE p.shop = o.shop AND p."orderId" = o."orderId" AND p.fulfillments <> '[]'::jsonb)`;

/**
 * Fulfillments of ours that somebody cancelled in Shopify since (F-22): a shipment that was sent is not any more, and says so. Nothing is sent anew by itself: only a person knows
 * whether the goods left. One that was undone in the ERP has come to its end by this.
 */
export async function noteCancelled(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  const rows = await db.$queryRaw<{ id: string; cancelled: string[] }[]>`
    SELECT p.id::text, array_agg(f ->> 'id') AS cancelled
    FROM "PostedShipment" p JOIN "Order" o ON o.shop = p.shop AND o."orderId" = p."orderId"
      CROSS JOIN LATERAL jsonb_array_elements(p.fulfillments) m
      JOIN LATERAL jsonb_array_elements(o.state -> 'fulfillments') f ON f ->> 'id' = m ->> 'fulfillmentId'
    WHERE p.shop = ${shop} AND p."orderId" = ANY(${[...orderIds]}) AND f ->> 'status' = 'CANCELLED' AND m -> 'cancelled' IS NULL
    GROUP BY p.id ORDER BY p.id`;
  for (const { id, cancelled } of rows)
    await db.$transaction((tx) => noteOne(tx, { shop, id }, new Set(cancelled)));
}

async function noteOne(
  tx: Tx,
  { shop, id }: { shop: string; id: string },
  cancelled: ReadonlySet<string>,
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "PostedShipment" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.postedShipment.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
  const { number, orderId } = row;
  const made = fulfilledOf(row);
  const noted = made.map((one): MadeFulfillment =>
    cancelled.has(one.fulfillmentId) ? { ...one, cancelled: true } : one,
  );
  const names = made
    .filter((one) => cancelled.has(one.fulfillmentId) && !one.cancelled)
    .map(({ name }) => name);
  if (names.length === 0) return;
  const data = { fulfillments: storedFulfillments.store(noted), updatedAt: now() };
  const where = { shop, id };
  const subject = { subject: shipmentSubject(id), orderId };
  if (row.reversedAt !== null) {
    const left = noted.some((one) => !one.cancelled);
    await tx.postedShipment.updateMany({
      where,
      data:
        left || row.state !== "sent" ? data : { ...data, state: "reversed", reason: Prisma.DbNull },
    });
    if (!left) await setProblems(tx, shop, "shipment", [{ ...subject, problems: [] }]);
  } else if (row.state === "sent") {
    const reason = problem("fulfillment-cancelled", {
      names: names.join(", "),
      number,
      orderId: orderId ?? "",
    });
    await tx.postedShipment.updateMany({
      where,
      data: { ...data, state: "failed", reason: storedReason.store(reason) },
    });
    await setProblems(tx, shop, "shipment", [{ ...subject, problems: [reason] }]);
    await recordSkipped(
      tx,
      shop,
      [{ what: "shipment", recordId: id, number, orderId, reason }],
      "app",
    );
  } else await tx.postedShipment.updateMany({ where, data });
  if (orderId)
    await recordEvents(
      tx,
      shop,
      names.map((fulfillment) => ({
        orderId,
        kind: "fulfillmentCancelled",
        actor: "shopify",
        data: { number, fulfillment },
      })),
    );
}
