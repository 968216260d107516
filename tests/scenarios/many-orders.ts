import { simulator } from "#tests/setup/simulator.ts";
import fc from "fast-check";
import { expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { EVERY_MINUTE, jobs } from "#app/worker/catalog.server.ts";
import type { HttpProxy } from "#tests/setup/http-proxy.ts";
import { drain } from "#tests/setup/jobs.ts";
import type { TaxRate } from "#tests/simulators/shopify/world/arithmetic/taxes.ts";
import { Big } from "#tests/simulators/shopify/world/arithmetic/big.ts";
import { currentTotal } from "#tests/simulators/shopify/world/arithmetic/order-totals.ts";
import type { OrderSpec } from "#tests/simulators/shopify/world/order-spec.ts";
import { anOrder, place } from "./back-office.ts";
import { changeSettings, ordersOf } from "./shop-at-work.ts";

// Orders of every make on their way into an ERP, while one of ten of its answers is lost.

const SEED = 20_261_121;
const LOST = 0.1;
const BATCH = 95;
const MINUTE = 60_000;
const PATIENCE_MS = 10 * MINUTE;
const MOST_ROUNDS = 25;

/** Kinds that end in a sales order (invoices at once and what no single warehouse sends are told by the test of every kind). */
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

const told = (reference: string, gross: string): string =>
  `${reference} ${new Big(gross).toFixed(2)}`;

export interface Sold {
  reference: string;
  gross: string;
}

interface ManyOrders {
  shop: string;
  proxy: HttpProxy;
  count: number;
  /** The first orders, whose buyers are new to the ERP, with these settings besides; the others are the customer's for everybody. */
  first: { count: number; settings: Partial<Settings> };
  /** Names a call, for the figures. */
  nameOf: (call: HttpProxy["calls"][number]) => string;
  /** Every document the ERP has. */
  documents: () => Promise<Sold[]>;
}

/** Sells the orders, loses answers, lets time pass until all is done; then the ERP has each once, with Shopify's total to the cent. */
export async function sellMany({
  shop,
  proxy,
  count,
  first,
  nameOf,
  documents,
}: ManyOrders): Promise<void> {
  await changeSettings(shop, { autoCreateOrders: true });
  await db.schedule.updateMany({ where: { shop }, data: { enabled: false } }); // nothing but the story
  const unfinished = (): Promise<number> =>
    db.task.count({ where: { shop, state: { not: "done" } } });
  const notMade = (): Promise<number> =>
    db.order.count({ where: { shop, documentState: { not: "created" } } });
  const wanted = wantedOrders(count);
  const sell = async (specs: readonly Wanted[]): Promise<void> => {
    for (const each of specs) place(shop, each);
    await startSync(shop, { trigger: "click", by: "merchant" });
    await drain({ allowFailures: true, mostMs: PATIENCE_MS });
  };
  proxy.reset();
  proxy.random({ seed: SEED, rate: LOST, faults: [{ kind: "dropAfter" }] });
  const began = performance.now();
  let ahead = 0;
  const restore = setClock({ now: () => new Date(Date.now() + ahead) });
  try {
    await changeSettings(shop, { ...first.settings, autoCreateCustomers: true });
    await sell(wanted.slice(0, first.count));
    await changeSettings(shop, { autoRelease: false, autoCreateCustomers: false });
    for (let from = first.count; from < count; from += BATCH)
      await sell(wanted.slice(from, from + BATCH));
    const atFirst = await unfinished();
    let rounds = 0;
    for (; rounds < MOST_ROUNDS && (await unfinished()) + (await notMade()) > 0; rounds += 1) {
      ahead += 10 * MINUTE;
      await jobs[EVERY_MINUTE]?.({});
      await drain({ future: true, allowFailures: true, mostMs: PATIENCE_MS });
    }
    const { calls } = proxy;
    const lost = calls.filter(({ fault }) => fault !== undefined).length;
    const byName = new Map<string, number>();
    for (const call of calls) byName.set(nameOf(call), (byName.get(nameOf(call)) ?? 0) + 1);
    const often = [...byName]
      .sort((a, b) => b[1] - a[1])
      .map(([name, times]) => `${name} ${times}`)
      .join(", ");
    console.info(
      `${count} orders in ${Math.round(performance.now() - began)} ms, ${atFirst} tasks open after the first go, ${rounds} rounds more; ${calls.length} calls (${(calls.length / count).toFixed(1)} an order), ${lost} answers lost: ${often}`,
    );
    expect(
      await db.problem.groupBy({
        by: ["kind", "cause"],
        where: { shop, clearedAt: null },
        _count: true,
      }),
    ).toEqual([]);
    expect(await notMade()).toBe(0);
    expect(
      await db.task.groupBy({
        by: ["kind", "state", "lastAnswer"],
        where: { shop, state: { not: "done" } },
        _count: true,
      }),
    ).toEqual([]);
    expect(lost).toBeGreaterThan(calls.length * LOST * 0.5);
  } finally {
    restore();
    proxy.reset();
  }
  const keys = new Map(
    (
      await db.salesDocument.findMany({
        where: { shop },
        select: { orderId: true, externalKey: true },
      })
    ).map(({ orderId, externalKey }) => [orderId, externalKey]),
  );
  const expected = ordersOf(shop).map((order) =>
    told(keys.get(order.id) ?? `no document for ${order.name}`, currentTotal(order).shop.toFixed()),
  );
  const sold = await documents();
  expect([sold.length, new Set(sold.map(({ reference }) => reference)).size]).toEqual([
    count,
    count,
  ]);
  expect(sold.map(({ reference, gross }) => told(reference, gross)).sort()).toEqual(
    expected.sort(),
  );
  expect(simulator.log.defects).toEqual([]);
}
