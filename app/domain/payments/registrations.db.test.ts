import { SHOP } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { getMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import {
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
      where: { shop: SHOP, connectionId, id: { in: payments.map(({ invoiceId }) => invoiceId) } },
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
});
