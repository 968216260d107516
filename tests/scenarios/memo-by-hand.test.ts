import { simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { fixProblem } from "#app/domain/attention/fix-problem.server.ts";
import { fixForm } from "#app/domain/attention/views/fix-form.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { refundView } from "#app/domain/refund-page/refund-page.server.ts";
import { answerMemo } from "#app/domain/refunds/by-hand/answer.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { unlinkCreditMemo } from "#app/domain/refunds/unlink-credit-memo.server.ts";
import { retryTask } from "#app/tasks/task-actions.server.ts";
import { insertCustomer, postInvoiceByHand } from "#app/erp/ledger/back-office.server.ts";
import { RefundId } from "#app/lib/ids.ts";
import { now } from "#app/lib/clock.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, booksOf, place, type Placed } from "./back-office.ts";
import { changeSettings, createAll, inEmptyShop, sync } from "./shop-at-work.ts";

/** A clerk posts a credit memo in the ERP for a refund that the app would credit, too. */
const SHOP = "memo-by-hand.myshopify.com";
inEmptyShop(SHOP);
const ann = { shop: SHOP, by: "ann" };
let customerId = "";

beforeAll(async () => {
  const address = { name: "Renate Vogel", address1: "Königstraße 77", city: "Lübeck" };
  const { id } = await insertCustomer(await booksOf(SHOP), null, {
    name: "Renate Vogel",
    email: "renate.vogel@example.com",
    address: { ...address, zip: "23552", countryCode: "DE" },
  });
  customerId = id;
});
afterEach(() => changeSettings(SHOP, { returnProcess: "importOnly", autoCreateOrders: false }));
const byItself = () =>
  changeSettings(SHOP, { returnProcess: "autoCreditMemo", autoCreateOrders: true });

const sold = async (): Promise<Placed> => {
  const order = place(SHOP, {
    spec: anOrder({ lines: [{ variant: "LANTERN", quantity: 3 }], payments: [{}] }),
  });
  await sync(SHOP);
  await createAll(SHOP);
  return order;
};
/** One lantern at 149 comes back. */
const refund = async ({ id }: Placed): Promise<void> => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "refundOrder", {
    order: id,
    lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
  });
  await sync(SHOP);
};
/** The clerk's own, without the app hearing of it yet. */
async function byHand(reference: string, amount = "149"): Promise<string> {
  const { id } = await postInvoiceByHand(
    await booksOf(SHOP),
    {
      kind: "creditMemo",
      customerId,
      externalDocumentNumber: reference,
      note: "",
      location: "",
      lines: [
        {
          kind: "fee",
          number: "4300",
          description: "Lantern",
          quantity: "1",
          unitPrice: amount,
          taxRate: "0",
        },
      ],
      clickId: crypto.randomUUID(),
    },
    "clerk",
  );
  const posted = await db.ledgerPostedInvoice.findFirstOrThrow({
    where: { shop: SHOP, documentId: id },
  });
  return posted.number;
}
const hear = async (): Promise<void> => {
  await afterPosting(SHOP, (await booksOf(SHOP)).connectionId);
  await drain();
};
const refundsOf = ({ id }: Placed) =>
  db.refund.findMany({ where: { shop: SHOP, orderId: id }, orderBy: { refundedAt: "asc" } });
const told = async (order: Placed) =>
  (await refundsOf(order)).map(({ state, reason, documentNumber }) => [
    state,
    (reason as { kind?: string } | null)?.kind ?? null,
    documentNumber,
  ]);
/** Credit memos that the app made. */
const madeFor = ({ id }: Placed): Promise<number> =>
  db.ledgerDocument.count({ where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: id } });
const eventsOf = async ({ id }: Placed) =>
  (
    await db.orderEvent.findMany({
      where: { shop: SHOP, orderId: id, kind: { startsWith: "memoByHand" } },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    })
  ).map(({ kind, actor, data }) => [kind, actor, (data as { number: string }).number]);
const problemsOf = async ({ id }: Placed) =>
  db.problem.findMany({ where: { shop: SHOP, orderId: id, clearedAt: null } });
const questionOf = async (order: Placed) => {
  const [problem] = (await problemsOf(order)).filter(({ kind }) => kind.startsWith("memo-by-hand"));
  if (!problem) throw new Error("nobody is asked");
  return problem;
};
const answer = async (order: Placed, refunds: RefundId[]) => {
  const { kind, cause } = await questionOf(order);
  const fixed = await fixProblem(ann, { kind, cause }, { form: "memoByHand", refunds });
  await drain();
  return fixed;
};
const idsOf = async (order: Placed): Promise<RefundId[]> =>
  (await refundsOf(order)).map(({ refundId }) => RefundId.parse(refundId));

it("the open refund waits and asks; linked, it is posted with the clerk's credit memo and nothing is created", async () => {
  const order = await sold();
  await refund(order);
  await drain();
  expect(await told(order)).toEqual([["ready", null, null]]);
  const number = await byHand(order.name);
  await hear();
  expect(await told(order)).toEqual([["problem", "memo-by-hand", null]]);
  const [id] = await idsOf(order);
  if (!id) throw new Error("no refund");
  expect(await createCreditMemos(ann, [id])).toMatchObject({
    enqueued: [],
    refused: [{ refundId: id, problems: [{ kind: "memo-by-hand" }] }],
  });
  const { kind, cause, detail } = await questionOf(order);
  expect(detail).toMatchObject({ params: { number, amount: "149", currency: "EUR" } });
  expect(await fixForm(SHOP, new URLSearchParams({ kind, cause }))).toMatchObject({
    form: "memoByHand",
    memo: { number, gross: "149" },
    refunds: [{ id, same: true }],
  });
  // The page of the refund asks, too.
  expect((await refundView(ann, id))?.problems).toMatchObject([
    { kind: "memo-by-hand", cause, hasForm: true },
  ]);
  expect(await answer(order, [id])).toMatchObject({ ok: true });
  expect(await told(order)).toEqual([["posted", null, number]]);
  expect(await problemsOf(order)).toEqual([]);
  await byItself();
  await sync(SHOP);
  await hear();
  expect(await createCreditMemos(ann, [id])).toMatchObject({ already: [id] });
  await drain();
  expect(await madeFor(order)).toBe(0);
  expect(await eventsOf(order)).toEqual([
    ["memoByHandFound", "erp", number],
    ["memoByHandLinked", "ann", number],
  ]);
});

it("for something else: remembered, and the refund's own credit memo is created, once", async () => {
  await byItself();
  const order = await sold();
  const number = await byHand(order.name, "20");
  await hear();
  // Seen before the refund was imported.
  await refund(order);
  await drain();
  expect(await told(order)).toEqual([["problem", "memo-by-hand", null]]);
  expect(await madeFor(order)).toBe(0);
  expect(await answer(order, [])).toMatchObject({ ok: true });
  expect((await told(order))[0]?.[0]).toBe("created");
  expect(await madeFor(order)).toBe(1);
  await hear();
  await sync(SHOP);
  expect(await madeFor(order)).toBe(1);
  // Nobody is asked again.
  expect(await problemsOf(order)).toEqual([]);
  expect(await eventsOf(order)).toEqual([
    ["memoByHandFound", "erp", number],
    ["memoByHandOther", "ann", number],
  ]);
  expect(await db.memoByHand.findFirst({ where: { shop: SHOP, number } })).toMatchObject({
    state: "other",
    answeredBy: "ann",
  });
});

it("posted while the task is planned, and not heard of: the task looks before it creates, and holds", async () => {
  const order = await sold();
  await refund(order);
  await drain();
  const [id] = await idsOf(order);
  if (!id) throw new Error("no refund");
  await createCreditMemos(ann, [id]);
  const number = await byHand(order.name.replace("#", ""));
  await drain();
  expect(await told(order)).toEqual([["problem", "memo-by-hand", null]]);
  expect(await madeFor(order)).toBe(0);
  const task = await db.task.findFirstOrThrow({
    where: { shop: SHOP, kind: "createCreditMemo", orderId: order.id },
  });
  expect(task).toMatchObject({ state: "failed", problemKind: "memo-by-hand" });
  // A retry alone changes nothing.
  await retryTask(SHOP, task.id, "ann");
  await drain();
  expect(await madeFor(order)).toBe(0);
  expect(await answer(order, [id])).toMatchObject({ ok: true });
  expect(await told(order)).toEqual([["posted", null, number]]);
  // Whoever retries the task that was put aside gets no second credit memo.
  await retryTask(SHOP, task.id, "ann");
  await drain();
  expect(await madeFor(order)).toBe(0);
  expect(await told(order)).toEqual([["posted", null, number]]);
});

it("asked for by hand and held by the task: for something else lets the same credit memo be made", async () => {
  const order = await sold();
  await refund(order);
  await drain();
  await createCreditMemos(ann, await idsOf(order));
  await byHand(order.name, "5");
  await drain();
  expect(await madeFor(order)).toBe(0);
  await answer(order, []);
  expect((await told(order))[0]?.[0]).toBe("created");
  expect(await madeFor(order)).toBe(1);
});

it("two refunds, one credit memo for both, worth less than both: linked, and the difference is named", async () => {
  const order = await sold();
  await refund(order);
  await refund(order);
  const number = await byHand(order.name, "290");
  await hear();
  expect((await told(order)).map(([, kind]) => kind)).toEqual(["memo-by-hand", "memo-by-hand"]);
  await answer(order, await idsOf(order));
  const rows = await refundsOf(order);
  expect(rows.map(({ state, documentNumber }) => [state, documentNumber])).toEqual([
    ["posted", number],
    ["posted", number],
  ]);
  expect(rows[0]?.reason).toMatchObject({
    kind: "memo-by-hand-differs",
    params: { amount: "290", refunded: "298", difference: "-8" },
  });
});

it("one of two refunds is linked: the other goes on by itself, and never takes more than the document has left", async () => {
  await byItself();
  const order = await sold();
  const number = await byHand(order.name);
  await refund(order);
  await refund(order);
  await hear();
  const [first] = await idsOf(order);
  await answer(order, first ? [first] : []);
  expect((await told(order)).map(([state]) => state)).toEqual(["posted", "created"]);
  expect((await told(order))[0]?.[2]).toBe(number);
  expect(await madeFor(order)).toBe(1);
});

it("cancelled in the ERP before anybody answered: the refund goes on; linked before: it is open again, for a person", async () => {
  const order = await sold();
  await refund(order);
  const number = await byHand(order.name);
  await hear();
  const cancel = async (): Promise<void> => {
    await db.ledgerPostedInvoice.updateMany({
      where: { shop: SHOP, number, kind: "creditMemo" },
      data: { status: "cancelled", changedAt: now(), cancelledAt: now() },
    });
    await hear();
  };
  const [id] = await idsOf(order);
  await answer(order, id ? [id] : []);
  await byItself();
  await cancel();
  expect(await told(order)).toEqual([["ready", null, null]]);
  expect(await madeFor(order)).toBe(0);
  await createCreditMemos(ann, await idsOf(order));
  await drain();
  expect(await madeFor(order)).toBe(1);
  expect((await eventsOf(order)).map(([kind]) => kind)).toEqual([
    "memoByHandFound",
    "memoByHandLinked",
    "memoByHandGone",
  ]);
});

it("linked by mistake: unlinked, it is asked about anew", async () => {
  const order = await sold();
  await refund(order);
  const number = await byHand(order.name);
  await hear();
  const [id] = await idsOf(order);
  if (!id) throw new Error("no refund");
  await answer(order, [id]);
  expect(await unlinkCreditMemo(ann, id, "wrong one")).toMatchObject({ ok: true });
  await drain();
  expect(await told(order)).toEqual([["problem", "memo-by-hand", null]]);
  expect(await db.memoByHand.findFirst({ where: { shop: SHOP, number } })).toMatchObject({
    state: "open",
  });
});

it("seen when the refund has its credit memo already: somebody is told, and says when it is something else", async () => {
  const order = await sold();
  await refund(order);
  await drain();
  await createCreditMemos(ann, await idsOf(order));
  await drain();
  const number = await byHand(order.name);
  await hear();
  const late = await questionOf(order);
  expect(late).toMatchObject({ kind: "memo-by-hand-late" });
  expect(late.detail).toMatchObject({ params: { number } });
  expect((await told(order))[0]?.[0]).toBe("created");
  await answer(order, []);
  expect(await problemsOf(order)).toEqual([]);
});

it("a credit memo that names no order of ours, or an order without refunds, holds nothing", async () => {
  const order = await sold();
  await byHand("PO-4711");
  await byHand(order.name);
  await hear();
  expect(await problemsOf(order)).toEqual([]);
  const other = await sold();
  await refund(other);
  await drain();
  expect((await told(other))[0]?.[0]).toBe("ready");
});

it("two people answer at once: one is heard", async () => {
  const order = await sold();
  await refund(order);
  await byHand(order.name);
  await hear();
  const [id] = await idsOf(order);
  const row = await db.memoByHand.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } });
  const answers = await Promise.all([
    answerMemo(ann, row, id ? [id] : []),
    answerMemo({ ...ann, by: "bob" }, row, []),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  await drain();
  const linked = (await told(order))[0]?.[0] === "posted";
  expect(linked).toBe(answers[0].ok);
});
