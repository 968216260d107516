import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";

/**
 * Last characters of cards that these orders sold or were paid with go, and are not taken again from Shopify or a file. Amounts, days and
 * the order stay: accounting needs them.
 */
export async function redactGiftCards(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  const ids = [...orderIds];
  await tx.$executeRaw`
    UPDATE "GiftCard" SET "lastCharacters" = '', erased = true
    WHERE shop = ${shop} AND (NOT erased OR "lastCharacters" <> '') AND ("orderId" = ANY(${ids}::text[]) OR "giftCardId" IN (
      SELECT "giftCardId" FROM "GiftCardEntry" WHERE shop = ${shop} AND "orderId" = ANY(${ids}::text[])))`;
}

/** Of a shop that left: no card can be told from another, and no reading goes on. */
export async function eraseGiftCards(tx: Tx, shop: string): Promise<void> {
  await tx.giftCardReading.deleteMany({ where: { shop } });
  await tx.giftCard.updateMany({
    where: { shop, OR: [{ erased: false }, { lastCharacters: { not: "" } }] },
    data: { lastCharacters: "", erased: true },
  });
}

/** What is held about the cards of a person's orders, for a data request. */
export const heldGiftCards = (tx: Tx, shop: string, orderIds: readonly OrderId[]) =>
  tx.giftCard.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
    orderBy: { giftCardId: "asc" },
    select: { giftCardId: true, orderId: true, lastCharacters: true },
  });
