import { db } from "#app/db/client.server.ts";
import { dayIn } from "#app/lib/day.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { EntryKind } from "../kinds.ts";
import { rollForward } from "../roll-forward.ts";
import { readingOf } from "./card-list.server.ts";

const SHOWN_MONTHS = 24;
const SHOWN_CARDS = 20;

/** One reason why the app's figure is not Shopify's; `amount` is the app's less Shopify's. */
export interface Gap {
  kind: "balance" | "notInShopify" | "withoutCard";
  count: number;
  amount: Decimal;
}

/**
 * GIF-2: what is owed to holders of gift cards, by currency: month by month as booked, beside it what Shopify says is outstanding, and what the difference is
 * made of. Each month is one of the shop's time zone.
 */
export async function liabilityScreen(shop: string) {
  const facts = await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  const zone = facts?.timeZone ?? "UTC";
  const [sums, gaps, outstanding, cards, reading] = await Promise.all([
    monthSums(shop, zone),
    gapsOf(shop),
    outstandingOf(shop),
    differingCards(shop),
    readingOf(shop),
  ]);
  const until = [dayIn(zone, now()).slice(0, 7), ...sums.map(({ month }) => month)].sort().at(-1);
  const currencies = [...new Set([...sums, ...outstanding].map(({ currency }) => currency))].sort();
  return {
    reading,
    currencies: currencies.map((currency) => {
      const months = rollForward(
        sums.filter((sum) => sum.currency === currency),
        until ?? "",
      );
      const booked = months.at(-1)?.closing ?? "0";
      const told = outstanding.find((one) => one.currency === currency)?.amount ?? "0";
      return {
        currency,
        months: months.slice(-SHOWN_MONTHS).reverse(),
        booked,
        outstanding: told,
        difference: decimal.subtract(booked, told),
        gaps: gaps.filter((gap) => gap.currency === currency),
        cards: cards.filter((card) => card.currency === currency),
      };
    }),
  };
}
export type LiabilityScreenData = Awaited<ReturnType<typeof liabilityScreen>>;

async function monthSums(shop: string, zone: string) {
  return db.$queryRaw<{ month: string; currency: string; kind: EntryKind; amount: Decimal }[]>`
    SELECT to_char(at AT TIME ZONE ${zone}, 'YYYY-MM') AS month, currency, kind, trim_scale(sum(amount))::text AS amount
    FROM "GiftCardEntry" WHERE shop = ${shop} GROUP BY 1, 2, 3`;
}

/** What can still be spent, as Shopify told last. */
async function outstandingOf(shop: string) {
  return db.$queryRaw<{ currency: string; amount: Decimal }[]>`
    SELECT currency, trim_scale(sum(balance))::text AS amount FROM "GiftCard"
    WHERE shop = ${shop} AND source = 'shopify' AND state IN ('active', 'usedUp') GROUP BY 1`;
}

/** Together they are the whole difference: each entry and each balance is in one of them. */
async function gapsOf(shop: string): Promise<(Gap & { currency: string })[]> {
  return db.$queryRaw<(Gap & { currency: string })[]>`
    WITH booked AS (
      SELECT "giftCardId", currency, sum(amount) AS amount FROM "GiftCardEntry" WHERE shop = ${shop} GROUP BY 1, 2
    ), told AS (
      SELECT "giftCardId", currency, CASE WHEN state IN ('active', 'usedUp') THEN balance ELSE 0 END AS amount
      FROM "GiftCard" WHERE shop = ${shop} AND source = 'shopify'
    ), differing AS (
      SELECT coalesce(t.currency, b.currency) AS currency, coalesce(b.amount, 0) - coalesce(t.amount, 0) AS amount,
        CASE WHEN coalesce(b."giftCardId", t."giftCardId") IS NULL THEN 'withoutCard'
          WHEN c.source = 'shopify' THEN 'balance' ELSE 'notInShopify' END AS kind
      FROM booked b FULL JOIN told t ON t."giftCardId" = b."giftCardId" AND t.currency = b.currency
      LEFT JOIN "GiftCard" c ON c.shop = ${shop} AND c."giftCardId" = coalesce(b."giftCardId", t."giftCardId")
    )
    SELECT kind, currency, count(*)::int AS count, trim_scale(sum(amount))::text AS amount FROM differing
    WHERE amount <> 0 GROUP BY 1, 2 ORDER BY 1`;
}

/** The cards whose balance is furthest from what is booked of them. */
async function differingCards(shop: string) {
  return db.$queryRaw<
    {
      id: string;
      lastCharacters: string;
      state: string;
      currency: string;
      booked: Decimal;
      balance: Decimal;
    }[]
  >`
    SELECT * FROM (
      SELECT c."giftCardId" AS id, c."lastCharacters", c.state, c.currency,
        trim_scale(coalesce(sum(e.amount), 0))::text AS booked,
        trim_scale(CASE WHEN c.state IN ('active', 'usedUp') THEN c.balance ELSE 0 END)::text AS balance
      FROM "GiftCard" c LEFT JOIN "GiftCardEntry" e ON e.shop = c.shop AND e."giftCardId" = c."giftCardId" AND e.currency = c.currency
      WHERE c.shop = ${shop} AND c.source = 'shopify' GROUP BY c.shop, c."giftCardId"
    ) d WHERE d.booked <> d.balance ORDER BY abs(d.booked::numeric - d.balance::numeric) DESC, d.id LIMIT ${SHOWN_CARDS}`;
}
