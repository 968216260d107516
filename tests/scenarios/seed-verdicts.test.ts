import { simulator } from "#tests/setup/simulator.ts";
import Big from "big.js";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { ProblemKind } from "#app/domain/problems/catalog.ts";
import { translator } from "#app/texts.server.ts";
import { createExchanges } from "#app/domain/documents/exchanges/create-exchanges.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { ReturnId } from "#app/lib/ids.ts";
import { drain } from "#tests/setup/jobs.ts";
import { EXPECTED_MEMOS } from "#tests/simulators/shopify/seed/expected-memos.ts";
import { EXPECTED_VERDICTS } from "#tests/simulators/shopify/seed/expected-verdicts.ts";
import { ORDER_KINDS } from "#tests/simulators/shopify/world/index.ts";
import { askShopify, createAll, openShop, ordersOf, sync } from "./shop-at-work.ts";

/** Every kind of order a shop has, from the first sync to its document or to the problem that says what to do. */
const SHOP = "seed-goods.myshopify.com";
const IMPORTED = Object.entries(EXPECTED_VERDICTS)
  .filter(([, { imported }]) => imported)
  .map(([kind]) => kind);
const MADE = Object.entries(EXPECTED_VERDICTS)
  .filter(([, { outcome }]) => outcome === "document")
  .map(([kind]) => kind);

interface Bag {
  shopMoney: { amount: string; currencyCode: string };
}
interface Amounts {
  currentTotalPriceSet: Bag;
  totalRefundedSet: Bag;
  totalCashRoundingAdjustment: { paymentSet: Bag };
  agreements: { nodes: { reason: string; sales: { nodes: { totalAmount: Bag }[] } }[] };
  currentTotalTaxSet: Bag;
  totalTaxSet: Bag;
  taxLines: { channelLiable: boolean | null; priceSet: Bag }[];
}
const BAG = "{ shopMoney { amount currencyCode } }";
const AMOUNTS = `query ($id: ID!) { order(id: $id) { agreements(first: 4) { nodes { reason sales(first: 10) { nodes { totalAmount ${BAG} } } } } currentTotalPriceSet ${BAG} totalRefundedSet ${BAG} totalCashRoundingAdjustment { paymentSet ${BAG} } currentTotalTaxSet ${BAG} totalTaxSet ${BAG} taxLines { channelLiable priceSet ${BAG} } } }`;

const idOf = (kind: string): string => {
  const order = ordersOf(SHOP).find((each) => each.kind === kind);
  if (!order) throw new Error(`the seed has no order of the kind ${kind}`);
  return order.id;
};
/** What was sold at first: what went back and what went out instead stand in Shopify's ledger apart. */
const sold = ({ agreements }: Amounts, current: Big, refunded: Big): Big =>
  agreements.nodes.some(({ reason }) => AFTERWARDS.has(reason))
    ? agreements.nodes
        .filter(({ reason }) => !AFTERWARDS.has(reason))
        .flatMap(({ sales }) => sales.nodes)
        .reduce((sum, { totalAmount }) => sum.plus(totalAmount.shopMoney.amount), new Big("0"))
    : current.plus(refunded);
const AFTERWARDS = new Set(["REFUND", "RETURN"]);
const ledgerDocumentsOf = (kind: string) =>
  db.ledgerDocument.findMany({ where: { shop: SHOP, shopifyOrderId: idOf(kind) } });

beforeAll(async () => {
  simulator.shops.add(SHOP, "full");
  await openShop(SHOP);
  await sync(SHOP);
});

describe("the first sync", () => {
  it("takes every order but the archived one and the one its marketplace holds, which waits with its reason", async () => {
    const imported = await db.order.findMany({ where: { shop: SHOP }, select: { orderId: true } });
    expect(ordersOf(SHOP)).toHaveLength(ORDER_KINDS.length);
    expect(imported.map(({ orderId }) => orderId).sort()).toEqual(IMPORTED.map(idOf).sort());
    expect(
      await db.orderToImport.findMany({
        where: { shop: SHOP },
        select: { orderId: true, verdict: true, reason: true },
      }),
    ).toMatchObject([
      {
        orderId: idOf("marketplace-on-hold"),
        verdict: "held",
        reason: { kind: EXPECTED_VERDICTS["marketplace-on-hold"]?.outcome },
      },
    ]);
  });
});

describe("creating all documents", () => {
  beforeAll(async () => {
    const result = await createAll(SHOP);
    expect(result.unknown).toEqual([]);
  });

  it.each(IMPORTED)("%s ends as expected", async (kind) => {
    const { outcome, documentType } = EXPECTED_VERDICTS[kind] ?? {};
    const orderId = idOf(kind);
    const problems = (
      await db.problem.findMany({ where: { shop: SHOP, orderId, clearedAt: null } })
    ).map((problem) => problem.kind);
    const made = await ledgerDocumentsOf(kind);
    const order = await db.order.findUniqueOrThrow({
      where: { shop_orderId: { shop: SHOP, orderId } },
    });
    if (outcome === "document") {
      expect({
        problems,
        kinds: made.map((document) => document.kind),
        state: order.documentState,
      }).toEqual({
        problems: [],
        kinds: [documentType === "invoice" ? "salesInvoice" : "salesOrder"],
        state: "created",
      });
      const [stored] = await db.salesDocument.findMany({ where: { shop: SHOP, orderId } });
      expect(stored).toMatchObject({
        state: "created",
        erpId: made[0]?.id,
        number: made[0]?.number,
        plan: { proof: { proved: true } },
      });
    } else {
      expect({ problems, documents: made.length }).toEqual({ problems: [outcome], documents: 0 });
      expect(["unprocessed", "failed"]).toContain(order.documentState);
    }
  });

  it("gives each document the total Shopify asks for, to the cent; money given back is a matter of credit memos", async () => {
    const wrong: unknown[] = [];
    for (const kind of MADE) {
      const { order } = await askShopify<{ order: Amounts }>(SHOP, AMOUNTS, { id: idOf(kind) });
      const [document] = await ledgerDocumentsOf(kind);
      const [current, refunded, rounding] = [
        order.currentTotalPriceSet,
        order.totalRefundedSet,
        order.totalCashRoundingAdjustment.paymentSet,
      ].map((bag) => new Big(bag.shopMoney.amount)) as [Big, Big, Big];
      const wentBack = order.agreements.nodes.some(({ reason }) => AFTERWARDS.has(reason));
      const tax = wentBack ? order.totalTaxSet : order.currentTotalTaxSet;
      // What the sales channel remits is the channel's to declare.
      const remitted = order.taxLines
        .filter(({ channelLiable }) => channelLiable === true)
        .reduce((sum, { priceSet }) => sum.plus(priceSet.shopMoney.amount), new Big("0"));
      const told = {
        gross: sold(order, current, refunded).plus(rounding).minus(remitted).toFixed(),
        tax: new Big(tax.shopMoney.amount)
          .minus(remitted)
          .minus(EXPECTED_VERDICTS[kind]?.exchangedTax ?? "0")
          .toFixed(),
        currency: order.currentTotalPriceSet.shopMoney.currencyCode,
      };
      const stands = {
        gross: document?.gross.toFixed(),
        tax: document?.tax.toFixed(),
        currency: document?.currency,
      };
      if (JSON.stringify(told) !== JSON.stringify(stands)) wrong.push({ kind, told, stands });
    }
    expect(wrong).toEqual([]);
  });

  it("gives each document lines that add up to its total", async () => {
    const wrong: unknown[] = [];
    for (const document of await db.ledgerDocument.findMany({
      where: { shop: SHOP },
      include: { lines: { include: { taxes: true } } },
    })) {
      const sum = (values: { toFixed(): string }[]): Big =>
        values.reduce<Big>((total, value) => total.plus(value.toFixed()), new Big("0"));
      const amount = sum(document.lines.map((line) => line.amount));
      const tax = sum(document.lines.flatMap((line) => line.taxes.map((one) => one.amount)));
      const gross = document.pricesIncludeTax ? amount : amount.plus(tax);
      if (
        !gross.eq(document.gross.toFixed()) ||
        !tax.eq(document.tax.toFixed()) ||
        !gross.minus(tax).eq(document.net.toFixed())
      )
        wrong.push({
          number: document.shopifyOrderNumber,
          gross: gross.toFixed(),
          stands: document.gross.toFixed(),
        });
    }
    expect(await db.ledgerDocument.count({ where: { shop: SHOP } })).toBe(MADE.length);
    expect(wrong).toEqual([]);
  });

  it("leaves no task undone, and says of each problem what happened, why and what to do", async () => {
    expect(
      await db.task.findMany({
        where: { shop: SHOP, state: { not: "done" } },
        select: { kind: true, state: true, lastAnswer: true },
      }),
    ).toEqual([]);
    const { t } = translator("en");
    const problems = await db.problem.findMany({ where: { shop: SHOP, clearedAt: null } });
    expect(problems).not.toHaveLength(0);
    for (const { kind, detail } of problems) {
      const params = (detail as { params: Record<string, unknown> }).params;
      for (const part of ["title", "cause", "action"] as const) {
        const text = t(`problem.${kind as ProblemKind}.${part}`, params);
        expect(text, `${kind}.${part}`).toMatch(/^\S+ .{10,}/);
        expect(text, `${kind}.${part}`).not.toMatch(/problem\.|\{\{|undefined|null/);
      }
    }
  });

  it("takes the archived order when asked, and makes its document", async () => {
    await sync(SHOP, { includeArchived: true });
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(IMPORTED.length + 1);
    await createAll(SHOP);
    expect((await ledgerDocumentsOf("archived")).map(({ kind }) => kind)).toEqual(["salesOrder"]);
    expect(await db.ledgerDocument.count({ where: { shop: SHOP } })).toBe(MADE.length + 1);
  });

  it("takes the held order once its marketplace lets it go", async () => {
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "releaseHolds", { order: idOf("marketplace-on-hold") });
    await sync(SHOP);
    await createAll(SHOP);
    expect((await ledgerDocumentsOf("marketplace-on-hold")).map(({ kind }) => kind)).toEqual([
      "salesOrder",
    ]);
    expect(await db.orderToImport.count({ where: { shop: SHOP } })).toBe(0);
  });

  it("credits each refund with what the table says, and sends out what exchanges say", async () => {
    const refunds = await db.refund.findMany({
      where: { shop: SHOP },
      orderBy: [{ refundedAt: "asc" }, { refundId: "asc" }],
    });
    await createCreditMemos(
      { shop: SHOP, by: "merchant" },
      refunds.map(({ refundId }) => refundId),
    );
    for (const { id, orderId } of ordersOf(SHOP).flatMap((order) =>
      order.returnRecords.map((record) => ({ id: ReturnId.parse(record.id), orderId: order.id })),
    ))
      await createExchanges({ shop: SHOP, by: "merchant" }, { orderId, returnId: id });
    await drain();
    const after = await db.refund.findMany({ where: { shop: SHOP } });
    const stands: Record<string, unknown> = {};
    for (const order of ordersOf(SHOP)) {
      const rows = order.refundRecords.flatMap(
        (refund) => after.find(({ refundId }) => refundId === refund.id) ?? [],
      );
      const totals: string[] = [];
      for (const { refundId, state } of rows) {
        const memo = await db.salesDocument.findFirst({ where: { shop: SHOP, subject: refundId } });
        totals.push(memo ? memo.total.toFixed(2) : state);
      }
      const sent = await db.salesDocument.findMany({
        where: {
          shop: SHOP,
          orderId: order.id,
          subject: { startsWith: "gid://shopify/LineItem/" },
        },
      });
      if (totals.length > 0 || sent.length > 0)
        stands[order.kind ?? ""] = {
          memos: totals,
          ...(sent.length > 0 ? { sent: sent.map(({ total }) => total.toFixed(2)) } : {}),
        };
    }
    expect(stands).toEqual(EXPECTED_MEMOS);
  });

  it("met no gap of the simulated Shopify", () => {
    expect(simulator.log.defects).toEqual([]);
  });
});
