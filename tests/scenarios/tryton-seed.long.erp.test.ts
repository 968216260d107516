import { simulator } from "#tests/setup/simulator.ts";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { fillDemoTryton } from "#tests/fixtures/demo-tryton.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { EXPECTED_VERDICTS } from "#tests/simulators/shopify/seed/expected-verdicts.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import type { TestTryton } from "#tests/setup/tryton.ts";
import { describeTryton, openTestTryton } from "#tests/setup/tryton.ts";
import { createAll, ordersOf, sync, worldOf } from "./shop-at-work.ts";

/** Every kind of order a shop has, from the first sync to its sale in Tryton, or to the problem that says what to do. */
const SHOP = "tryton-goods.myshopify.com";
const IMPORTED = Object.entries(EXPECTED_VERDICTS)
  .filter(([, { imported }]) => imported)
  .map(([kind]) => kind);

/** Where Tryton ends otherwise than the built-in ledger, and the word its reason must hold. */
const OTHERWISE: Record<string, string> = {
  // A sale in Tryton leaves from one warehouse.
  "three-fulfillment-orders": "warehouse",
};

describeTryton("every kind of order, in Tryton", () => {
  let tryton: TestTryton;
  let clerk: TrytonClient;
  const idOf = (kind: string): string =>
    ordersOf(SHOP).find((each) => each.kind === kind)?.id ?? "";
  beforeAll(async () => {
    simulator.shops.add(SHOP, "full");
    tryton = openTestTryton();
    clerk = await tryton.logIn("clerk");
    await installShop(SHOP);
    // Before the orders were placed: those that Shopify archived itself come in.
    await db.shop.update({
      where: { domain: SHOP },
      data: { installedAt: new Date("2020-01-01"), ordersSince: new Date("2020-01-01") },
    });
    await fillDemoTryton(SHOP, worldOf(SHOP), { ...tryton, clerk });
    await drain();
    await sync(SHOP);
    await createAll(SHOP);
  }, 900_000);

  it.each(IMPORTED)("%s ends as expected", async (kind) => {
    const { outcome } = EXPECTED_VERDICTS[kind] ?? {};
    const orderId = idOf(kind);
    const problems = await db.problem.findMany({ where: { shop: SHOP, orderId, clearedAt: null } });
    const documents = await db.salesDocument.findMany({
      where: { shop: SHOP, orderId, createdInErpAt: { not: null } },
    });
    const otherwise = OTHERWISE[kind];
    if (otherwise !== undefined) {
      expect(problems.map((problem) => problem.kind)).toEqual(["erp-refused"]);
      expect(JSON.stringify(problems[0]?.detail)).toContain(otherwise);
      expect(documents).toHaveLength(0);
    } else if (outcome === "document") {
      expect(problems).toEqual([]);
      expect(documents).toMatchObject([{ state: "created", plan: { proof: { proved: true } } }]);
    } else {
      expect(problems.map((problem) => problem.kind)).toEqual([outcome]);
      expect(documents).toHaveLength(0);
    }
  });

  it("Tryton has each document once, with the total that was proved against Shopify, to the cent", async () => {
    const made = await db.salesDocument.findMany({
      where: { shop: SHOP, createdInErpAt: { not: null } },
    });
    // Tryton calculates taxes itself: how a total is split may differ by a cent, the total may not.
    const told = (reference: string, gross: string, currency: string): string =>
      `${reference} ${Number(gross).toFixed(3)} ${currency}`;
    const expected = made.map(({ externalKey, plan }) => {
      const { currency, expected: totals } = (
        plan as unknown as { document: { currency: string; expected: { gross: string } } }
      ).document;
      return told(externalKey, totals.gross, currency);
    });
    type Row = { reference: string; total_amount: string; "currency.": { code: string } };
    const fields = ["reference", "total_amount", "currency.code"];
    const sales = await clerk.search<Row>("sale.sale", [], fields);
    const invoices = (
      await clerk.search<Row & { sales: number[] }>("account.invoice", [], [...fields, "sales"])
    ).filter((row) => row.sales.length === 0);
    expect(
      [...sales, ...invoices]
        .map((row) => told(row.reference, row.total_amount, row["currency."].code))
        .sort(),
    ).toEqual(expected.sort());
  });
});
