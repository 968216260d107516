import { simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { releasePolicy } from "#app/domain/documents/choices/choices.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { add } from "#app/money/decimal.ts";
import { decimal } from "#scripts/tryton/client.ts";
import { drain } from "#tests/setup/jobs.ts";
import { describeTryton } from "#tests/setup/tryton.ts";
import { Big } from "#tests/simulators/shopify/world/arithmetic/big.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import {
  anOrder,
  captures,
  effectsOn,
  fulfilled,
  orderAt,
  place,
  processed,
  type Placed,
} from "./back-office.ts";
import { changeSettings, createAll, sync } from "./shop-at-work.ts";
import {
  linesOf,
  newsFromTryton,
  openProblems,
  openShopWithTryton,
  postedInvoices,
  postInvoices,
  saleOf,
  salesOf,
  shipIn,
  type TrytonOffice,
} from "./tryton-office.ts";

const SHOP = "north-goods.myshopify.com";
const GOODS = [
  { variant: "MUG-BLUE", quantity: 4 },
  { variant: "ROPE-20", quantity: 2 },
];
const authorized = anOrder({
  lines: GOODS,
  payments: [{ kind: "AUTHORIZATION", multiCapturable: true }],
});
const once = anOrder({ lines: GOODS, payments: [{ kind: "AUTHORIZATION" }] });

/** 7 × 19.95; 3 × 0.01 and 13 × 9.99; a third off 7 × 19.95; ten euro off three lines. */
const AWKWARD = [
  { lines: [{ variant: "MUG-BLUE", quantity: 7, price: "19.95" }] },
  {
    lines: [
      { variant: "MUG-BLUE", quantity: 3, price: "0.01" },
      { variant: "ROPE-20", quantity: 13, price: "9.99" },
    ],
  },
  {
    lines: [{ variant: "MUG-BLUE", quantity: 7, price: "19.95" }],
    discounts: [{ percent: "33.33" }],
  },
  {
    lines: [
      { variant: "MUG-BLUE", quantity: 3, price: "19.99" },
      { variant: "ROPE-20", quantity: 11, price: "0.37" },
      { variant: "CARDS", quantity: 1, price: "7.77" },
    ],
    discounts: [{ amount: "10.00", code: "TEN" }],
  },
].map((goods) =>
  anOrder({
    ...goods,
    taxesIncluded: true,
    payments: [{ kind: "AUTHORIZATION", multiCapturable: true }],
  }),
);

const exactly = (amount: string): string => new Big(amount).toFixed(2);
const sumOf = (amounts: string[]): string => exactly(add("0", ...amounts));
const totalOf = (order: Placed): string =>
  orderAt(SHOP, order).originalTotal.presentment.toFixed(2);
const statusOf = (order: Placed): string =>
  displayFulfillmentStatus(orderAt(SHOP, order), "2026-10");
const quantities = (order: Placed): number[][] =>
  fulfilled(SHOP, order).map(({ lines }) => Object.values(lines).sort());
const rowOf = (order: Placed) =>
  db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } });

/** The whole way of orders with a real Tryton in the back office: there, shipped, invoiced, captured, archived. Not `whole`: of one order only. */
export function ordersWithTryton({ whole }: { whole: boolean }): void {
  describeTryton("orders with Tryton in the back office", () => {
    let office: TrytonOffice;
    beforeAll(async () => {
      office = await openShopWithTryton(SHOP);
    });
    afterEach(() => {
      expect(simulator.log.defects).toEqual([]);
    });

    const posted = async (order: Placed): Promise<string[]> =>
      (await postedInvoices(office, order)).map(({ total_amount }) => exactly(total_amount));

    it("an order becomes a sale; each parcel a fulfillment with its tracking; each invoice a capture; then it is archived on both sides", async () => {
      const [order] = (await processed(SHOP, { spec: authorized })) as [Placed];

      const sale = await saleOf(office, order);
      expect(sale).toMatchObject({
        state: "processing",
        "party.": { code: "C-WEB" },
        "currency.": { code: "EUR" },
      });
      expect(exactly(sale.total_amount)).toBe(totalOf(order));
      expect(
        (await linesOf(office, sale)).map((line) => [line["product."]?.code, line.quantity]),
      ).toEqual([
        ["MUG-BLUE", 4],
        ["ROPE-20", 2],
        ["SHIPPING", 1],
      ]);
      expect(await rowOf(order)).toMatchObject({
        documentState: "created",
        documentNumber: sale.number,
      });
      expect(orderAt(SHOP, order).customAttributes.map(({ value }) => value)).toContain(
        sale.number,
      );

      // Tryton invoices what is not shipped at once: that alone is captured before anything has left.
      await postInvoices(office, order);
      await newsFromTryton(office);
      expect(captures(SHOP, order).map(exactly)).toEqual(["4.90"]);
      expect(fulfilled(SHOP, order)).toEqual([]);

      await shipIn(office, order, {
        lines: { "MUG-BLUE": "3" },
        agent: "DHL",
        tracking: ["JD014600001"],
      });
      await newsFromTryton(office);
      expect(fulfilled(SHOP, order)).toMatchObject([{ tracking: ["JD014600001"] }]);
      expect(quantities(order)).toEqual([[3]]);
      expect(statusOf(order)).toBe("PARTIALLY_FULFILLED");
      expect(captures(SHOP, order)).toHaveLength(1); // its invoice is a draft yet

      await postInvoices(office, order);
      await newsFromTryton(office);
      expect(captures(SHOP, order).map(exactly)).toEqual(await posted(order));
      expect((await rowOf(order)).closed).toBe(false);

      await shipIn(office, order, { agent: "DHL", tracking: ["JD014600002"] });
      await newsFromTryton(office);
      expect(fulfilled(SHOP, order).map(({ tracking }) => tracking)).toEqual([
        ["JD014600001"],
        ["JD014600002"],
      ]);
      expect(quantities(order)).toEqual([[3], [1, 2]]);
      expect(statusOf(order)).toBe("FULFILLED");
      expect(effectsOn(SHOP, order, "fulfillmentCreate")).toHaveLength(2);

      await postInvoices(office, order);
      await newsFromTryton(office);
      expect(captures(SHOP, order).map(exactly)).toEqual(await posted(order));
      expect(captures(SHOP, order)).toHaveLength(3);
      expect(sumOf(captures(SHOP, order))).toBe(totalOf(order));

      await sync(SHOP);
      expect(orderAt(SHOP, order).closedAt).not.toBeNull();
      expect(await rowOf(order)).toMatchObject({ closed: true, financialStatus: "PAID" });
      expect(await openProblems(SHOP, order)).toEqual([]);
      // Told once more, nothing happens again.
      const effects = simulator.log.effects.length;
      await newsFromTryton(office);
      await sync(SHOP);
      expect(simulator.log.effects).toHaveLength(effects);
      expect(await salesOf(office, order)).toHaveLength(1);
    });

    if (!whole) return;

    it("a payment that can be captured only once waits for the invoice that completes the order, or is taken whole at the first", async () => {
      const [patient, eager] = (await processed(SHOP, { spec: once }, { spec: once })) as [
        Placed,
        Placed,
      ];
      for (const [order, setting] of [
        [patient, "completing"],
        [eager, "first"],
      ] as const) {
        await changeSettings(SHOP, { captureOnce: setting });
        await postInvoices(office, order); // shipping charges
        await newsFromTryton(office);
      }
      expect(captures(SHOP, patient)).toEqual([]);
      expect(captures(SHOP, eager).map(exactly)).toEqual([totalOf(eager)]);
      await changeSettings(SHOP, { captureOnce: "completing" });
      for (const lines of [{ "MUG-BLUE": "1" }, undefined]) {
        for (const order of [patient, eager]) {
          await shipIn(office, order, lines ? { lines } : {});
          await postInvoices(office, order);
        }
        await newsFromTryton(office);
        if (lines) expect(captures(SHOP, patient)).toEqual([]);
      }
      for (const order of [patient, eager]) {
        expect(sumOf(await posted(order))).toBe(totalOf(order));
        expect(captures(SHOP, order).map(exactly)).toEqual([totalOf(order)]);
      }
      await sync(SHOP);
      expect([await rowOf(patient), await rowOf(eager)]).toMatchObject([
        { closed: true },
        { closed: true },
      ]);
    });

    it("tax that the sales channel remits is off the sale and its invoices, and is captured with them, to the cent", async () => {
      const remitted = anOrder({
        lines: GOODS,
        taxes: [{ title: "VAT", rate: "0.19", channelLiable: true }],
        payments: [{ kind: "AUTHORIZATION", multiCapturable: true }],
      });
      for (const taxesIncluded of [false, true]) {
        const [order] = (await processed(SHOP, { spec: { ...remitted, taxesIncluded } })) as [
          Placed,
        ];
        const { plan } = await db.salesDocument.findFirstOrThrow({
          where: { shop: SHOP, orderId: order.id },
        });
        const { offDocument, proof } = storedPlan.read(plan, order.name);
        expect(proof.proved).toBe(true);
        const off = offDocument?.presentment.amount ?? "0";
        expect(Number(off)).toBeGreaterThan(0);
        const sale = await saleOf(office, order);
        expect(sumOf([sale.total_amount, off])).toBe(totalOf(order));
        await shipIn(office, order, {});
        await postInvoices(office, order);
        await newsFromTryton(office);
        expect(sumOf([...(await posted(order)), off])).toBe(totalOf(order));
        expect(sumOf(captures(SHOP, order))).toBe(totalOf(order));
        expect(await openProblems(SHOP, order)).toEqual([]);
      }
    });

    it("prices with tax and awkward cents: each sale comes to Shopify's total and the captures too, to the cent, and the orders are archived", async () => {
      const orders = await processed(SHOP, ...AWKWARD.map((spec) => ({ spec })));
      for (const [index, order] of orders.entries()) {
        expect(await openProblems(SHOP, order)).toEqual([]);
        const sale = await saleOf(office, order);
        expect([index, sale.state, exactly(sale.total_amount)]).toEqual([
          index,
          "processing",
          totalOf(order),
        ]);
        const rounding = (await linesOf(office, sale)).filter(
          (line) => line["product."]?.code === "ROUNDING",
        );
        expect(rounding.length).toBeLessThanOrEqual(1);
        const most = new Big("0.01").times(String((AWKWARD[index]?.lines.length ?? 0) + 1));
        for (const { amount } of rounding) expect(new Big(amount).abs().lte(most)).toBe(true);
        await shipIn(office, order);
        await postInvoices(office, order);
      }
      await newsFromTryton(office);
      for (const [index, order] of orders.entries()) {
        // Tryton calculates the tax of each invoice anew: together they may end a cent for each beside the order. The buyer pays what was ordered.
        const invoices = await posted(order);
        const beside = new Big(sumOf(invoices)).minus(totalOf(order)).abs();
        expect(beside.lte(new Big("0.01").times(String(invoices.length)))).toBe(true);
        expect([index, sumOf(captures(SHOP, order))]).toEqual([index, totalOf(order)]);
      }
      await sync(SHOP);
      for (const order of orders) expect((await rowOf(order)).closed).toBe(true);
    });

    it("an order with a tax that Tryton does not know ends in a problem that says so, and goes on when the tax was added", async () => {
      const order = place(SHOP, {
        spec: anOrder({
          lines: GOODS,
          taxes: [{ title: "Island tax", rate: "0.13" }],
          payments: [{}],
        }),
      });
      await sync(SHOP);
      await createAll(SHOP);
      const problem = await db.problem.findFirstOrThrow({
        where: { shop: SHOP, orderId: order.id, clearedAt: null },
      });
      expect(JSON.stringify(problem.detail)).toMatch(/no sales tax for .*Island tax.*13/);
      expect(await salesOf(office, order)).toEqual([]);
      const [vat] = await office.admin.search<{
        invoice_account: number;
        credit_note_account: number;
        company: number;
      }>(
        "account.tax",
        [["name", "=", "VAT 19 %"]],
        ["invoice_account", "credit_note_account", "company"],
      );
      const { invoice_account, credit_note_account, company } = vat ?? {};
      await office.admin.one("account.tax", {
        name: "Island tax",
        description: "Island tax",
        type: "percentage",
        rate: decimal("0.13"),
        company,
        invoice_account,
        credit_note_account,
      });
      await createDocuments(SHOP, [order.id], "merchant");
      await drain();
      expect(exactly((await saleOf(office, order)).total_amount)).toBe(totalOf(order));
      expect(await openProblems(SHOP, order)).toEqual([]);
    });

    it("an order that the merchant changes after its sale was released is marked, and the sale stays as it is", async () => {
      const [order] = (await processed(SHOP, {
        spec: anOrder({ lines: GOODS, payments: [{}] }),
      })) as [Placed];
      const before = await saleOf(office, order);
      simulator.clock.advance(60_000);
      simulator.act(SHOP, "editOrder", {
        order: order.id,
        setQuantity: [{ line: 0, quantity: 1 }],
      });
      await sync(SHOP);
      await createAll(SHOP);
      expect((await rowOf(order)).conflict).toBe(true);
      expect(await openProblems(SHOP, order)).toEqual(["order-changed-after-processing"]);
      expect(await salesOf(office, order)).toEqual([before]);
    });

    it("an order cancelled in Shopify before its document was made never reaches Tryton", async () => {
      const [paid, unpaid] = [
        place(SHOP, { spec: anOrder({ lines: GOODS, payments: [{}] }) }),
        place(SHOP, { spec: anOrder({ lines: GOODS, payments: [] }) }),
      ];
      simulator.act(SHOP, "cancelOrder", { order: paid.id });
      simulator.act(SHOP, "cancelOrder", { order: unpaid.id });
      await sync(SHOP);
      await createAll(SHOP);
      expect([await salesOf(office, paid), await salesOf(office, unpaid)]).toEqual([[], []]);
      expect([await openProblems(SHOP, paid), await openProblems(SHOP, unpaid)]).toEqual([
        ["cancelled-order"],
        ["nothing-left"],
      ]);
    });

    it("an order whose money was partly given back before it was sent waits, and is sold whole once a person releases it", async () => {
      const order = place(SHOP, { spec: anOrder({ lines: GOODS, payments: [{}] }) });
      simulator.act(SHOP, "refundOrder", { order: order.id, money: "5.00" });
      await changeSettings(SHOP, { returnProcess: "none" });
      await sync(SHOP);
      await createAll(SHOP);
      expect(await salesOf(office, order)).toEqual([]);
      expect(await openProblems(SHOP, order)).toEqual(["refunded-order"]);
      await changeSettings(SHOP, { returnProcess: "importOnly" });
      await releasePolicy({ shop: SHOP, by: "ann" }, order.id, {
        policy: "refunded",
        reason: "A goodwill payment",
      });
      await createAll(SHOP);
      expect(exactly((await saleOf(office, order)).total_amount)).toBe(totalOf(order));
      expect(await openProblems(SHOP, order)).toEqual([]);
    });
  });
}
