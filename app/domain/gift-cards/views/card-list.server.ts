import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { GiftCard } from "#app/db/generated/client.ts";
import { ordersNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { dayOfColumn } from "#app/lib/day.ts";
import { pageOf, pageQuery, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";
import type { CardState } from "../kinds.ts";
import { lastFour } from "../receipt.ts";
import { ordersOfCards, type CardOrders } from "./orders-of-cards.server.ts";

const CARD_VIEWS = {
  all: [],
  active: ["active"],
  usedUp: ["usedUp"],
  ended: ["expired", "disabled"],
  unknown: ["unknown"],
  /** Of which something else is booked than Shopify says they hold. */
  differing: [],
} as const satisfies Record<string, readonly CardState[]>;
type CardTab = keyof typeof CARD_VIEWS;

/** Newest on top. */
const SORT = {
  issuedAt: { kind: "time", order: "desc" },
  giftCardId: { kind: "text", order: "desc" },
} as const satisfies Sort;

/**
 * Gift cards as the list's address asks for them: `state` is a view, `q` the last characters of a code or an order's name, `order` the order
 * that sold a card or was paid with it.
 */
export async function giftCardsScreen(shop: string, params: URLSearchParams) {
  const state = params.get("state") ?? "all";
  const tab = Object.hasOwn(CARD_VIEWS, state) ? (state as CardTab) : "all";
  const states = CARD_VIEWS[tab];
  const orderId = params.get("order");
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const start = startOf(SORT, pageRequest(params));
  const { beyond, orderBy, take } = pageQuery(SORT, start);
  const found: Prisma.GiftCardWhereInput = {
    AND: [
      { shop },
      states.length > 0 ? { state: { in: [...states] } } : {},
      tab === "differing" ? { off: { not: 0 } } : {},
      orderId ? await ofOrders(shop, [orderId]) : {},
      q === "" ? {} : await meant(shop, q),
    ],
  };
  const asked = q !== "" || orderId !== null;
  const [rows, some, counts, reading] = await Promise.all([
    db.giftCard.findMany({ where: { AND: [found, beyond] }, orderBy, take }),
    asked ? db.giftCard.count({ where: found, take: MOST_COUNTED + 1 }) : null,
    countTabs(shop),
    readingOf(shop),
  ]);
  const page = pageOf(SORT, start, rows);
  const orders = await ordersOfCards(shop, page.rows);
  return {
    counts,
    total: some ?? counts[tab],
    next: page.next,
    previous: page.previous,
    reading,
    rows: page.rows.map((row) => cardRow(row, orders)),
  };
}

/** How far Shopify's list was read; null: nobody wants it. */
export async function readingOf(shop: string) {
  const row = await db.giftCardReading.findFirst({ where: { shop, wanted: true } });
  if (!row) return null;
  const { transactionsWanted, transactionsRefusedAt } = row;
  return {
    readAt: row.readAt?.toISOString() ?? null,
    refused: row.refusedAt !== null,
    transactions: !transactionsWanted
      ? ("notAsked" as const)
      : transactionsRefusedAt
        ? ("refused" as const)
        : ("read" as const),
  };
}
export type GiftCardReadingState = Awaited<ReturnType<typeof readingOf>>;

/** "•••• 7g2k" as Shopify writes it, "7g2k", or an order's name. */
async function meant(shop: string, q: string): Promise<Prisma.GiftCardWhereInput> {
  const orderIds = await ordersNamed(shop, q);
  const signs = q.replace(/[•*.\s-]/g, "");
  return {
    OR: [
      ...(signs === "" ? [] : [{ lastCharacters: lastFour(signs) }]),
      ...(orderIds.length > 0 ? [await ofOrders(shop, orderIds)] : []),
    ],
  };
}

async function ofOrders(shop: string, orderIds: string[]): Promise<Prisma.GiftCardWhereInput> {
  const used = await db.giftCardEntry.findMany({
    where: { shop, orderId: { in: orderIds }, giftCardId: { not: null } },
    distinct: ["giftCardId"],
    select: { giftCardId: true },
    take: MOST_COUNTED,
  });
  const giftCardIds = used.flatMap(({ giftCardId }) => (giftCardId === null ? [] : [giftCardId]));
  return { OR: [{ orderId: { in: orderIds } }, { giftCardId: { in: giftCardIds } }] };
}

function countTabs(shop: string): Promise<Record<CardTab, number>> {
  const found = Object.entries(CARD_VIEWS).map(([tab, states]) => [
    tab,
    Prisma.sql`FROM "GiftCard" WHERE shop = ${shop} ${
      states.length > 0 ? Prisma.sql`AND state = ANY(${[...states]}::text[])` : Prisma.empty
    } ${tab === "differing" ? Prisma.sql`AND "off" <> 0` : Prisma.empty}`,
  ]);
  return countEach(Object.fromEntries(found) as Record<CardTab, Prisma.Sql>);
}

const cardRow = (row: GiftCard, orders: CardOrders) => ({
  id: row.giftCardId,
  lastCharacters: row.lastCharacters,
  state: row.state,
  source: row.source,
  currency: row.currency,
  initial: row.initial?.toFixed() ?? null,
  balance: row.balance?.toFixed() ?? null,
  issuedAt: row.issuedAt.toISOString(),
  expiresOn: row.expiresOn ? dayOfColumn(row.expiresOn) : null,
  soldBy: orders.sold(row.orderId),
  ...orders.paid(row.giftCardId),
});
export type GiftCardRow = ReturnType<typeof cardRow>;
