import { db } from "#app/db/client.server.ts";
import { dayIn } from "#app/lib/day.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { EntryKind } from "../kinds.ts";
import { rollForward } from "../roll-forward.ts";
import type { MonthSum as Sum } from "../roll-forward.ts";
import { readingOf } from "./card-list.server.ts";

const SHOWN_MONTHS = 24;
const SHOWN_CARDS = 20;

/** One reason why the app's figure is not Shopify's; `amount` is the app's less Shopify's. */
export interface Gap {
  kind: "balance" | "notInShopify" | "withoutCard";
  count: number;
  amount: Decimal;
}

type MonthSum = Sum & { ofCard: boolean };

interface Totals {
  currency: string;
  outstanding: Decimal;
  elsewhere: Decimal;
  elsewhereCards: number;
  offCards: number;
}

/**
 * GIF-2: what is owed to holders of gift cards, by currency: month by month as booked, beside it what Shopify says is outstanding, and what the difference is
 * made of. Each month is one of the shop's time zone. All of it is kept as it changes: the page costs the same for any number of cards.
 */
export async function liabilityScreen(shop: string) {
  const facts = await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  const zone = facts?.timeZone ?? "UTC";
  const [sums, totals, cards, reading, notAdding] = await Promise.all([
    monthSums(shop),
    totalsOf(shop),
    differingCards(shop),
    readingOf(shop),
    db.giftCard.count({ where: { shop, told: "differs" }, take: MOST_COUNTED + 1 }),
  ]);
  const until = [dayIn(zone, now()).slice(0, 7), ...sums.map(({ month }) => month)].sort().at(-1);
  const currencies = [
    ...new Set([
      ...sums.map(({ currency }) => currency),
      ...totals
        .filter(({ outstanding }) => !decimal.isZero(outstanding))
        .map((one) => one.currency),
    ]),
  ].sort();
  return {
    reading,
    /** Cards of which Shopify's own transactions do not come to the balance. */
    notAdding,
    currencies: currencies.map((currency) => {
      const own = sums.filter((sum) => sum.currency === currency);
      const months = rollForward(own, until ?? "");
      const total = totals.find((one) => one.currency === currency);
      const booked = months.at(-1)?.closing ?? "0";
      const told = total?.outstanding ?? "0";
      const difference = decimal.subtract(booked, told);
      const withoutCard = decimal.add(
        "0",
        ...own.filter(({ ofCard }) => !ofCard).map(({ amount }) => amount),
      );
      return {
        currency,
        months: months.slice(-SHOWN_MONTHS).reverse(),
        booked,
        outstanding: told,
        difference,
        gaps: gapsOf(difference, withoutCard, total),
        differing: total?.offCards ?? 0,
        cards: cards.filter((card) => card.currency === currency),
      };
    }),
  };
}
export type LiabilityScreenData = Awaited<ReturnType<typeof liabilityScreen>>;

async function monthSums(shop: string): Promise<MonthSum[]> {
  const rows = await db.giftCardMonth.findMany({ where: { shop, amount: { not: 0 } } });
  return rows.map(({ month, currency, kind, ofCard, amount }) => ({
    month,
    currency,
    kind: kind as EntryKind,
    ofCard,
    amount: amount.toFixed(),
  }));
}

/** What can still be spent, as Shopify told last, and what is booked of cards that it does not tell of. */
async function totalsOf(shop: string): Promise<Totals[]> {
  const rows = await db.giftCardTotal.findMany({ where: { shop }, orderBy: { currency: "asc" } });
  return rows.map(({ outstanding, elsewhere, ...row }) => ({
    ...row,
    outstanding: outstanding.toFixed(),
    elsewhere: elsewhere.toFixed(),
  }));
}

/** Together they are the whole difference: what neither entries without a card nor cards unknown to Shopify explain lies in balances. */
function gapsOf(difference: Decimal, withoutCard: Decimal, totals: Totals | undefined): Gap[] {
  const elsewhere = totals?.elsewhere ?? "0";
  const balance = decimal.subtract(difference, decimal.add(withoutCard, elsewhere));
  const gaps: Gap[] = [
    { kind: "balance", count: totals?.offCards ?? 0, amount: balance },
    { kind: "notInShopify", count: totals?.elsewhereCards ?? 0, amount: elsewhere },
    { kind: "withoutCard", count: 1, amount: withoutCard },
  ];
  return gaps.filter(
    ({ kind, count, amount }) => !decimal.isZero(amount) || (kind === "balance" && count > 0),
  );
}

/** The cards whose balance is furthest from what is booked of them. */
async function differingCards(shop: string) {
  const rows = await db.$queryRaw<
    {
      id: string;
      lastCharacters: string;
      state: string;
      currency: string;
      booked: Decimal;
      balance: Decimal;
    }[]
  >`
    SELECT "giftCardId" AS id, "lastCharacters", state, currency, trim_scale(booked)::text AS booked, trim_scale(booked - "off")::text AS balance
    FROM "GiftCard" WHERE shop = ${shop} AND "off" <> 0 ORDER BY abs("off") DESC, "giftCardId" LIMIT ${SHOWN_CARDS}`;
  return rows;
}
