import { db } from "#app/db/client.server.ts";
import type { GiftCard } from "#app/db/generated/client.ts";
import { csvRows } from "#app/lib/csv.ts";
import { dayIn, dayOfColumn } from "#app/lib/day.ts";

const PAGE = 1_000;
const HEADING = [
  "Card ID",
  "Last characters",
  "State",
  "Initial value",
  "Balance",
  "Currency",
  "Issued on",
  "Expires on",
  "Sold by order",
  "Source",
];

/** All cards as a CSV file in UTF-8 with its mark, page by page. What a spreadsheet would take for a formula stays a text. */
export async function* exportCards(shop: string): AsyncGenerator<string> {
  const facts = await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  const zone = facts?.timeZone ?? "UTC";
  yield csvRows([HEADING], true);
  for (let after = ""; ;) {
    const cards = await db.giftCard.findMany({
      where: { shop, giftCardId: { gt: after } },
      orderBy: { giftCardId: "asc" },
      take: PAGE,
    });
    if (cards.length === 0) return;
    after = cards.at(-1)?.giftCardId ?? after;
    const orders = await db.order.findMany({
      where: {
        shop,
        orderId: { in: cards.flatMap(({ orderId }) => (orderId === null ? [] : [orderId])) },
      },
      select: { orderId: true, name: true },
    });
    const names = new Map(orders.map(({ orderId, name }) => [orderId, name]));
    yield csvRows(
      cards.map((card) =>
        rowOf(card, card.orderId === null ? "" : (names.get(card.orderId) ?? ""), zone),
      ),
    );
  }
}

const rowOf = (card: GiftCard, orderName: string, zone: string): string[] => [
  card.giftCardId.replace(/^.*\//, ""),
  card.lastCharacters,
  card.state,
  card.initial?.toFixed() ?? "",
  card.balance?.toFixed() ?? "",
  card.currency,
  dayIn(zone, card.issuedAt),
  card.expiresOn ? dayOfColumn(card.expiresOn) : "",
  orderName,
  card.source,
];
