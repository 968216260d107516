import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { DocumentState } from "./states.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";

/** Part of a statement: how far these orders are with their documents. */
export const documentStateIs = (
  shop: string,
  orderIds: readonly OrderId[],
  documentState: DocumentState,
): Prisma.Sql => Prisma.sql`
  UPDATE "Order" SET "documentState" = ${documentState} WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}::text[])`;

/** How far these orders are with their documents. */
export async function setDocumentState(
  tx: Tx,
  shop: string,
  orderIds: OrderId[],
  documentState: DocumentState,
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.$executeRaw(documentStateIs(shop, orderIds, documentState));
}

/** The order has no document any more, and may get one of the next generation. Until it has, changes are still held against the unlinked one: it is in the ERP. */
export async function unlinkFromOrder(tx: Tx, shop: string, orderId: OrderId): Promise<void> {
  await tx.order.updateMany({
    where: { shop, orderId },
    data: {
      generation: { increment: 1 },
      documentState: "unprocessed",
      documentKind: null,
      documentNumber: null,
    },
  });
}

/** The order has the document of its last generation again. */
export async function relinkToOrder(
  tx: Tx,
  shop: string,
  orderId: OrderId,
  document: { kind: string; number: string | null; versionId: VersionId },
): Promise<void> {
  await tx.order.updateMany({
    where: { shop, orderId },
    data: {
      generation: { decrement: 1 },
      documentState: "created",
      documentKind: document.kind,
      documentNumber: document.number,
      processedVersionId: document.versionId,
    },
  });
}

/** What a person chose for the order's document. */
export async function storeChoices(
  tx: Tx,
  shop: string,
  orderId: OrderId,
  choices: StoredValue,
): Promise<void> {
  await tx.order.updateMany({ where: { shop, orderId }, data: { choices } });
}

/** Part of a statement: Shopify closed (archived) the order. */
export const orderIsClosed = (shop: string, orderId: OrderId): Prisma.Sql => Prisma.sql`
  UPDATE "Order" SET closed = TRUE WHERE shop = ${shop} AND "orderId" = ${orderId}`;

/** Part of the statement that stores a created document: the order of the row of `document` (shop, "versionId", generation, plan) has it. */
export const orderGotDocument = (
  orderId: OrderId,
  kind: string,
  number: string | null,
): Prisma.Sql => Prisma.sql`
  UPDATE "Order" o SET "documentState" = 'created', "documentKind" = ${kind}, "documentNumber" = ${number}, "processedVersionId" = d."versionId", conflict = FALSE, "resolvedVersionId" = NULL, "resolvedHappenings" = '{}'
  FROM document d WHERE o.shop = d.shop AND o."orderId" = ${orderId} AND o.generation = d.generation
  RETURNING o."currentVersionId" <> d."versionId" AS changed, o."cancelledAt" IS NOT NULL OR o.state -> 'refunds' <> '[]'::jsonb OR o.state -> 'returns' <> '[]'::jsonb AS happened,
    jsonb_array_length(COALESCE(d.plan -> 'share' -> 'shares', '[]'::jsonb)) > 1 AS divided,
    o."fulfillmentStatus" IN ('FULFILLED', 'FULFILLMENT_NOT_REQUIRED') OR o.state -> 'fulfillmentOrders' @> '[{"deliveryMethod": "NONE"}]' AS "nothingToShip"`;

/** Part of a statement that changes a document: the order of the row of `document` (shop, "orderId", generation, number) shows its number. */
export const orderShowsNumber = (): Prisma.Sql => Prisma.sql`
  UPDATE "Order" o SET "documentNumber" = d.number FROM document d
  WHERE o.shop = d.shop AND o."orderId" = d."orderId" AND o.generation = d.generation AND o."documentNumber" IS DISTINCT FROM d.number`;
