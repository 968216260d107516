// GIF-2. Gift cards of a shop at work: what orders and Shopify tell, what is booked, and what the screens say.
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { asked, openEmptyShops, place, sync } from "#app/domain/orders/import/import.fixture.ts";
import { erasureOf, redactCustomer, redactShop } from "#app/domain/privacy/redact.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { bookEarlier } from "./book-earlier.server.ts";
import { bookGiftCards } from "./book-orders.server.ts";
import { giftCardJobs } from "./jobs.server.ts";
import { readAll, readNew, startReading } from "./read-cards.server.ts";
import { giftCardsScreen } from "./views/card-list.server.ts";
import { liabilityScreen } from "./views/liability.server.ts";

openEmptyShops();

/** What the database keeps beside entries and cards, and the same summed up anew. */
async function keptAndSummed() {
  const [months, totals, cards] = await Promise.all([
    db.$queryRaw`SELECT currency, month, kind, "ofCard", amount::text FROM "GiftCardMonth" WHERE amount <> 0 ORDER BY 1, 2, 3, 4`,
    db.$queryRaw`SELECT shop, currency, outstanding::text, elsewhere::text, "elsewhereCards", "offCards" FROM "GiftCardTotal" ORDER BY 1, 2`,
    db.$queryRaw`SELECT "giftCardId", booked::text, "off"::text FROM "GiftCard" ORDER BY 1`,
  ]);
  const summedMonths = await db.$queryRaw`
    SELECT e.currency, to_char(e.at AT TIME ZONE s."timeZone", 'YYYY-MM') AS month, kind, "giftCardId" IS NOT NULL AS "ofCard", sum(amount)::text AS amount
    FROM "GiftCardEntry" e JOIN "Shop" s ON s.domain = e.shop GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0 ORDER BY 1, 2, 3, 4`;
  const summedCards = await db.$queryRaw`
    SELECT "giftCardId", b.booked::numeric(24,6)::text AS booked,
      (CASE WHEN c.source <> 'shopify' THEN 0 ELSE b.booked - CASE WHEN c.state IN ('active', 'usedUp') THEN c.balance ELSE 0 END END)::numeric(24,6)::text AS "off"
    FROM "GiftCard" c CROSS JOIN LATERAL (SELECT coalesce(sum(e.amount), 0) AS booked FROM "GiftCardEntry" e
      WHERE e.shop = c.shop AND e."giftCardId" = c."giftCardId" AND e.currency = c.currency) b ORDER BY 1`;
  const summedTotals = await db.$queryRaw`
    SELECT shop, currency, coalesce(sum(balance) FILTER (WHERE source = 'shopify' AND state IN ('active', 'usedUp')), 0)::numeric(24,6)::text AS outstanding,
      coalesce(sum(booked) FILTER (WHERE source <> 'shopify'), 0)::numeric(24,6)::text AS elsewhere,
      (count(*) FILTER (WHERE source <> 'shopify' AND booked <> 0))::int AS "elsewhereCards", (count(*) FILTER (WHERE "off" <> 0))::int AS "offCards"
    FROM "GiftCard" GROUP BY 1, 2 ORDER BY 1, 2`;
  return {
    kept: { months, totals, cards },
    summed: { months: summedMonths, totals: summedTotals, cards: summedCards },
  };
}

// Whatever a test did: the sums that the liability is read from are those of the entries and cards.
afterEach(async () => {
  const { kept, summed } = await keptAndSummed();
  expect(kept).toEqual(summed);
});

const act = (name: string, order: string, args: object = {}) =>
  simulator.act(SHOP, name, { order, ...args });
const store = () => (simulator.world(SHOP) as ShopWorld).store();
const cardEnding = (lastCharacters: string) => {
  const card = store().giftCards.find((one) => one.lastCharacters === lastCharacters);
  if (!card) throw new Error(`no card ends in ${lastCharacters}`);
  return card;
};
/** As an import and what follows it. */
async function imported(...orders: { id: OrderId }[]): Promise<void> {
  await sync();
  await bookGiftCards(
    SHOP,
    orders.map(({ id }) => id),
  );
}
async function grant(...scopes: string[]): Promise<void> {
  simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, ...scopes]);
  forgetToken(SHOP);
  await installForTest(SHOP);
}
async function allow(): Promise<void> {
  await grant("read_gift_cards");
  await startReading(SHOP);
  await readAll(SHOP, null);
}
const GIFT = { lines: [{ variant: "GIFT-50", quantity: 2 }], shipping: [] };
const paidWith = (lastCharacters: string, amount: string) => ({
  payments: [{ gateway: "gift_card", giftCard: lastCharacters, amount }, {}],
});
const rows = async (query: Record<string, string> = {}) =>
  (await giftCardsScreen(SHOP, new URLSearchParams(query))).rows;
const liability = async () => (await liabilityScreen(SHOP)).currencies;
/** What all months together came to. */
async function moved(): Promise<Record<string, string>> {
  const sums = await db.$queryRaw<{ kind: string; amount: string }[]>`
    SELECT kind, trim_scale(sum(amount))::text AS amount FROM "GiftCardEntry" WHERE shop = ${SHOP} GROUP BY 1 ORDER BY 1`;
  return Object.fromEntries(sums.map(({ kind, amount }) => [kind, amount]));
}

describe("without the permission to read gift cards", () => {
  it("orders without one ask Shopify nothing and book nothing", async () => {
    await imported(place());
    expect(await asked("GiftCardReceipts")).toBe(0);
    expect(await asked("GiftCards")).toBe(0);
    expect(await moved()).toEqual({});
    expect((await giftCardsScreen(SHOP, new URLSearchParams())).reading).toBeNull();
    expect(await liability()).toEqual([]);
  });

  it("sold cards are booked with their price, payments with the card their receipt names", async () => {
    const sold = place(SHOP, GIFT);
    const paid = place(SHOP, paidWith("p4ss", "20.00"));
    await imported(sold, paid);
    expect(await moved()).toEqual({ issued: "100", redeemed: "-20" });
    expect(await rows()).toMatchObject([
      { lastCharacters: "p4ss", state: "unknown", source: "order", initial: null, balance: null },
    ]);
    expect((await rows())[0]?.paidFor).toEqual([{ id: paid.id, name: paid.name }]);
    // A second import changes nothing, and knows the receipt.
    await bookGiftCards(SHOP, [sold.id, paid.id]);
    expect(await asked("GiftCardReceipts")).toBe(1);
    expect(await moved()).toEqual({ issued: "100", redeemed: "-20" });
  });

  it("an unpaid order sells no card until it is paid", async () => {
    const sold = place(SHOP, { ...GIFT, payments: [] });
    await imported(sold);
    expect(store().giftCards.some(({ order }) => order?.id === sold.id)).toBe(false);
    expect(await moved()).toEqual({});
    simulator.clock.advance(2_000);
    act("payOrder", sold.id);
    await imported(sold);
    expect(store().giftCards.filter(({ order }) => order?.id === sold.id)).toHaveLength(2);
    expect(await moved()).toEqual({ issued: "100" });
  });

  it("orders that were imported before are gone through once, in the night", async () => {
    place(SHOP, GIFT);
    await sync();
    expect(await moved()).toEqual({});
    const jobs = async () =>
      (
        await db.$queryRaw<{ name: string }[]>`
          SELECT t.identifier AS name FROM graphile_worker._private_jobs j
          JOIN graphile_worker._private_tasks t ON t.id = j.task_id
          WHERE j.payload ->> 'shop' = ${SHOP} AND t.identifier LIKE '%GiftCards%' ORDER BY 1`
      ).map(({ name }) => name);
    await giftCardJobs["readGiftCardsNightly"]?.({});
    expect(await jobs()).toEqual(["bookEarlierGiftCards"]);
    await bookEarlier(SHOP, "");
    expect(await moved()).toEqual({ issued: "100" });
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await giftCardJobs["readGiftCardsNightly"]?.({});
    expect(await jobs()).toEqual([]);
    await startReading(SHOP);
    expect(await jobs()).toEqual(["readAllGiftCards"]);
  });

  it("a refusal by Shopify is shown and ends the reading, until it is asked for again", async () => {
    await startReading(SHOP);
    await readAll(SHOP, null);
    expect((await giftCardsScreen(SHOP, new URLSearchParams())).reading).toEqual({
      readAt: null,
      refused: true,
      transactions: "notAsked",
    });
    const calls = await asked("GiftCards");
    await readNew(SHOP);
    expect(await asked("GiftCards")).toBe(calls);
    await allow();
    expect((await giftCardsScreen(SHOP, new URLSearchParams())).reading).toMatchObject({
      refused: false,
    });
  });
});

describe("with the permission", () => {
  beforeEach(allow);

  it("the cards of a shop are listed with value, balance and state, found by characters and order", async () => {
    const sold = place(SHOP, GIFT);
    const paid = place(SHOP, paidWith("p4ss", "20.00"));
    await imported(sold, paid);
    await readNew(SHOP);
    expect(await rows({ q: "P4SS" })).toMatchObject([
      { lastCharacters: "p4ss", state: "active", initial: "500", balance: "480", soldBy: null },
    ]);
    for (const q of ["•••• p4ss", paid.name]) expect(await rows({ q })).toHaveLength(1);
    const ofOrder = await rows({ order: sold.id });
    expect(ofOrder).toHaveLength(2);
    expect(ofOrder[0]).toMatchObject({
      soldBy: { id: sold.id, name: sold.name },
      initial: "50",
      balance: "50",
      source: "shopify",
    });
    expect((await giftCardsScreen(SHOP, new URLSearchParams())).counts).toEqual({
      all: 4,
      active: 4,
      usedUp: 0,
      ended: 0,
      unknown: 0,
      differing: 0,
    });
    expect(await rows({ q: "nothing" })).toEqual([]);
    expect((await giftCardsScreen(OTHER_SHOP, new URLSearchParams())).rows).toEqual([]);
  });

  it("the liability equals what Shopify says is outstanding, through sale, use, refund and the end of a card", async () => {
    const sold = place(SHOP, GIFT);
    const paid = place(SHOP, paidWith("7g2k", "25.00"));
    await imported(sold, paid);
    await readNew(SHOP);
    expect(await liability()).toMatchObject([
      { currency: "EUR", booked: "615", outstanding: "615", difference: "0", gaps: [] },
    ]);
    // Half of the payment goes back to the card.
    simulator.clock.advance(2_000);
    act("refundOrder", paid.id, { custom: "12.50" });
    await imported(paid);
    await readNew(SHOP);
    expect(await moved()).toEqual({ issued: "640", redeemed: "-25", restored: "12.5" });
    expect(await liability()).toMatchObject([{ booked: "627.5", difference: "0" }]);
    // One of the two sold cards is given back, and can be used until the merchant deactivates it.
    act("refundOrder", sold.id, { lines: [{ line: 0, quantity: 1, restock: "NO_RESTOCK" }] });
    await imported(sold);
    await readNew(SHOP);
    const [before] = await liability();
    expect(before).toMatchObject({
      booked: "577.5",
      outstanding: "627.5",
      difference: "-50",
      gaps: [{ kind: "balance", count: 1, amount: "-50" }],
      cards: [{ booked: "0", balance: "50" }],
    });
    act("deactivateGiftCards", sold.id);
    await readAll(SHOP, null);
    const [after] = await liability();
    expect(after).toMatchObject({ booked: "527.5", difference: "0", gaps: [], cards: [] });
    expect(await rows({ state: "ended" })).toHaveLength(2);
    expect(await moved()).toEqual({
      issued: "640",
      redeemed: "-25",
      restored: "12.5",
      refunded: "-50",
      ended: "-50",
    });
    // The same again books nothing twice.
    await bookGiftCards(SHOP, [sold.id, paid.id]);
    await readAll(SHOP, null);
    await readNew(SHOP);
    expect(await moved()).toMatchObject({ ended: "-50", refunded: "-50" });
  });

  it("a value that was changed in Shopify is a difference with its card, found in the night", async () => {
    cardEnding("7g2k").remaining = "55.01";
    await readAll(SHOP, null);
    expect(await liability()).toMatchObject([
      {
        difference: "-15.01",
        gaps: [{ kind: "balance", count: 1, amount: "-15.01" }],
        cards: [{ lastCharacters: "7g2k", booked: "40", balance: "55.01" }],
        differing: 1,
      },
    ]);
    expect((await rows({ state: "differing" })).map((row) => row.lastCharacters)).toEqual(["7g2k"]);
  });

  it("a card that expired is owed to nobody; what comes after that day leaves its month as it was", async () => {
    const card = cardEnding("7g2k");
    card.expiresOn = "2024-12-31";
    await readAll(SHOP, null);
    const ended = { month: "2025-01", opening: "540", adjusted: "-40", closing: "500" };
    const itsMonth = async () =>
      (await liability())[0]?.months.find(({ month }) => month === ended.month);
    expect(await itsMonth()).toMatchObject(ended);
    const entries = await db.giftCardEntry.findMany({ where: { shop: SHOP, kind: "ended" } });
    // The day after the last one begins in Berlin.
    expect(entries.map(({ at, amount }) => [at.toISOString(), amount.toFixed()])).toEqual([
      ["2024-12-31T23:00:00.000Z", "-40"],
    ]);
    const paid = place(SHOP, paidWith("7g2k", "10.00"));
    await imported(paid);
    await readNew(SHOP);
    const [now] = await liability();
    expect(now).toMatchObject({ booked: "500", outstanding: "500", difference: "0" });
    expect(await itsMonth()).toMatchObject(ended);
    expect(await moved()).toEqual({ issued: "540", redeemed: "-10", ended: "-30" });
  });

  it("cards issued later are read from where the list was left", async () => {
    const calls = await asked("GiftCards");
    await imported(place(SHOP, GIFT));
    await readNew(SHOP);
    expect(await asked("GiftCards")).toBe(calls + 1);
    expect(await rows()).toHaveLength(4);
  });
});

describe("with the permission to read transactions", () => {
  const TRANSACTIONS = "read_gift_card_transactions";
  const adjust = (card: string, amount: string, args: object = {}) => {
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "adjustGiftCard", { card, amount, ...args });
  };
  beforeEach(async () => {
    await allow();
    await grant(TRANSACTIONS);
    await startReading(SHOP, { transactions: true });
  });

  it("what Shopify says counts, once: orders that aren't imported and changes in the admin, too", async () => {
    const paid = place(SHOP, paidWith("p4ss", "20.00"));
    await imported(paid);
    expect(await moved()).toMatchObject({ redeemed: "-20" });
    adjust("p4ss", "-30.00");
    adjust("p4ss", "7.50");
    adjust("7g2k", "-40.00", { cashOut: true });
    await readAll(SHOP, null);
    expect(await moved()).toEqual({
      issued: "540",
      redeemed: "-50",
      refunded: "-40",
      restored: "7.5",
    });
    const screen = await liabilityScreen(SHOP);
    expect([screen.reading?.transactions, screen.notAdding]).toEqual(["read", 0]);
    expect(screen.currencies).toMatchObject([{ booked: "457.5", difference: "0", gaps: [] }]);
    // The order still says which card paid it, and a later one is heard of by its card.
    expect((await rows({ q: "p4ss" }))[0]?.paidFor).toEqual([{ id: paid.id, name: paid.name }]);
    const later = place(SHOP, paidWith("p4ss", "10.00"));
    await imported(later);
    await readNew(SHOP);
    expect(await moved()).toMatchObject({ redeemed: "-60" });
    simulator.clock.advance(1_000);
    act("refundOrder", later.id, { custom: "4.00" });
    await imported(later);
    await readNew(SHOP);
    expect(await moved()).toMatchObject({ redeemed: "-60", restored: "11.5" });
    await readAll(SHOP, null);
    await bookGiftCards(SHOP, [paid.id, later.id]);
    expect(await moved()).toMatchObject({ redeemed: "-60", restored: "11.5" });
    expect(await liability()).toMatchObject([{ difference: "0" }]);
  });

  it("more than one page of them is read to the end", async () => {
    for (let unit = 0; unit < 115; unit += 1) adjust("p4ss", "-1.00");
    await readAll(SHOP, null);
    expect(await moved()).toEqual({ issued: "540", redeemed: "-115" });
    expect(await asked("GiftCardTransactionsPage")).toBe(2);
  });

  it("those that don't come to the balance are named, and the card is booked from orders", async () => {
    await imported(place(SHOP, paidWith("p4ss", "20.00")));
    adjust("p4ss", "-5.00");
    await readAll(SHOP, null);
    expect(await moved()).toMatchObject({ redeemed: "-25" });
    cardEnding("p4ss").remaining = "400";
    await readAll(SHOP, null);
    expect(await moved()).toMatchObject({ redeemed: "-20" });
    const { notAdding, currencies } = await liabilityScreen(SHOP);
    expect(notAdding).toBe(1);
    expect(currencies).toMatchObject([{ gaps: [{ kind: "balance", count: 1, amount: "80" }] }]);
  });

  it("once it is taken away, orders count again", async () => {
    const paid = place(SHOP, paidWith("p4ss", "20.00"));
    await imported(paid);
    adjust("p4ss", "-5.00");
    await readAll(SHOP, null);
    expect(await moved()).toMatchObject({ redeemed: "-25" });
    simulator.setScopes(
      SHOP,
      simulator.shops.need(SHOP).scopes.filter((scope) => scope !== TRANSACTIONS),
    );
    forgetToken(SHOP);
    await installForTest(SHOP);
    await readAll(SHOP, null);
    await bookEarlier(SHOP, "");
    expect(await moved()).toMatchObject({ redeemed: "-20" });
    expect((await liabilityScreen(SHOP)).reading).toMatchObject({
      refused: false,
      transactions: "refused",
    });
    await startReading(SHOP);
    const calls = await asked("GiftCardsWithTransactions");
    await readAll(SHOP, null);
    expect(await asked("GiftCardsWithTransactions")).toBe(calls);
  });
});

describe("erasure", () => {
  beforeEach(allow);

  it("takes the last characters of a person's cards, for good; amounts stay", async () => {
    const sold = place(SHOP, GIFT);
    const paid = place(SHOP, paidWith("p4ss", "20.00"));
    await imported(sold, paid);
    await readNew(SHOP);
    const before = await moved();
    await redactCustomer(erasureOf(SHOP), {
      customerGid: null,
      email: "buyer@example.com",
      orderGids: [sold.id, paid.id],
    });
    const characters = async () =>
      (await rows()).map(({ lastCharacters }) => lastCharacters).sort();
    expect(await characters()).toEqual(["", "", "", "7g2k"]);
    cardEnding("p4ss").remaining = "1";
    await readAll(SHOP, null);
    await bookGiftCards(SHOP, [sold.id, paid.id]);
    expect(await characters()).toEqual(["", "", "", "7g2k"]);
    expect(await moved()).toEqual(before);
  });

  it("of a shop takes all of them and ends the reading", async () => {
    await db.shop.update({ where: { domain: SHOP }, data: { uninstalledAt: new Date() } });
    await redactShop(erasureOf(SHOP));
    expect((await rows()).every(({ lastCharacters }) => lastCharacters === "")).toBe(true);
    expect(await db.giftCardReading.count({ where: { shop: SHOP } })).toBe(0);
  });
});
