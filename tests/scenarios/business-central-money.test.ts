import "#tests/setup/business-central.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { bc, proxy } from "#tests/setup/business-central.ts";
import { db } from "#app/db/client.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { numericId } from "#app/shopify/gid.ts";
import { drain } from "#tests/setup/jobs.ts";
import { Big } from "#tests/simulators/shopify/world/arithmetic/big.ts";
import { anOrder, captures, later, orderAt, processed, type Placed } from "./back-office.ts";
import {
  documentsOf,
  invoiceIn,
  linesOf,
  mapGateways,
  newsFromBusinessCentral,
  openProblems,
  openShopWithBusinessCentral,
  shipIn,
} from "./bc-office.ts";
import { changeSettings, leaveOrdersOpen, sync } from "./shop-at-work.ts";

/** Money that comes in and goes back, with Business Central in the back office. */
const SHOP = "bc-money.myshopify.com";
const GOODS = [
  { variant: "MUG-BLUE", quantity: 3, price: "19.95" },
  { variant: "ROPE-20", quantity: 2 },
];

const exactly = (amount: unknown): string => new Big(String(amount)).toFixed(2);
const totalOf = (order: Placed): string =>
  orderAt(SHOP, order).originalTotal.presentment.toFixed(2);
/** The number in the ledger of a payment that Shopify took. */
const numbersOf = (order: Placed): string[] =>
  orderAt(SHOP, order).transactions.map(({ id }) => `P${numericId(id)}`);
const paidOrder = (payments: { kind?: "AUTHORIZATION"; multiCapturable?: boolean }[]) =>
  anOrder({ lines: GOODS, taxesIncluded: true, payments });

/** What is not found after a lost answer is believed only then. */
async function passTenMinutes(): Promise<void> {
  const restore = setClock({ now: () => new Date(Date.now() + 700_000) });
  try {
    await later(SHOP);
  } finally {
    restore();
  }
}

describe("money with Business Central in the back office", () => {
  beforeAll(async () => {
    await openShopWithBusinessCentral(SHOP);
    leaveOrdersOpen(SHOP);
  });
  afterEach(() => {
    proxy.reset();
    expect(simulator.log.defects).toEqual([]);
  });

  it("a refund of goods that come back is a credit memo of just that, made once; people post it, and the goods are in stock again", async () => {
    const [order] = (await processed(SHOP, { spec: paidOrder([{}]) })) as [Placed];
    shipIn(order);
    invoiceIn(order, "whole");
    await newsFromBusinessCentral(SHOP);
    const stock = () => String(bc.books.find("items", "number", "MUG-BLUE")?.inventory);
    const before = stock();
    simulator.act(SHOP, "refundOrder", {
      order: order.id,
      lines: [{ line: 0, quantity: 2, restock: "RETURN" }],
    });
    await sync(SHOP);
    const refund = await db.refund.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } });
    expect(await createCreditMemos({ shop: SHOP, by: "ann" }, [refund.refundId])).toMatchObject({
      enqueued: [refund.refundId],
    });
    await drain();
    const memos = documentsOf("salesCreditMemos", { id: refund.refundId });
    expect(memos).toHaveLength(1);
    const [memo] = memos;
    if (!memo) throw new Error("no credit memo");
    expect(linesOf(memo)).toEqual([["MUG-BLUE", "2"]]);
    expect([memo.status, exactly(memo.totalAmountIncludingTax)]).toEqual(["Draft", "39.90"]);
    expect(await openProblems(SHOP, order)).toEqual([]);
    bc.people.postDocument("salesCreditMemos", String(memo.id));
    await newsFromBusinessCentral(SHOP);
    expect(Number(stock())).toBe(Number(before) + 2);
    expect(
      await db.refund.findFirstOrThrow({ where: { shop: SHOP, refundId: refund.refundId } }),
    ).toMatchObject({ state: "posted" });
  });

  it("what was captured is registered on the invoice through the app's own batch, once, though the answer is lost", async () => {
    await changeSettings(SHOP, { registerPayments: true });
    const [order] = (await processed(SHOP, {
      spec: paidOrder([{ kind: "AUTHORIZATION", multiCapturable: true }]),
    })) as [Placed];
    shipIn(order);
    const invoice = invoiceIn(order, "whole");
    await newsFromBusinessCentral(SHOP);
    await sync(SHOP);
    expect(await openProblems(SHOP, order)).toEqual(["unmapped-gateway"]);
    // The batch is posted, and nobody hears of it.
    proxy.arm({ kind: "dropAfter" }, ({ path }) => path.endsWith("Microsoft.NAV.post"), 1);
    await mapGateways(SHOP, "CARD");
    await drain({ allowFailures: true });
    expect(proxy.calls.filter(({ fault }) => fault === "dropAfter")).toHaveLength(1);
    await passTenMinutes();
    expect(captures(SHOP, order).map(exactly)).toEqual([totalOf(order)]);
    expect(bc.books.find("salesInvoices", "id", invoice.id)).toMatchObject({
      status: "Paid",
      $remaining: "0",
    });
    const booked = bc.books
      .rows("generalLedgerEntries")
      .filter(({ documentNumber }) => numbersOf(order).includes(String(documentNumber)));
    expect(booked.map(({ creditAmount }) => exactly(creditAmount))).toEqual([totalOf(order)]);
    expect(bc.books.rows("customerPayments")).toEqual([]);
    expect(await openProblems(SHOP, order)).toEqual([]);
    await changeSettings(SHOP, { registerPayments: false });
  });
});
