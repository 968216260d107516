// Refunds that cannot be credited as they are, and credit memos that the ERP refuses or has already: each says so, and hurts no other.
import type { OrderId, RefundId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { expect, it, vi } from "vitest";
import { db } from "#app/db/client.server.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import { connectionId, openPaymentShop, sold } from "#app/domain/payments/payments.fixture.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { ErpError } from "#app/erp/errors.ts";
import { ledgerAdapter } from "#app/erp/ledger/adapter.server.ts";
import { pullFeeds } from "#app/domain/feeds/pull-feeds.server.ts";
import { releaseDocument } from "#app/erp/ledger/documents/change.server.ts";
import { postDocument } from "#app/erp/ledger/posting/invoice.server.ts";
import { later } from "#tests/scenarios/back-office.ts";
import { changeSettings, ordersOf, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { createCreditMemos } from "./create-credit-memos.server.ts";
import { previewCreditMemo } from "./preview-credit-memo.server.ts";
import { storePostedMemos } from "./store-posted.server.ts";
import { memoKey } from "./subject.ts";

openPaymentShop();

const ann = { shop: SHOP, by: "ann" };
const sale = { kind: "SALE" as const };
const call = { traceId: "test" };
const mug = { lines: [{ line: 0, quantity: 1, restock: "RETURN" }] };

async function refunded(more: object = mug): Promise<{ orderId: OrderId; refundId: RefundId }> {
  const orderId = await sold([sale]);
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "refundOrder", { order: orderId, ...more });
  return { orderId, refundId: recordOf(orderId).id as RefundId };
}
const recordOf = (orderId: string) => {
  const record = ordersOf(SHOP).find(({ id }) => id === orderId)?.refundRecords[0];
  if (!record) throw new Error("the order has no refund");
  return record;
};
const rowOf = (refundId: string) =>
  db.refund.findUniqueOrThrow({ where: { shop_refundId: { shop: SHOP, refundId } } });
const told = async (refundId: string) => {
  const { state, reason } = await rowOf(refundId);
  return [state, (reason as { kind?: string } | null)?.kind ?? null];
};
const read = async (): Promise<void> => {
  await sync(SHOP);
  await drain();
};
const port = async () =>
  portOf(
    await db.erpConnection.findUniqueOrThrow({
      where: { shop_id: { shop: SHOP, id: connectionId } },
    }),
  ).port;

it("a line of another order, parts that are null: named, and the refund beside it is credited", async () => {
  const odd = await refunded();
  const bare = await refunded({ custom: "3" });
  const good = await refunded();
  const [line] = recordOf(odd.orderId).lines;
  const other = ordersOf(SHOP).find(({ id }) => id !== odd.orderId);
  if (line && other?.lines[0]) line.lineItem = other.lines[0];
  const { note, return: of } = recordOf(bare.orderId);
  expect([note, of]).toEqual([null, null]);
  await read();
  expect(await told(odd.refundId)).toEqual(["problem", "refund-line-unknown"]);
  expect(await createCreditMemos(ann, [odd.refundId, bare.refundId, good.refundId])).toMatchObject({
    enqueued: expect.arrayContaining([bare.refundId, good.refundId]) as unknown,
    refused: [{ refundId: odd.refundId, problems: [{ kind: "refund-line-unknown" }] }],
  });
  await drain();
  expect((await rowOf(good.refundId)).state).toBe("created");
  expect((await rowOf(bare.refundId)).state).toBe("created");
});

it("a refund that the app does not have is answered as unknown, beside one that it has", async () => {
  const { refundId } = await refunded();
  await read();
  const missing = "gid://shopify/Refund/404";
  expect(await createCreditMemos(ann, [missing, refundId])).toMatchObject({
    enqueued: [refundId],
    unknown: [missing],
  });
  expect(await previewCreditMemo(ann, missing as RefundId)).toBeNull();
  await drain();
});

it("the ERP refuses: the refund says what it said, and its credit memo is made once the cause is gone", async () => {
  const { refundId } = await refunded();
  await read();
  await createCreditMemos(ann, [refundId]);
  // The clerk blocks the customer between the click and the call.
  await db.ledgerCustomer.updateMany({ where: { shop: SHOP }, data: { blocked: true } });
  await drain();
  const refused = await rowOf(refundId);
  expect(refused.state).toBe("problem");
  expect(JSON.stringify(refused.reason)).toMatch(/blocked/i);
  await db.ledgerCustomer.updateMany({ where: { shop: SHOP }, data: { blocked: false } });
  await createCreditMemos(ann, [refundId]);
  await drain();
  expect(await rowOf(refundId)).toMatchObject({ state: "created", generation: 1 });
});

it("R-39: one that the card has made by itself and the ERP refused is tried again at the next import of its order", async () => {
  await changeSettings(SHOP, { autoCreateOrders: true });
  await changeSettings(SHOP, { returnProcess: "autoCreditMemo" });
  const { orderId, refundId } = await refunded();
  await db.ledgerCustomer.updateMany({ where: { shop: SHOP }, data: { blocked: true } });
  await read();
  expect((await rowOf(refundId)).state).toBe("problem");
  await db.ledgerCustomer.updateMany({ where: { shop: SHOP }, data: { blocked: false } });
  simulator.act(SHOP, "tagOrder", { order: orderId, tags: ["again"] });
  await read();
  expect((await rowOf(refundId)).state).toBe("created");
  expect(
    await db.ledgerDocument.count({
      where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: orderId },
    }),
  ).toBe(1);
  await changeSettings(SHOP, { returnProcess: "importOnly" });
  await changeSettings(SHOP, { autoCreateOrders: false });
});

it("an order that the app has lost under a refund that it knows: named, nothing made, the refund beside it is credited", async () => {
  const lost = await refunded();
  const good = await refunded();
  await read();
  await db.order.deleteMany({ where: { shop: SHOP, orderId: lost.orderId } });
  expect(await createCreditMemos(ann, [lost.refundId, good.refundId])).toEqual({
    enqueued: [good.refundId],
    already: [],
    refused: [
      {
        refundId: lost.refundId,
        problems: [expect.objectContaining({ kind: "refund-order-missing" })],
      },
    ],
    unknown: [],
  });
  expect(await previewCreditMemo(ann, lost.refundId)).toMatchObject({
    state: "problem",
    reason: { kind: "refund-order-missing" },
    plan: null,
  });
  await drain();
  expect((await rowOf(good.refundId)).state).toBe("created");
  expect(await told(lost.refundId)).toEqual(["problem", "refund-order-missing"]);
});

it("the ERP is down: the refund waits with its order unhurt, and its credit memo is made by itself, once", async () => {
  const { orderId, refundId } = await refunded();
  await read();
  const connect = ledgerAdapter.connect.bind(ledgerAdapter);
  const createDocument = vi.fn(() =>
    Promise.reject(new ErpError({ class: "unavailable", message: "Nobody answers." })),
  );
  const down = vi
    .spyOn(ledgerAdapter, "connect")
    .mockImplementation((connection) => ({ ...connect(connection), createDocument }));
  await createCreditMemos(ann, [refundId]);
  await drain();
  expect(createDocument).toHaveBeenCalled();
  expect((await rowOf(refundId)).state).toBe("creating");
  expect(
    await db.task.findFirstOrThrow({ where: { shop: SHOP, kind: "createCreditMemo", orderId } }),
  ).toMatchObject({ state: "planned", problemKind: "erp-unavailable" });
  down.mockRestore();
  await later(SHOP);
  expect((await rowOf(refundId)).state).toBe("created");
  expect(
    await db.ledgerDocument.count({
      where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: orderId },
    }),
  ).toBe(1);
});

it("a credit memo that is in the ERP under its key already is taken for what it is, not made twice", async () => {
  const { orderId, refundId } = await refunded();
  await read();
  const preview = await previewCreditMemo(ann, refundId);
  const { name } = await db.order.findUniqueOrThrow({
    where: { shop_orderId: { shop: SHOP, orderId } },
  });
  const draft = storedPlan.check(preview?.plan).document;
  if (!draft) throw new Error("nothing was planned");
  const made = await (
    await port()
  ).createDocument(memoKey({ refundId, generation: 1 }, name), draft, call);
  await createCreditMemos(ann, [refundId]);
  await drain();
  expect(await rowOf(refundId)).toMatchObject({
    state: "created",
    documentNumber: made.ref.number,
  });
  expect(
    await db.ledgerDocument.count({
      where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: orderId },
    }),
  ).toBe(1);
});

it("one that says something else under that key is refused with both totals, and nothing is made beside it", async () => {
  const { orderId, refundId } = await refunded();
  await read();
  const preview = await previewCreditMemo(ann, refundId);
  const draft = storedPlan.check(preview?.plan).document;
  if (!draft) throw new Error("nothing was planned");
  const lines = draft.lines.map((line) => ({ ...line, unitPrice: "9" }));
  await (
    await port()
  ).createDocument(memoKey({ refundId, generation: 1 }, "#1"), { ...draft, lines }, call);
  await createCreditMemos(ann, [refundId]);
  await drain();
  const row = await rowOf(refundId);
  expect(row.state).toBe("problem");
  expect(JSON.stringify(row.reason)).toMatch(/"9"|9\.00|totals/);
  expect(
    await db.ledgerDocument.count({
      where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: orderId },
    }),
  ).toBe(1);
});

it("an id of the ERP says nothing without its kind: another document's posting is not this credit memo's", async () => {
  const { refundId } = await refunded();
  await read();
  await createCreditMemos(ann, [refundId]);
  await drain();
  const { documentId } = await rowOf(refundId);
  const document = await db.salesDocument.findFirstOrThrow({
    where: { shop: SHOP, id: documentId ?? "" },
  });
  const event = {
    feed: "creditMemos" as const,
    dedupeKey: "clerk's",
    ref: {
      kind: "creditMemo" as const,
      id: "00000000-0000-4000-8000-000000000001",
      number: "CLERK-1",
    },
    number: "CLERK-1",
    orderRefs: [{ kind: "salesOrder" as const, id: document.erpId ?? "" }],
    status: "posted" as const,
    postedAt: new Date().toISOString(),
    totals: { net: "10", tax: "0", gross: "10" },
    remaining: "10",
    currency: "EUR",
  };
  const store = (orderRefs: { kind: "salesOrder" | "creditMemo"; id: string }[]) =>
    db.$transaction((tx) => storePostedMemos(tx, SHOP, connectionId, [{ ...event, orderRefs }]));
  expect(await store([{ kind: "salesOrder", id: document.erpId ?? "" }])).toMatchObject({
    stored: 0,
  });
  expect((await rowOf(refundId)).state).toBe("created");
  expect(await store([{ kind: "creditMemo", id: document.erpId ?? "" }])).toMatchObject({
    stored: 1,
  });
  expect((await rowOf(refundId)).state).toBe("posted");
});

it.each(["creditMemo", "returnOrder"] as const)(
  "a %s that people post before the app has stored that it was made: what the feeds told too early, they tell again",
  async (returnsAs) => {
    await changeSettings(SHOP, { returnsAs });
    const { orderId, refundId } = await refunded();
    await read();
    const connect = ledgerAdapter.connect.bind(ledgerAdapter);
    const scope = { shop: SHOP, connectionId };
    const quick = vi.spyOn(ledgerAdapter, "connect").mockImplementation((connection) => {
      const whole = connect(connection);
      return {
        ...whole,
        async createDocument(...args) {
          const made = await whole.createDocument(...args);
          const ref = { kind: made.kind, id: made.ref.id };
          await releaseDocument(scope, ref);
          await postDocument(scope, ref, "clerk");
          await pullFeeds(scope);
          return made;
        },
      };
    });
    await createCreditMemos(ann, [refundId]);
    await drain();
    quick.mockRestore();
    expect((await rowOf(refundId)).state).toBe("created");
    await pullFeeds(scope);
    await drain();
    expect((await rowOf(refundId)).state).toBe("posted");
    const told = await db.orderEvent.findMany({
      where: { shop: SHOP, orderId, kind: { in: ["creditMemoPosted", "returnReceived"] } },
    });
    expect(told.map(({ kind }) => kind).sort()).toEqual(
      returnsAs === "returnOrder" ? ["creditMemoPosted", "returnReceived"] : ["creditMemoPosted"],
    );
    // None of its own is taken for a clerk's.
    expect(await db.memoByHand.count({ where: { shop: SHOP, orderId } })).toBe(0);
    await changeSettings(SHOP, { returnsAs: "creditMemo" });
  },
);
