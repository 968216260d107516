import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Scope } from "#app/db/scope.ts";
import { considerExchangesApart } from "#app/domain/documents/exchanges/create-exchanges.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { applyMemos } from "./apply-memos.server.ts";
import { planAndStore } from "./create-credit-memos.server.ts";
import { askLate } from "./by-hand/ask-late.server.ts";
import { goOnCrediting, isAutomatic } from "./go-on.server.ts";
import { registerMemoPayments } from "./register-memo-payments.server.ts";
import { watchPending } from "./watch-pending.server.ts";

/** Who asks, in events and tasks, when nobody clicked. */
const BY_ITSELF = "app";

/** Condition on an order `o`: there are refunds of it. */
export const hasRefunds = Prisma.sql`o.state -> 'refunds' <> '[]'::jsonb`;

/**
 * After an import, and once an order has its document: its refunds are looked at, and where the card says so their credit memos made. One that a
 * person unlinked is made again only by a person. A card that imports no refunds has none.
 */
export async function considerRefunds(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  const wanted = await importedRefunds(shop, orderIds);
  if (wanted.length === 0) return;
  const apart = new Set<string>();
  await planAndStore({ shop, by: BY_ITSELF }, wanted, (one) => {
    if (one.exchangeApart && one.refund.returnId !== null) apart.add(one.refund.returnId);
    return isAutomatic(one);
  });
  await askLate(db, shop, wanted);
  await considerExchangesApart(shop, wanted, apart);
  await watchPending(db, shop);
  await registerMemoPayments(db, shop, wanted);
  await applyMemos(db, shop, wanted);
}

/** Orders looked at in one go. */
const PAGE = 200;

/**
 * A saved mapping or setting, or an ERP that answers again, may free the refunds that have a problem. The credit memos that had been asked for are
 * made then; the others lose the problem and wait for a person.
 */
export async function recheckRefunds({ shop, by }: Scope): Promise<void> {
  for (let after = ""; ;) {
    const rows = await db.refund.findMany({
      where: { shop, state: "problem", orderId: { gt: after } },
      distinct: ["orderId"],
      orderBy: { orderId: "asc" },
      take: PAGE,
      select: { orderId: true },
    });
    const last = rows.at(-1);
    if (!last) return;
    await goOnCrediting(
      { shop, by },
      rows.map(({ orderId }) => orderId),
    );
    after = last.orderId;
  }
}

const importsRefunds = (card: Card | undefined): boolean => card?.settings.returnProcess !== "none";

async function importedRefunds(shop: string, orderIds: readonly OrderId[]): Promise<OrderId[]> {
  const refunded = await db.$queryRaw<{ orderId: OrderId; cardId: string | null }[]>`
    SELECT o."orderId", o."cardId"::text FROM "Order" o WHERE o.shop = ${shop}
      AND o."orderId" = ANY(${[...orderIds]}::text[]) AND ${hasRefunds} ORDER BY o."orderId"`;
  if (refunded.length === 0) return [];
  const cards = await listCards(shop);
  return refunded
    .filter(({ cardId }) => importsRefunds(cards.find(({ id }) => id === cardId) ?? cards[0]))
    .map(({ orderId }) => orderId);
}
