import { simulator } from "#tests/setup/simulator.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { EVERY_MINUTE, jobs } from "#app/worker/catalog.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { describeTryton } from "#tests/setup/tryton.ts";
import type { TaxRate } from "#tests/simulators/shopify/world/arithmetic/taxes.ts";
import { Big } from "#tests/simulators/shopify/world/arithmetic/big.ts";
import { currentTotal } from "#tests/simulators/shopify/world/arithmetic/order-totals.ts";
import type { OrderSpec } from "#tests/simulators/shopify/world/order-spec.ts";
import { anOrder, place, type Placed } from "./back-office.ts";
import { changeSettings, ordersOf } from "./shop-at-work.ts";
import { openShopWithTryton, type TrytonOffice } from "./tryton-office.ts";

const SHOP = "many-goods.myshopify.com";
const SEED = 20_261_121;
const LOST = 0.1;
const BATCH = 95;
const MINUTE = 60_000;
const PATIENCE_MS = 10 * MINUTE;
const MOST_ROUNDS = 25;

/** Kinds that end in a sale in Tryton (invoices at once and what no single warehouse sends are told by the test of every kind). */
const KINDS = [
  "one-line",
  "few-lines",
  "eleven-lines",
  "same-product-twice",
  "tax-included",
  "tax-on-top",
  "two-tax-lines",
  "no-tax",
  "custom-line",
  "digital-and-goods",
  "note-attributes-tags",
  "emoji-and-long-texts",
  "two-currencies",
  "two-currencies-discounted",
  "yen",
  "kuwaiti-dinar",
  "thirds",
  "thirds-on-top",
  "paid-at-another-rate",
  "line-discount",
  "line-discount-amount",
  "order-discount",
  "shipping-discount",
  "free-shipping-code",
  "free-shipping",
  "all-discounts",
  "hundred-percent-line",
  "zero-total",
  "two-shipping-lines",
  "carrier-rate",
  "tip",
  "gift-card-sold",
  "gift-card-redeemed",
  "duties-and-fee",
  "taxed-fee",
  "guest",
  "email-only",
  "two-addresses",
  "tax-exempt",
  "authorized-only",
  "partially-paid",
  "bank-transfer-pending",
  "unpaid",
  "edited-quantity-lowered",
  "edited-line-added",
  "edited-discount-added",
];

const cents = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .map((units) => `${Math.floor(units / 100)}.${String(units % 100).padStart(2, "0")}`);
const rates = fc.constantFrom<TaxRate[]>(
  [],
  [{ title: "VAT", rate: "0.19" }],
  [{ title: "VAT", rate: "0.07" }],
  [
    { title: "State Tax", rate: "0.04" },
    { title: "City Tax", rate: "0.04875" },
  ],
  [{ title: "TVA", rate: "0.2" }],
);
const off = fc.oneof(
  fc.record({ percent: fc.constantFrom("5", "12.5", "33.33"), code: fc.constantFrom("A", "B") }),
  fc.record({ amount: cents(400), code: fc.constantFrom("C", "D") }),
);
/** Orders of any prices, quantities, discounts and taxes, with or without tax in the price. */
const random: fc.Arbitrary<OrderSpec> = fc
  .record({
    lines: fc.array(
      fc.record(
        {
          variant: fc.constantFrom("MUG-BLUE", "ROPE-20", "CARDS", "BISCUIT"),
          price: cents(30_000),
          quantity: fc.integer({ min: 1, max: 13 }),
          discount: off,
        },
        { requiredKeys: ["variant", "price", "quantity"] },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    taxesIncluded: fc.boolean(),
    taxes: rates,
    taxShipping: fc.boolean(),
    shipping: fc.array(
      fc.record({ title: fc.constantFrom("Standard", "Express"), price: cents(3000) }),
      { maxLength: 1 },
    ),
    discounts: fc.array(off, { maxLength: 1 }),
  })
  .map((spec) => anOrder({ ...spec, payments: [{}] }));

type Wanted = { spec: OrderSpec } | { kind: string };
const wantedOrders = (count: number): Wanted[] =>
  fc
    .sample(random, { seed: SEED, numRuns: count })
    .map((spec, index) =>
      index % 2 === 0 ? { spec } : { kind: KINDS[(index >> 1) % KINDS.length] ?? "one-line" },
    );

/**
 * Orders of every make on their way into Tryton, while one of ten of Tryton's answers is lost. Releasing takes Tryton longer than all the rest: as many
 * are released as show that it is done once.
 */
export function manyOrdersIntoTryton(count: number, { released }: { released: number }): void {
  describeTryton(`${count} mixed orders while one of ten answers is lost`, () => {
    let office: TrytonOffice;
    let restore: (() => void) | undefined;
    beforeAll(async () => {
      office = await openShopWithTryton(SHOP);
      await changeSettings(SHOP, { autoCreateOrders: true });
      await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    });
    afterAll(() => restore?.());

    /** The next orders are placed and imported; what can be done at once is. */
    async function sell(specs: readonly Wanted[]): Promise<Placed[]> {
      const placed = specs.map((wanted) => place(SHOP, wanted));
      await startSync(SHOP, { trigger: "click", by: "merchant" });
      await drain({ allowFailures: true, mostMs: PATIENCE_MS });
      return placed;
    }

    it("end as that many sales, none twice, each with Shopify's total to the cent: counted by asking Tryton", async () => {
      const { proxied } = office.tryton;
      proxied.reset();
      proxied.random({ seed: SEED, rate: LOST, faults: [{ kind: "dropAfter" }] });
      const began = performance.now();
      let ahead = 0;
      restore = setClock({ now: () => new Date(Date.now() + ahead) });

      const placed: Placed[] = [];
      const wanted = wantedOrders(count);
      // The first have buyers who are new to Tryton, and are released; the others stay quotations of the customer for everybody.
      await changeSettings(SHOP, { autoRelease: true, autoCreateCustomers: true });
      placed.push(...(await sell(wanted.slice(0, released))));
      await changeSettings(SHOP, { autoRelease: false, autoCreateCustomers: false });
      for (let from = released; from < count; from += BATCH)
        placed.push(...(await sell(wanted.slice(from, from + BATCH))));
      const atFirst = await unfinished();
      let rounds = 0;
      for (; rounds < MOST_ROUNDS && (await unfinished()) + (await notMade()) > 0; rounds += 1) {
        ahead += 10 * MINUTE;
        await jobs[EVERY_MINUTE]?.({});
        await drain({ future: true, allowFailures: true, mostMs: PATIENCE_MS });
      }
      const { calls } = proxied;
      const lost = calls.filter(({ fault }) => fault !== undefined).length;
      const byMethod = new Map<string, number>();
      for (const { rpc = "?" } of calls) byMethod.set(rpc, (byMethod.get(rpc) ?? 0) + 1);
      const often = [...byMethod]
        .sort((a, b) => b[1] - a[1])
        .map(([rpc, count]) => `${rpc} ${count}`)
        .join(", ");
      console.info(
        `${count} orders in ${Math.round(performance.now() - began)} ms, ${atFirst} tasks open after the first go, ${rounds} rounds more; ${calls.length} calls (${(calls.length / count).toFixed(1)} an order), ${lost} answers lost: ${often}`,
      );
      expect(await notMade()).toBe(0);
      expect(
        await db.problem.groupBy({
          by: ["kind", "cause"],
          where: { shop: SHOP, clearedAt: null },
          _count: true,
        }),
      ).toEqual([]);
      expect(
        await db.task.groupBy({
          by: ["kind", "state", "lastAnswer"],
          where: { shop: SHOP, state: { not: "done" } },
          _count: true,
        }),
      ).toEqual([]);
      expect(lost).toBeGreaterThan(calls.length * LOST * 0.5);

      proxied.reset();
      const told = (reference: string, gross: string): string =>
        `${reference} ${new Big(gross).toFixed(2)}`;
      const keys = new Map(
        (
          await db.salesDocument.findMany({
            where: { shop: SHOP },
            select: { orderId: true, externalKey: true },
          })
        ).map(({ orderId, externalKey }) => [orderId, externalKey]),
      );
      const expected = ordersOf(SHOP).map((order) =>
        told(
          keys.get(order.id) ?? `no document for ${order.name}`,
          currentTotal(order).shop.toFixed(),
        ),
      );
      const sales = await office.clerk.search<{
        reference: string;
        total_amount: string;
        state: string;
        "currency.": { code: string };
      }>("sale.sale", [], ["reference", "total_amount", "state", "currency.code"]);
      expect([
        placed.length,
        sales.length,
        new Set(sales.map(({ reference }) => reference)).size,
      ]).toEqual([count, count, count]);
      expect(sales.map((sale) => told(sale.reference, sale.total_amount)).sort()).toEqual(
        expected.sort(),
      );
      expect(new Set(sales.map((sale) => sale["currency."].code))).toEqual(new Set(["EUR"]));
      expect([
        sales.filter(({ state }) => state === "processing").length,
        sales.filter(({ state }) => state === "quotation").length,
      ]).toEqual([released, count - released]);
      expect(simulator.log.defects).toEqual([]);
    }, 1_200_000);
  });
}

const unfinished = (): Promise<number> =>
  db.task.count({ where: { shop: SHOP, state: { not: "done" } } });
const notMade = (): Promise<number> =>
  db.order.count({ where: { shop: SHOP, documentState: { not: "created" } } });
