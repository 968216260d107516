import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { getMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { postedOf } from "#app/domain/order-page/posted-of-order.server.ts";
import { readCustomer } from "#app/erp/ledger/back-office/customers.server.ts";
import * as decimal from "#app/money/decimal.ts";
import { enterPaidBack } from "./enter-paid-back.server.ts";
import {
  captured,
  connectionId,
  cardId,
  authorized,
  sold,
  post,
  problemsOf,
  tasksOf,
  openPaymentShop,
} from "./payments.fixture.ts";

openPaymentShop();

/** What the connection's last test found the ERP to be able to. */
async function declarePaymentOnAccount(able: boolean): Promise<void> {
  await db.$executeRaw`UPDATE "ErpConnection" SET probe = jsonb_set(probe, '{capabilities,paymentOnAccount}', ${JSON.stringify(able)}::jsonb)
    WHERE shop = ${SHOP} AND id = ${connectionId}::uuid AND probe IS NOT NULL`;
}

describe("payments registered in the ERP (PAY-5)", () => {
  it("captures and sales are booked on the invoices once the gateway has a payment method", async () => {
    await changeSettings(SHOP, { registerPayments: true });
    const orderId = await sold([
      { kind: "SALE", amount: "30", gateway: "shopify_payments" },
      authorized("70", true),
    ]);
    await post(orderId, "5");
    await post(orderId, "5");
    await sync(SHOP);
    expect(
      (await tasksOf(orderId, "registerPayment")).every(
        ({ state, problemKind }) => state === "planned" && problemKind === "unmapped-gateway",
      ),
    ).toBe(true);
    expect(await problemsOf(orderId)).toContain("unmapped-gateway");
    const row = await getMapping(SHOP, cardId, "paymentMethod", "shopify_payments");
    const method = await db.ledgerReference.findFirstOrThrow({
      where: { shop: SHOP, connectionId, kind: "paymentMethod" },
    });
    expect(
      (
        await saveMapping(
          SHOP,
          {
            cardId,
            kind: "paymentMethod",
            key: "shopify_payments",
            revision: row?.revision ?? 0,
            erp: { code: method.code },
          },
          "ann",
        )
      ).ok,
    ).toBe(true);
    await drain();
    const payments = await db.ledgerPayment.findMany({
      where: { shop: SHOP, connectionId },
      orderBy: { createdAt: "asc" },
    });
    expect(payments.map(({ amount }) => amount.toFixed(2)).sort()).toEqual([
      "20.00",
      "30.00",
      "50.00",
    ]);
    const invoices = await db.ledgerPostedInvoice.findMany({
      where: {
        shop: SHOP,
        connectionId,
        id: { in: payments.flatMap(({ invoiceId }) => invoiceId ?? []) },
      },
    });
    expect(invoices.map(({ status, remaining }) => [status, remaining.toFixed(2)])).toEqual([
      ["paid", "0.00"],
      ["paid", "0.00"],
    ]);
    await afterPosting(SHOP, connectionId);
    await drain();
    await sync(SHOP);
    expect(await db.ledgerPayment.count({ where: { shop: SHOP, connectionId } })).toBe(3);
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { registerPayments: false });
  });

  it("what was paid beyond the invoices of a complete document is the customer's credit, once; paid back, it is a problem", async () => {
    await changeSettings(SHOP, { registerPayments: true });
    const orderId = await sold([
      { kind: "SALE", amount: "90", gateway: "shopify_payments" },
      { kind: "SALE", amount: "30", gateway: "shopify_payments" },
    ]);
    await post(orderId, "4");
    const booked = async () =>
      (await db.registeredPayment.findMany({ where: { shop: SHOP, orderId } }))
        .map(({ amount, onAccount, state }) => [amount.toFixed(), onAccount, state])
        .sort();
    expect(await booked()).toEqual([["40", false, "registered"]]);
    await post(orderId, "6");
    const all = [
      ["10", false, "registered"],
      ["20", true, "registered"],
      ["40", false, "registered"],
      ["50", false, "registered"],
    ];
    expect(await booked()).toEqual(all);
    const { billToId } = await db.ledgerDocument.findFirstOrThrow({
      where: { shop: SHOP, shopifyOrderId: orderId },
    });
    const credits = await db.ledgerPayment.findMany({
      where: { shop: SHOP, customerId: billToId },
    });
    expect(credits.map(({ amount, invoiceId }) => [amount.toFixed(), invoiceId])).toEqual([
      ["20", null],
    ]);
    expect((await readCustomer({ shop: SHOP, connectionId }, billToId)).credits).toMatchObject([
      { amount: "20", currency: "EUR" },
    ]);
    expect((await postedOf(SHOP, orderId)).credits).toMatchObject([
      { amount: "20", currency: "EUR", state: "registered" },
    ]);
    expect(await problemsOf(orderId)).toEqual([]);
    await afterPosting(SHOP, connectionId);
    await drain();
    await sync(SHOP);
    expect(await booked()).toEqual(all);
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "refundOrder", { order: orderId, custom: "5" });
    await sync(SHOP);
    await drain();
    const { detail } = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId, kind: "credit-paid-back", clearedAt: null },
    });
    expect((detail as { params: object }).params).toMatchObject({ held: "20", left: "15" });
    expect(await booked()).toEqual(all);
    // The merchant enters it in the ERP: told once, nothing is open any more, and what goes back later is told anew.
    const merchant = { shop: SHOP, by: "ann" };
    expect(await enterPaidBack({ shop: "other.myshopify.com", by: "eve" }, orderId, "stolen")).toBe(
      false,
    );
    expect(await enterPaidBack(merchant, orderId, "entered in the bank journal")).toBe(true);
    expect(await enterPaidBack(merchant, orderId, "twice")).toBe(false);
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "touchOrder", { order: orderId });
    await sync(SHOP);
    await drain();
    expect(await problemsOf(orderId)).not.toContain("credit-paid-back");
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "refundOrder", { order: orderId, custom: "3" });
    await sync(SHOP);
    await drain();
    const again = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId, kind: "credit-paid-back", clearedAt: null },
    });
    expect((again.detail as { params: object }).params).toMatchObject({ held: "15", left: "12" });
    await changeSettings(SHOP, { registerPayments: false });
  });

  it("where the ERP has no payments on account, what was paid beyond the invoices is a problem until it is paid back", async () => {
    await changeSettings(SHOP, { registerPayments: true });
    await declarePaymentOnAccount(false);
    const orderId = await sold([{ kind: "SALE", amount: "120", gateway: "shopify_payments" }]);
    await post(orderId, "4");
    expect(await problemsOf(orderId)).not.toContain("payment-unapplied");
    await post(orderId, "6");
    const open = { shop: SHOP, orderId, kind: "payment-unapplied", clearedAt: null };
    const { detail } = await db.problem.findFirstOrThrow({ where: open });
    expect((detail as { params: object }).params).toMatchObject({
      amount: "20",
      received: "120",
      applied: "100",
      currency: "EUR",
    });
    const refund = async (custom: string) => {
      simulator.clock.advance(1_000);
      simulator.act(SHOP, "refundOrder", { order: orderId, custom });
      await sync(SHOP);
      await drain();
    };
    // What is left of it is said exactly, whenever it changes.
    await refund("5");
    const rest = await db.problem.findFirstOrThrow({ where: open });
    expect((rest.detail as { params: object }).params).toMatchObject({ amount: "15" });
    await refund("15");
    expect(await db.problem.count({ where: open })).toBe(0);
    expect(
      await db.registeredPayment.count({ where: { shop: SHOP, orderId, onAccount: true } }),
    ).toBe(0);
    await declarePaymentOnAccount(true);
    await changeSettings(SHOP, { registerPayments: false });
  });

  it("tax that the sales channel remits is captured, and neither booked nor missed in the ERP", async () => {
    await changeSettings(SHOP, { registerPayments: true });
    const orderId = await sold([authorized(undefined, true)], {
      taxes: [{ title: "VAT", rate: "0.25", channelLiable: true }],
      lines: [{ variant: "MUG-BLUE", price: "10", quantity: 10 }],
    });
    const { total, plan } = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, orderId },
    });
    const { offDocument, proof } = storedPlan.read(plan, orderId);
    const remitted = offDocument?.presentment.amount ?? "";
    expect(proof.proved).toBe(true);
    expect(proof.rows.find(({ kind }) => kind === "orderTotal")?.shopify).toBe(
      decimal.add(total.toFixed(), remitted),
    );
    expect(decimal.isZero(remitted)).toBe(false);
    await post(orderId, "5");
    await post(orderId, "5");
    expect(decimal.add("0", ...captured(orderId))).toBe(decimal.add(total.toFixed(), remitted));
    await sync(SHOP);
    await drain();
    const booked = await db.registeredPayment.findMany({ where: { shop: SHOP, orderId } });
    expect(decimal.add("0", ...booked.map(({ amount }) => amount.toFixed()))).toBe(
      decimal.normalize(total.toFixed()),
    );
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { registerPayments: false });
  });
});
