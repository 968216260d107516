import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { heldGiftCards } from "#app/domain/gift-cards/erase.server.ts";
import type { Subject } from "./compliance.ts";

/** Orders of this shop that are about a person: named in the request, bought by the customer, or with the e-mail address. */
export async function ordersOf(tx: Tx, shop: string, subject: Subject): Promise<OrderId[]> {
  const rows = await tx.$queryRaw<{ orderId: OrderId }[]>`
    SELECT "orderId" FROM "Order" WHERE shop = ${shop} AND "orderId" = ANY(${subject.orderGids}::text[])
    UNION SELECT "orderId" FROM "Order" WHERE shop = ${shop} AND lower(email) = ${subject.email}::text
    UNION SELECT "orderId" FROM "OrderVersion"
      WHERE shop = ${shop} AND content ->> 'customerId' = ${subject.customerGid}::text
    ORDER BY 1`;
  return rows.map(({ orderId }) => orderId);
}

export interface HeldData {
  orders: {
    id: string;
    name: string;
    createdAt: string;
    personal: unknown;
    documents: { kind: string; number: string | null }[];
    giftCards: { id: string; lastCharacters: string }[];
  }[];
  waiting: { id: string; name: string }[];
  links: { erpNumber: string | null; title: string | null }[];
}

/** All we hold about a person, for the merchant to hand on (customers/data_request). */
export async function heldData(tx: Tx, shop: string, subject: Subject): Promise<HeldData> {
  const ids = await ordersOf(tx, shop, subject);
  const orders = await tx.order.findMany({
    where: { shop, orderId: { in: ids } },
    select: { orderId: true, name: true, orderCreatedAt: true, currentVersionId: true },
  });
  const versions = await tx.orderVersion.findMany({
    where: { shop, id: { in: orders.map(({ currentVersionId }) => currentVersionId) } },
    select: { id: true, personal: true },
  });
  const documents = await tx.salesDocument.findMany({
    where: { shop, orderId: { in: ids } },
    select: { orderId: true, kind: true, number: true },
  });
  const cards = await heldGiftCards(tx, shop, ids);
  const links =
    subject.customerGid === null
      ? []
      : await tx.customerLink.findMany({
          where: {
            shop,
            OR: [
              { shopifyId: subject.customerGid },
              { shopifyId: { startsWith: `${subject.customerGid}#` } },
            ],
          },
          select: { erpNumber: true, title: true },
        });
  const waiting = await tx.orderToImport.findMany({
    where: { shop, orderId: { in: subject.orderGids } },
    select: { orderId: true, name: true },
  });
  return {
    orders: orders.map((order) => ({
      id: order.orderId,
      name: order.name,
      createdAt: order.orderCreatedAt.toISOString(),
      personal: versions.find(({ id }) => id === order.currentVersionId)?.personal ?? null,
      documents: documents
        .filter(({ orderId }) => orderId === order.orderId)
        .map(({ kind, number }) => ({ kind, number })),
      giftCards: cards
        .filter(({ orderId }) => orderId === order.orderId)
        .map(({ giftCardId, lastCharacters }) => ({ id: giftCardId, lastCharacters })),
    })),
    waiting: waiting.map(({ orderId, name }) => ({ id: orderId, name })),
    links,
  };
}
