import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { DocumentState } from "./states.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";

/** How far these orders are with their documents. */
export async function setDocumentState(
  tx: Tx,
  shop: string,
  orderIds: string[],
  documentState: DocumentState,
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.order.updateMany({
    where: { shop, orderId: { in: orderIds } },
    data: { documentState },
  });
}

/** The order has no document any more, and may get one of the next generation. */
export async function unlinkFromOrder(tx: Tx, shop: string, orderId: string): Promise<void> {
  await tx.order.updateMany({
    where: { shop, orderId },
    data: {
      generation: { increment: 1 },
      documentState: "unprocessed",
      documentKind: null,
      documentNumber: null,
      processedVersionId: null,
      conflict: false,
      resolvedVersionId: null,
    },
  });
}

/** What a person chose for the order's document. */
export async function storeChoices(
  tx: Tx,
  shop: string,
  orderId: string,
  choices: StoredValue,
): Promise<void> {
  await tx.order.updateMany({ where: { shop, orderId }, data: { choices } });
}

/** Shopify closed (archived) the order. */
export async function markClosed(tx: Tx, shop: string, orderId: string): Promise<void> {
  await tx.order.updateMany({ where: { shop, orderId }, data: { closed: true } });
}

/** Part of the statement that stores a created document: the order of the row of `document` (shop, "versionId", generation, plan) has it. */
export const orderGotDocument = (
  orderId: string,
  kind: string,
  number: string | null,
): Prisma.Sql => Prisma.sql`
  UPDATE "Order" o SET "documentState" = 'created', "documentKind" = ${kind}, "documentNumber" = ${number}, "processedVersionId" = d."versionId", conflict = FALSE
  FROM document d WHERE o.shop = d.shop AND o."orderId" = ${orderId} AND o.generation = d.generation
  RETURNING o."currentVersionId" <> d."versionId" AS changed, o."cancelledAt" IS NOT NULL AS cancelled, d.plan -> 'explanation' @> '[{"about":"policy:cancelled"}]' AS "plannedCancelled"`;

/** Part of a statement that changes a document: the order of the row of `document` (shop, "orderId", generation, number) shows its number. */
export const orderShowsNumber = (): Prisma.Sql => Prisma.sql`
  UPDATE "Order" o SET "documentNumber" = d.number FROM document d
  WHERE o.shop = d.shop AND o."orderId" = d."orderId" AND o.generation = d.generation AND o."documentNumber" IS DISTINCT FROM d.number`;
