import { beforeAll, describe, expect, it } from "vitest";
import { simulator } from "#tests/setup/simulator.ts";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { requestAmendment } from "#app/domain/documents/changes/amend.server.ts";
import { resolveConflict } from "#app/domain/orders/order-actions.server.ts";
import { retryShipments } from "#app/domain/fulfillments/shipment-actions.server.ts";
import { createShares } from "#app/domain/documents/shares/create-shares.server.ts";
import { unlinkBeside } from "#app/domain/documents/store/unlink-beside.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { postInvoice, postShipment } from "#app/erp/ledger/back-office.server.ts";
import * as decimal from "#app/money/decimal.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, booksOf, captures, orderAt, place, type Placed } from "./back-office.ts";
import {
  changeSettings,
  createMissing,
  inEmptyShop,
  leaveOrdersOpen,
  sync,
} from "./shop-at-work.ts";

/** One sales document for each fulfillment order of an order: made, shipped from its place, invoiced and paid part by part (DOC-7). */
const SHOP = "per-fulfillment-order.myshopify.com";
inEmptyShop(SHOP);
beforeAll(async () => {
  leaveOrdersOpen(SHOP);
  await changeSettings(SHOP, { documents: "perFulfillmentOrder", useShopifyOrderNumber: true });
});

const act = (name: string, { id }: Placed, args: object = {}): void => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, name, { order: id, ...args });
};
/** Three lanterns and a map; one lantern ships from Rotterdam, the rest from Lübeck. */
const twoPlaces = (more: object = {}): Placed =>
  place(SHOP, {
    spec: anOrder({
      lines: [{ variant: "LANTERN", quantity: 3 }, { variant: "MAP-BALTIC" }],
      payments: [{ kind: "AUTHORIZATION", multiCapturable: true }],
      fulfillmentOrders: [
        {
          location: "luebeck",
          lines: [
            { line: 0, quantity: 2 },
            { line: 1, quantity: 1 },
          ],
        },
        { location: "rotterdam", lines: [{ line: 0, quantity: 1 }] },
      ],
      ...more,
    }),
  });
const inErp = ({ id }: Placed) =>
  db.ledgerDocument.findMany({
    where: { shop: SHOP, shopifyOrderId: id, kind: "salesOrder" },
    include: { lines: { orderBy: { sequence: "asc" } } },
    orderBy: { createdAt: "asc" },
  });
const refOf = (document: Awaited<ReturnType<typeof inErp>>[number] | undefined) => ({
  kind: "salesOrder" as const,
  id: document?.id ?? "",
  number: document?.number ?? "",
  version: String(document?.version),
});
const problemsOf = async ({ id }: Placed) =>
  (
    await db.problem.findMany({
      where: { shop: SHOP, orderId: id, clearedAt: null },
      orderBy: { kind: "asc" },
    })
  ).map(({ kind }) => kind);
const rowOf = ({ id }: Placed) =>
  db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId: id } } });
const captured = (order: Placed): string => decimal.add("0", ...captures(SHOP, order));
const total = async (order: Placed): Promise<string> =>
  decimal.add("0", ...(await inErp(order)).map(({ gross }) => gross.toFixed()));
const partsOf = (order: Placed) => orderAt(SHOP, order).fulfillmentOrderRecords;
async function shipAndInvoice(order: Placed, which: number): Promise<void> {
  const books = await booksOf(SHOP);
  await postShipment(books, { order: refOf((await inErp(order))[which]), by: "warehouse" });
  await afterPosting(SHOP, books.connectionId);
  await drain();
  await postInvoice(books, refOf((await inErp(order))[which]), "shipped", "accounting");
  await afterPosting(SHOP, books.connectionId);
  await drain();
}

describe("one sales document per fulfillment order", () => {
  it("is made, shipped, invoiced and paid part by part, and comes to the order's total", async () => {
    const order = twoPlaces();
    await sync(SHOP);
    await createMissing(SHOP);
    const [first, second] = await inErp(order);
    const [, rotterdam] = partsOf(order);
    const id = rotterdam?.id.split("/").at(-1) ?? "";
    expect(
      (await inErp(order)).map(({ number, externalKey, state }) => [number, externalKey, state]),
    ).toEqual([
      [order.name, `SHOPIFY-SO-${order.id.split("/").at(-1)}`, "released"],
      [`${order.name}-${id}`, `SHOPIFY-FO-${id}`, "released"],
    ]);
    const row = await rowOf(order);
    expect(decimal.add(first?.gross.toFixed() ?? "", second?.gross.toFixed() ?? "")).toBe(
      decimal.normalize(row.total.toFixed()),
    );
    expect(second?.lines.map(({ quantity }) => quantity.toFixed())).toEqual(["1"]);
    expect(await problemsOf(order)).toEqual([]);
    // Asking again, and another import, make no other.
    await createMissing(SHOP);
    await sync(SHOP);
    expect(await inErp(order)).toHaveLength(2);

    await shipAndInvoice(order, 1);
    expect(
      orderAt(SHOP, order).fulfillmentRecords.map(({ lines }) =>
        lines.map(({ quantity }) => quantity),
      ),
    ).toEqual([[1]]);
    expect(partsOf(order).map(({ lines }) => lines.map((line) => line.remainingQuantity))).toEqual([
      [2, 1],
      [0],
    ]);
    expect(orderAt(SHOP, order).closedAt).toBeNull();
    await shipAndInvoice(order, 0);
    expect(partsOf(order).every(({ status }) => status === "CLOSED")).toBe(true);
    expect(captures(SHOP, order)).toHaveLength(2);
    expect(captured(order)).toBe(decimal.normalize(row.total.toFixed()));
    expect(await problemsOf(order)).toEqual([]);
    await sync(SHOP);
    expect(orderAt(SHOP, order).closedAt).not.toBeNull();
  });

  it("a payment that can be captured only once waits for the invoice of the last document", async () => {
    const order = twoPlaces({ payments: [{ kind: "AUTHORIZATION" }] });
    await sync(SHOP);
    await createMissing(SHOP);
    await shipAndInvoice(order, 0);
    expect(captures(SHOP, order)).toEqual([]);
    await shipAndInvoice(order, 1);
    expect(captures(SHOP, order)).toHaveLength(1);
    expect(captured(order)).toBe(decimal.normalize((await rowOf(order)).total.toFixed()));
  });

  it("what is on hold waits visibly, and gets its document once it is released", async () => {
    const order = twoPlaces();
    act("holdOrder", order, { fulfillmentOrder: 0, reason: "OTHER", notes: "call first" });
    await sync(SHOP);
    await createMissing(SHOP);
    // The one that can be shipped stands for the order, with the shipping costs.
    const [first] = await inErp(order);
    expect(first?.lines.map(({ quantity }) => quantity.toFixed())).toEqual(["1", "1"]);
    expect(await inErp(order)).toHaveLength(1);
    expect(await problemsOf(order)).toEqual(["fulfillment-order-waits"]);
    await sync(SHOP);
    expect(await inErp(order)).toHaveLength(1);
    act("releaseHolds", order);
    await sync(SHOP);
    expect(await total(order)).toBe(decimal.normalize((await rowOf(order)).total.toFixed()));
    expect(await inErp(order)).toHaveLength(2);
    expect(await problemsOf(order)).toEqual([]);
  });

  it("an order of which everything is on hold has no document until something is released", async () => {
    const order = twoPlaces();
    act("holdOrder", order, { reason: "OTHER" });
    await sync(SHOP);
    await createMissing(SHOP);
    expect(await inErp(order)).toEqual([]);
    expect(await problemsOf(order)).toEqual(["fulfillment-order-waits", "fulfillment-order-waits"]);
    act("releaseHolds", order);
    await sync(SHOP);
    expect(await inErp(order)).toHaveLength(2);
    expect(await problemsOf(order)).toEqual([]);
  });

  it("a move after the documents were made is a named problem: no other document, and nothing fulfilled elsewhere", async () => {
    const order = twoPlaces();
    await sync(SHOP);
    await createMissing(SHOP);
    act("moveFulfillmentOrder", order, { fulfillmentOrder: 1, location: "kiel" });
    await sync(SHOP);
    expect(await problemsOf(order)).toEqual(["fulfillment-orders-changed"]);
    expect(await inErp(order)).toHaveLength(2);
    const books = await booksOf(SHOP);
    await postShipment(books, { order: refOf((await inErp(order))[1]), by: "warehouse" });
    await afterPosting(SHOP, books.connectionId);
    await drain();
    expect(orderAt(SHOP, order).fulfillmentRecords).toEqual([]);
    expect(await problemsOf(order)).toEqual(["fulfillment-orders-changed", "shipped-elsewhere"]);
    act("moveFulfillmentOrder", order, { fulfillmentOrder: 1, location: "rotterdam" });
    await sync(SHOP);
    expect(await problemsOf(order)).toEqual(["shipped-elsewhere"]);
    const { id } = await db.postedShipment.findFirstOrThrow({
      where: { shop: SHOP, orderId: order.id },
    });
    await retryShipments(SHOP, [id], "ann");
    await drain();
    expect(orderAt(SHOP, order).fulfillmentRecords).toHaveLength(1);
    expect(await problemsOf(order)).toEqual([]);
    expect(await inErp(order)).toHaveLength(2);
  });

  it("an edit never doubles nor changes one of several documents, and holds one that was not made yet", async () => {
    const order = twoPlaces();
    act("holdOrder", order, { fulfillmentOrder: 1, reason: "OTHER" });
    await sync(SHOP);
    await createMissing(SHOP);
    const before = await rowOf(order);
    act("editOrder", order, { setQuantity: [{ line: 1, quantity: 0 }] });
    await sync(SHOP);
    act("releaseHolds", order);
    await sync(SHOP);
    expect(await inErp(order)).toHaveLength(1);
    expect(await problemsOf(order)).toEqual([
      "divided-order-changed",
      "order-changed-after-processing",
    ]);
    expect(
      await requestAmendment({ shop: SHOP, by: "ann" }, order.id, {
        clickId: "8c1de4c1-3ba7-4a6b-a4f1-86f4a6a9c001",
        revision: "1",
      }),
    ).toEqual({ ok: false, error: { kind: "divided" } });
    await resolveConflict(SHOP, order.id, "ann");
    await drain();
    // Of the order as its first document has it.
    expect(await inErp(order)).toHaveLength(2);
    expect(await total(order)).toBe(decimal.normalize(before.total.toFixed()));
    expect(await problemsOf(order)).toEqual([]);
  });

  it("a refund of what another document sold is credited once, as sold there", async () => {
    const order = twoPlaces({ payments: [{}] });
    await sync(SHOP);
    await createMissing(SHOP);
    act("fulfillOrder", order);
    act("refundOrder", order, { lines: [{ line: 0, quantity: 3, restock: "RETURN" }] });
    await sync(SHOP);
    const refunds = await db.refund.findMany({ where: { shop: SHOP, orderId: order.id } });
    expect(
      await createCreditMemos(
        { shop: SHOP, by: "ann" },
        refunds.map(({ refundId }) => refundId),
      ),
    ).toMatchObject({ refused: [] });
    await drain();
    const memos = await db.ledgerDocument.findMany({
      where: { shop: SHOP, shopifyOrderId: order.id, kind: "creditMemo" },
    });
    expect(memos.map(({ gross }) => decimal.normalize(gross.toFixed()))).toEqual(
      refunds.map(({ total: back }) => decimal.normalize(back.toFixed())),
    );
  });

  it("one of several can be unlinked, and only a person makes it anew, with another key and as it was divided", async () => {
    const order = twoPlaces();
    await sync(SHOP);
    await createMissing(SHOP);
    const document = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, orderId: order.id, subject: partsOf(order)[1]?.id ?? "" },
    });
    const ann = { shop: SHOP, by: "ann" };
    const which = { documentId: document.id, orderId: order.id };
    expect(await unlinkBeside({ shop: "other.myshopify.com", by: "x" }, which, "x")).toMatchObject({
      ok: false,
    });
    expect(await unlinkBeside(ann, which, "wrong warehouse")).toMatchObject({ ok: true });
    await sync(SHOP);
    await drain();
    const made = () =>
      db.salesDocument.count({ where: { shop: SHOP, orderId: order.id, state: "created" } });
    expect(await made()).toBe(1);
    // The number is taken by the document that stays in the ERP: a person gives it another there first, or lets the ERP count.
    await changeSettings(SHOP, { useShopifyOrderNumber: false });
    const both = await Promise.all([createShares(ann, order.id), createShares(ann, order.id)]);
    await drain();
    await changeSettings(SHOP, { useShopifyOrderNumber: true });
    expect(both.flatMap(({ enqueued }) => enqueued)).toHaveLength(1);
    expect(await made()).toBe(2);
    expect((await inErp(order)).at(-1)).toMatchObject({
      externalKey: `${document.externalKey}-2`,
      gross: document.total,
    });
  });

  it("an order that has one document stays whole when the setting changes, and one that is divided stays so", async () => {
    await changeSettings(SHOP, { documents: "perOrder" });
    const whole = twoPlaces();
    await sync(SHOP);
    await createMissing(SHOP);
    await changeSettings(SHOP, { documents: "perFulfillmentOrder" });
    const divided = twoPlaces();
    act("holdOrder", divided, { fulfillmentOrder: 1, reason: "OTHER" });
    await sync(SHOP);
    await createMissing(SHOP);
    expect(await inErp(whole)).toHaveLength(1);
    await changeSettings(SHOP, { documents: "perOrder" });
    act("releaseHolds", divided);
    await sync(SHOP);
    expect(await inErp(divided)).toHaveLength(2);
    expect(await total(divided)).toBe(decimal.normalize((await rowOf(divided)).total.toFixed()));
    expect(await problemsOf(whole)).toEqual([]);
  });
});
