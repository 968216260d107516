// Refunds of a shop at work: what becomes of each, and the credit memos in the ledger.
import type { OrderId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { pullFeeds } from "#app/domain/feeds/pull-feeds.server.ts";
import {
  connectionId,
  openPaymentShop,
  problemsOf,
  sold,
} from "#app/domain/payments/payments.fixture.ts";
import { postDocument, postInvoice } from "#app/erp/ledger/posting/invoice.server.ts";
import { postShipment } from "#app/erp/ledger/posting/shipment.server.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { createCreditMemos } from "./create-credit-memos.server.ts";
import { previewCreditMemo } from "./preview-credit-memo.server.ts";
import { readPending } from "./watch-pending.server.ts";
import { unlinkCreditMemo } from "./unlink-credit-memo.server.ts";

openPaymentShop();

afterEach(async () => {
  await changeSettings(SHOP, { returnProcess: "importOnly" });
  await changeSettings(SHOP, { autoCreateOrders: false });
});

const ann = { shop: SHOP, by: "ann" };
const sale = { kind: "SALE" as const };
const refund = async (order: string, more: object): Promise<void> => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "refundOrder", { order, ...more });
  await sync(SHOP);
  await drain();
};
const refundsOf = (orderId: string) =>
  db.refund.findMany({ where: { shop: SHOP, orderId }, orderBy: { refundId: "asc" } });
const onlyRefund = async (orderId: string) => {
  const [row, ...others] = await refundsOf(orderId);
  expect(others).toEqual([]);
  if (!row) throw new Error("no refund");
  return row;
};
const memosOf = (orderId: string) =>
  db.ledgerDocument.findMany({
    where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: orderId },
    include: { lines: { orderBy: { sequence: "asc" } } },
    orderBy: { number: "asc" },
  });
const reasonOf = (row: { reason: unknown }) => (row.reason as { kind?: string } | null)?.kind;

describe("import only: a person creates", () => {
  it("goods that came back: an item line at the return location, released, exactly as previewed", async () => {
    const orderId = await sold([sale]);
    await refund(orderId, { lines: [{ line: 0, quantity: 3, restock: "RETURN" }] });
    const row = await onlyRefund(orderId);
    expect(row).toMatchObject({ state: "ready", currency: "EUR" });
    expect(row.total.toFixed(2)).toBe("30.00");
    expect(await memosOf(orderId)).toEqual([]);
    const preview = await previewCreditMemo(ann, row.refundId);
    expect(preview?.plan?.proof.proved).toBe(true);
    expect(await createCreditMemos(ann, [row.refundId])).toMatchObject({
      enqueued: [row.refundId],
      refused: [],
    });
    await drain();
    const after = await onlyRefund(orderId);
    expect(after).toMatchObject({ state: "created" });
    const [memo, ...more] = await memosOf(orderId);
    expect(more).toEqual([]);
    expect(memo).toMatchObject({ state: "released", number: after.documentNumber });
    expect(memo?.gross.toFixed(2)).toBe("30.00");
    expect(memo?.lines.map(({ location, account }) => [location, account])).toEqual([
      ["RETURNS", null],
    ]);
    const document = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, subject: row.refundId },
    });
    expect((document.plan as { document: unknown }).document).toEqual(
      JSON.parse(JSON.stringify(preview?.plan?.document)),
    );
    // Once is enough.
    expect(await createCreditMemos(ann, [row.refundId])).toMatchObject({
      enqueued: [],
      already: [row.refundId],
    });
    await drain();
    expect(await memosOf(orderId)).toHaveLength(1);
    // The clerk posts it; the feed tells so, however often.
    await postDocument(
      { shop: SHOP, connectionId },
      { kind: "creditMemo", id: memo?.id ?? "" },
      "clerk",
    );
    for (const _again of [1, 2]) await pullFeeds({ shop: SHOP, connectionId });
    const posted = await onlyRefund(orderId);
    expect(posted).toMatchObject({ state: "posted" });
    expect(posted.documentNumber).toMatch(/^PC-/);
    expect(
      await db.orderEvent.count({ where: { shop: SHOP, orderId, kind: "creditMemoPosted" } }),
    ).toBe(1);
    // The order's own document and its number are what they were.
    const order = await db.order.findUniqueOrThrow({
      where: { shop_orderId: { shop: SHOP, orderId } },
    });
    expect(order.documentNumber).not.toBe(after.documentNumber);
  });

  it("unlinked: the next one is another document, and only a person makes it", async () => {
    const orderId = await sold([sale]);
    await refund(orderId, { lines: [{ line: 0, quantity: 1, restock: "RETURN" }] });
    const { refundId } = await onlyRefund(orderId);
    await createCreditMemos(ann, [refundId]);
    await drain();
    expect(await unlinkCreditMemo(ann, refundId, "wrong location")).toMatchObject({
      ok: true,
      value: { generation: 2 },
    });
    expect(await onlyRefund(orderId)).toMatchObject({ state: "ready", documentId: null });
    await createCreditMemos(ann, [refundId]);
    await drain();
    expect((await memosOf(orderId)).map(({ externalKey }) => externalKey?.slice(-2))).toContain(
      "-2",
    );
    expect(await memosOf(orderId)).toHaveLength(2);
    expect(await unlinkCreditMemo(ann, "gid://shopify/Refund/1")).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
  });
});

describe("as a return order", () => {
  const ordersOf = (orderId: string) =>
    db.ledgerDocument.findMany({
      where: { shop: SHOP, kind: "returnOrder", shopifyOrderId: orderId },
      include: { lines: { orderBy: { sequence: "asc" } } },
      orderBy: { createdAt: "asc" },
    });
  const books = () => ({ shop: SHOP, connectionId });
  const pull = async (): Promise<void> => {
    for (const _again of [1, 2]) await pullFeeds({ shop: SHOP, connectionId });
  };
  const onHand = async (itemId: string, location: string): Promise<number> =>
    (await db.ledgerStock.findMany({ where: { shop: SHOP, itemId, location } })).reduce(
      (sum, { quantity }) => sum + Number(quantity),
      0,
    );
  afterEach(() => changeSettings(SHOP, { returnsAs: "creditMemo" }));

  it("released, received in parts at the return location, credited once, each step told once", async () => {
    const orderId = await sold([sale]);
    await changeSettings(SHOP, { returnsAs: "returnOrder" });
    await refund(orderId, { lines: [{ line: 0, quantity: 3, restock: "RETURN" }] });
    const { refundId } = await onlyRefund(orderId);
    await createCreditMemos(ann, [refundId]);
    await drain();
    expect(await memosOf(orderId)).toEqual([]);
    const [made, ...others] = await ordersOf(orderId);
    expect(others).toEqual([]);
    expect(made).toMatchObject({ state: "released" });
    expect(made?.gross.toFixed(2)).toBe("30.00");
    expect(await onlyRefund(orderId)).toMatchObject({
      state: "created",
      documentNumber: made?.number,
    });
    const [line] = made?.lines ?? [];
    const [item, order] = [
      line?.itemId ?? "",
      { kind: "returnOrder" as const, id: made?.id ?? "" },
    ];
    const before = await onHand(item, "RETURNS");
    const receive = (quantity: string) =>
      postShipment(books(), { order, lines: [{ lineId: line?.id ?? "", quantity }], by: "clerk" });
    await receive("1");
    await pull();
    const document = () =>
      db.salesDocument.findFirstOrThrow({ where: { shop: SHOP, subject: refundId } });
    expect(await document()).toMatchObject({ kind: "returnOrder", erpStatus: "partiallyShipped" });
    await receive("2");
    await pull();
    expect(await document()).toMatchObject({ erpStatus: "shipped" });
    expect(await onHand(item, "RETURNS")).toBe(before + 3);
    const posted = await postInvoice(books(), order, "whole", "clerk");
    await pull();
    expect(await onlyRefund(orderId)).toMatchObject({
      state: "posted",
      documentNumber: posted.number,
      postedErpId: posted.id,
    });
    expect(await document()).toMatchObject({ erpStatus: "closed" });
    // Credited, the goods don't come back a second time.
    expect(await onHand(item, "RETURNS")).toBe(before + 3);
    const told = await db.orderEvent.findMany({
      where: { shop: SHOP, orderId, kind: { in: ["returnReceived", "creditMemoPosted"] } },
      orderBy: { id: "asc" },
    });
    expect(told.map(({ kind }) => kind)).toEqual([
      "returnReceived",
      "returnReceived",
      "creditMemoPosted",
    ]);
    expect(await problemsOf(orderId)).toEqual([]);
  });

  it("unlinked and made anew as a credit memo: another document under the next generation", async () => {
    const orderId = await sold([sale]);
    await changeSettings(SHOP, { returnsAs: "returnOrder" });
    await refund(orderId, { lines: [{ line: 0, quantity: 1, restock: "RETURN" }] });
    const { refundId } = await onlyRefund(orderId);
    await createCreditMemos(ann, [refundId]);
    await drain();
    await changeSettings(SHOP, { returnsAs: "creditMemo" });
    expect(await unlinkCreditMemo(ann, refundId, "no receipt")).toMatchObject({ ok: true });
    const event = await db.orderEvent.findFirstOrThrow({
      where: { shop: SHOP, orderId, kind: "documentUnlinked" },
    });
    expect(event.data).toMatchObject({ kind: "returnOrder" });
    await createCreditMemos(ann, [refundId]);
    await drain();
    expect(await ordersOf(orderId)).toHaveLength(1);
    const [memo] = await memosOf(orderId);
    expect(memo?.externalKey).toMatch(/-2$/);
    expect(await onlyRefund(orderId)).toMatchObject({ state: "created", generation: 2 });
  });

  it("nothing comes back: a credit memo all the same", async () => {
    const orderId = await sold([sale]);
    await changeSettings(SHOP, { returnsAs: "returnOrder" });
    await refund(orderId, { custom: "5" });
    await createCreditMemos(ann, [(await onlyRefund(orderId)).refundId]);
    await drain();
    expect((await memosOf(orderId)).map(({ gross }) => gross.toFixed(2))).toEqual(["5.00"]);
    expect(await ordersOf(orderId)).toEqual([]);
  });
});

describe("timing", () => {
  it("an order refunded before its document: the document of what was sold, then the credit memo", async () => {
    const { id: orderId } = simulator.act(SHOP, "placeOrder", {
      spec: {
        customer: null,
        email: "buyer@example.com",
        lines: [{ variant: "MUG-BLUE", price: "38.40", quantity: 2 }],
        payments: [sale],
      },
    }) as { id: OrderId };
    await refund(orderId, { lines: [{ line: 0, quantity: 1, restock: "RETURN" }] });
    const waiting = await onlyRefund(orderId);
    expect([waiting.state, reasonOf(waiting)]).toEqual([
      "waitingDocument",
      "refund-waits-document",
    ]);
    expect(await createCreditMemos(ann, [waiting.refundId])).toMatchObject({
      refused: [{ problems: [{ kind: "refund-waits-document" }] }],
    });
    await createDocuments(SHOP, [orderId], "ann");
    await drain();
    const document = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, subject: orderId },
    });
    expect(document.total.toFixed(2)).toBe("76.80");
    expect(await onlyRefund(orderId)).toMatchObject({ state: "ready" });
    await createCreditMemos(ann, [waiting.refundId]);
    await drain();
    expect((await memosOf(orderId)).map(({ gross }) => gross.toFixed(2))).toEqual(["38.40"]);
  });

  it("R-23: pending money waits, and is read again by itself until it succeeded", async () => {
    const orderId = await sold([sale]);
    await refund(orderId, {
      lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
      status: "PENDING",
    });
    const waiting = await onlyRefund(orderId);
    expect([waiting.state, reasonOf(waiting)]).toEqual(["waitingPayment", "refund-pending"]);
    const [job] = await db.$queryRaw<{ soon: boolean }[]>`
      SELECT run_at < now() + interval '11 minutes' AS soon FROM graphile_worker.jobs WHERE task_identifier = 'watchPendingRefunds'`;
    expect(job).toEqual({ soon: true });
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "settleTransaction", { order: orderId, status: "SUCCESS" });
    await readPending(SHOP);
    await drain();
    expect(await onlyRefund(orderId)).toMatchObject({ state: "ready" });
  });

  it("a pending payment that failed: no money went back, so no credit memo, and the refund says so", async () => {
    const orderId = await sold([sale]);
    await changeSettings(SHOP, { autoCreateOrders: true });
    await changeSettings(SHOP, { returnProcess: "autoCreditMemo" });
    await refund(orderId, {
      lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
      status: "PENDING",
    });
    expect(await onlyRefund(orderId)).toMatchObject({ state: "waitingPayment" });
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "settleTransaction", { order: orderId, status: "FAILURE" });
    await readPending(SHOP);
    await drain();
    const failed = await onlyRefund(orderId);
    expect([failed.state, reasonOf(failed)]).toEqual(["nothing", "refund-payment-failed"]);
    expect(await createCreditMemos(ann, [failed.refundId])).toMatchObject({
      enqueued: [],
      refused: [{ problems: [{ kind: "refund-payment-failed" }] }],
    });
    expect(await memosOf(orderId)).toEqual([]);
    // Nobody asks Shopify again about what is decided.
    expect(await db.refund.count({ where: { shop: SHOP, orderId, state: "waitingPayment" } })).toBe(
      0,
    );
  });

  it("R-22, R-40: an edit's refund without money makes none, and says why", async () => {
    const orderId = await sold([sale]);
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "editOrder", { order: orderId, setQuantity: [{ line: 0, quantity: 9 }] });
    await sync(SHOP);
    await drain();
    const row = await onlyRefund(orderId);
    expect([row.state, reasonOf(row)]).toEqual(["nothing", "refund-reduced-order"]);
    expect(await createCreditMemos(ann, [row.refundId])).toMatchObject({
      enqueued: [],
      refused: [{ problems: [{ kind: "refund-reduced-order" }] }],
    });
  });
});

describe("the card's process", () => {
  it("automatic: at the end of the import that brings the refund; none: not even a row", async () => {
    const orderId = await sold([sale]);
    await changeSettings(SHOP, { autoCreateOrders: true });
    await changeSettings(SHOP, { returnProcess: "autoCreditMemo" });
    await refund(orderId, { custom: "12.34" });
    expect(await onlyRefund(orderId)).toMatchObject({ state: "created" });
    const [memo] = await memosOf(orderId);
    expect(memo?.lines.map(({ account, amount }) => [account, amount.toFixed(2)])).toEqual([
      ["4800", "12.34"],
    ]);
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { returnProcess: "none" });
    const other = await sold([sale]);
    await refund(other, { custom: "1" });
    expect(await refundsOf(other)).toEqual([]);
  });

  it("a missing account is a problem of the refund, which goes once the account is there", async () => {
    const orderId = await sold([sale]);
    await changeSettings(SHOP, { refundNonRestockAccount: "" });
    await refund(orderId, { lines: [{ line: 0, quantity: 1 }] });
    const row = await onlyRefund(orderId);
    expect([row.state, reasonOf(row)]).toEqual(["problem", "missing-account"]);
    expect(await problemsOf(orderId)).toContain("missing-account");
    await changeSettings(SHOP, { refundNonRestockAccount: "4810" });
    await drain();
    expect(await onlyRefund(orderId)).toMatchObject({ state: "ready" });
    expect(await problemsOf(orderId)).not.toContain("missing-account");
  });
});
