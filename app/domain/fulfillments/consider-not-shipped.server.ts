import type { CardId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { storedContent, storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { notShippedToFulfill } from "./not-shipped.ts";
import { fulfillNotShipped } from "./task-kinds/fulfill-not-shipped.server.ts";

interface Candidate {
  orderId: OrderId;
  name: string;
  cardId: CardId | null;
  state: unknown;
  content: unknown;
  shipmentSent: boolean;
}

/** Condition on an order `o`: some of its goods never ship. */
export const hasNotShipped = Prisma.sql`o.state -> 'fulfillmentOrders' @> '[{"deliveryMethod": "NONE"}]'::jsonb`;

/** The same, where they may be fulfilled now. */
export const mayFulfillNotShipped = Prisma.sql`o."documentState" = 'created' AND o."cancelledAt" IS NULL AND ${hasNotShipped}`;

/**
 * Goods that never ship are fulfilled when the shop card says so (FUL-9): only of orders whose document stands in the ERP, so that what a document becomes does not depend on
 * who is first. Cheap to call with any orders; each fulfillment order is one task, however often it is found.
 */
export async function considerNotShipped(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  const rows = await db.$queryRaw<Candidate[]>`
    SELECT o."orderId", o.name, o."cardId"::text, o.state, v.content,
      EXISTS (SELECT 1 FROM "PostedShipment" p WHERE p.shop = o.shop AND p."orderId" = o."orderId" AND p.fulfillments <> '[]'::jsonb) AS "shipmentSent"
    FROM "Order" o JOIN "OrderVersion" v ON v.shop = o.shop AND v.id = o."currentVersionId"
    WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]}) AND ${mayFulfillNotShipped}
    ORDER BY o."orderId"`;
  if (rows.length === 0) return;
  const cards = await listCards(shop);
  const tasks = readEach(rows, ({ orderId, name, cardId, shipmentSent, ...row }) => {
    const card = cards.find(({ id }) => id === cardId) ?? cards[0];
    const found = notShippedToFulfill({
      when: card?.settings.fulfillNotShipped ?? "never",
      shipmentSent,
      state: storedState.read(row.state, `order ${name}`),
      lines: storedContent.read(row.content, `order ${name}`).lines,
    });
    return found.map((fulfillmentOrderId) =>
      planTask(fulfillNotShipped, {
        shop,
        orderId,
        orderName: name,
        payload: { orderId, fulfillmentOrderId, cardId: card?.id ?? null },
        createdBy: "app",
      }),
    );
  }).flat();
  if (tasks.length > 0) await db.$transaction((tx) => storeTasks(tx, tasks));
}
