import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/create-documents.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { getMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { postInvoice } from "#app/erp/ledger/posting/invoice.server.ts";
import { postShipment } from "#app/erp/ledger/posting/shipment.server.ts";
import { runTask } from "#app/tasks/run-task.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { retryTask } from "#app/tasks/task-actions.server.ts";
import { wakeQueues } from "#app/tasks/wake.server.ts";
import { changeSettings, openShop, ordersOf, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { warnOfExpiry } from "./expiry.server.ts";
import { captureLine, retryInvoices, skipInvoice, skipPaymentLine } from "./payment-actions.server.ts";
import { paymentTaskKinds } from "./task-kinds.server.ts";

const kinds = new Map(paymentTaskKinds.map((kind) => [kind.kind, kind]));
let connectionId = "";
let cardId = "";

type Payment = { kind?: "SALE" | "AUTHORIZATION"; amount?: string; gateway?: string; multiCapturable?: boolean; giftCard?: string };
const authorized = (amount?: string, multiCapturable = false): Payment => ({ kind: "AUTHORIZATION", multiCapturable, ...(amount === undefined ? {} : { amount }) });

/** An order of ten mugs at ten each, imported, with its sales order released in the ERP. */
async function sold(payments: Payment[], over: Record<string, unknown> = {}): Promise<string> {
  const { id } = simulator.act(SHOP, "placeOrder", { spec: { customer: null, email: "buyer@example.com", lines: [{ variant: "MUG-BLUE", price: "10", quantity: 10 }], payments, ...over } }) as { id: string };
  await sync(SHOP);
  await createDocuments(SHOP, [id], "merchant");
  await drain();
  expect(await db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId: id } } })).toMatchObject({ documentState: "created" });
  return id;
}

/** Ships this many and invoices what was shipped; the app hears of it and does what it must. */
async function post(orderId: string, quantity: string, options: { settle?: boolean } = {}): Promise<string> {
  const document = await db.salesDocument.findFirstOrThrow({ where: { shop: SHOP, orderId, state: "created" } });
  const scope = { shop: SHOP, connectionId };
  const ref = { kind: "salesOrder" as const, id: document.erpId ?? "" };
  const line = await db.ledgerDocumentLine.findFirstOrThrow({ where: { shop: SHOP, documentId: ref.id, itemId: { not: null } } });
  await postShipment(scope, { order: ref, lines: [{ lineId: line.id, quantity }], by: "clerk" });
  const { number } = await postInvoice(scope, ref, "shipped", "clerk");
  await afterPosting(SHOP, connectionId);
  if (options.settle !== false) await drain();
  return number;
}

/** The clerk cancels the order's first invoice; the feed tells so. */
async function cancel(orderId: string): Promise<void> {
  const invoice = await db.postedInvoice.findFirstOrThrow({ where: { shop: SHOP, orderId, ordinal: 1 } });
  await db.ledgerPostedInvoice.update({ where: { shop_id: { shop: SHOP, id: invoice.erpId } }, data: { status: "cancelled", changedAt: new Date() } });
  await afterPosting(SHOP, connectionId);
  await drain();
}

/** Jobs run until the order has a task of this kind, which then waits. */
async function drainUntil(orderId: string, kind: string): Promise<void> {
  const { pullFeeds } = await import("#app/domain/feeds/pull-feeds.server.ts");
  await pullFeeds({ shop: SHOP, connectionId });
  for (const { id } of await tasksOf(orderId, "readPayments")) await runTask(kinds, SHOP, id);
  expect((await tasksOf(orderId, kind)).map(({ state }) => state)).toEqual(["planned"]);
}

/** Time passes: whatever waits for its time goes, and an unanswered call cannot act any more. */
async function later(): Promise<void> {
  const waiting = await db.$queryRaw<{ shop: string; queue: string }[]>`
    UPDATE "Task" SET "nextAttemptAt" = NULL, "sentAt" = "sentAt" - interval '2 minutes' WHERE state IN ('planned', 'ambiguous', 'sending') RETURNING shop, queue`;
  await wakeQueues(db, waiting);
  await drain();
}

const captured = (orderId: string): string[] => simulator.log.effects
  .flatMap(({ mutation, result }) => (mutation === "orderCapture" ? [result as { order: string; amount: string; status: string }] : []))
  .filter(({ order, status }) => order === orderId && status !== "FAILURE").map(({ amount }) => amount);
const linesOf = async (orderId: string) => (await db.paymentLine.findMany({ where: { shop: SHOP, orderId }, include: { invoice: true }, orderBy: [{ invoice: { ordinal: "asc" } }, { expiresAt: "asc" }, { authorized: "asc" }] }))
  .map((line) => [line.invoice.ordinal, line.amount.toFixed(2), line.state, (line.reason as { kind?: string } | null)?.kind ?? null]);
const lineOf = async (orderId: string, state?: string) => db.paymentLine.findFirstOrThrow({ where: { shop: SHOP, orderId, ...(state ? { state } : {}) }, orderBy: { createdAt: "desc" } });
const invoicesOf = async (orderId: string) => (await db.postedInvoice.findMany({ where: { shop: SHOP, orderId }, orderBy: { ordinal: "asc" } })).map(({ state }) => state);
const problemsOf = async (orderId: string) => (await db.problem.findMany({ where: { shop: SHOP, orderId, clearedAt: null }, orderBy: { kind: "asc" } })).map(({ kind }) => kind);
const tasksOf = async (orderId: string, kind: string) => db.task.findMany({ where: { shop: SHOP, orderId, kind }, orderBy: { createdAt: "asc" } });
const recordOf = (orderId: string) => ordersOf(SHOP).find(({ id }) => id === orderId);

beforeAll(async () => {
  simulator.clock.set(new Date());
  await openShop(SHOP);
  const card = await getCard(SHOP);
  connectionId = card?.connectionId ?? "";
  cardId = card?.id ?? "";
  await changeSettings(SHOP, { documentNumberAttribute: false, sendShippingConfirmation: false, archiveProcessed: false });
}, 120_000);
beforeEach(() => {
  simulator.log.clear();
  simulator.faults.clear();
});
afterAll(async () => {
  await releaseHolder();
});

describe("posted invoices and payment lines", () => {
  it("S0: two authorizations become two lines, each captured by its own task, marked captured", async () => {
    const orderId = await sold([authorized("60"), authorized("40")]);
    await post(orderId, "10");
    expect((await linesOf(orderId)).map(([, amount, state]) => [amount, state]).sort()).toEqual([["40.00", "captured"], ["60.00", "captured"]]);
    expect(captured(orderId).sort()).toEqual(["40.00", "60.00"]);
    expect(await invoicesOf(orderId)).toEqual(["captured"]);
    expect((await tasksOf(orderId, "capturePayment")).map(({ state }) => state)).toEqual(["done", "done"]);
    const before = await db.orderVersion.count({ where: { shop: SHOP, orderId } });
    await sync(SHOP);
    expect(await db.orderVersion.count({ where: { shop: SHOP, orderId } })).toBe(before);
    expect(await db.task.count({ where: { shop: SHOP, orderId, state: { not: "done" } } })).toBe(0);
    expect(await problemsOf(orderId)).toEqual([]);
  });

  it("partial invoices of an authorization that allows it are captured one by one, the last one finally", async () => {
    const orderId = await sold([authorized(undefined, true)]);
    for (const quantity of ["3", "3", "4"]) await post(orderId, quantity);
    expect(captured(orderId)).toEqual(["30.00", "30.00", "40.00"]);
    const inputs = simulator.log.effects.filter(({ mutation }) => mutation === "orderCapture").map(({ input }) => (input as { finalCapture?: boolean }).finalCapture ?? false);
    expect(inputs).toEqual([false, false, true]);
    expect(await invoicesOf(orderId)).toEqual(["captured", "captured", "captured"]);
    expect(recordOf(orderId)?.transactions.filter(({ kind }) => kind === "CAPTURE")).toHaveLength(3);
  });

  it("an authorization that allows one capture waits for the completing invoice; or takes all at the first, as the merchant chooses", async () => {
    const orderId = await sold([authorized()]);
    await post(orderId, "6");
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "later", "capture-later"]]);
    expect(await invoicesOf(orderId)).toEqual(["open"]);
    await post(orderId, "4");
    expect(captured(orderId)).toEqual(["100.00"]);
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "nothing", "paid-already"], [2, "100.00", "captured", null]]);
    expect(await invoicesOf(orderId)).toEqual(["nothing", "captured"]);

    await changeSettings(SHOP, { captureOnce: "first" });
    const other = await sold([authorized()]);
    await post(other, "6");
    await post(other, "4");
    await changeSettings(SHOP, { captureOnce: "completing" });
    expect(captured(other)).toEqual(["100.00"]);
    expect(await linesOf(other)).toEqual([[1, "100.00", "captured", null], [2, "0.00", "nothing", "paid-already"]]);
  });

  it("a gift card counts as paid; only the rest is captured", async () => {
    const orderId = await sold([{ kind: "SALE", amount: "30", gateway: "gift_card" }, authorized("70", true)]);
    await post(orderId, "5");
    await post(orderId, "5");
    expect(captured(orderId)).toEqual(["20.00", "50.00"]);
  });

  it("another currency: parts add up to the cent and the currency is sent", async () => {
    const orderId = await sold([authorized(undefined, true)], { currency: "USD", lines: [{ variant: "MUG-BLUE", price: "10.07", quantity: 10 }] });
    for (const quantity of ["3", "3", "4"]) await post(orderId, quantity);
    const amounts = captured(orderId);
    expect(amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0)).toBe(10070);
    expect(amounts).toHaveLength(3);
    expect(simulator.log.effects.filter(({ mutation }) => mutation === "orderCapture").every(({ input }) => (input as { currency?: string }).currency === "USD")).toBe(true);
  });

  it("posted beyond what is authorized is captured as far as it goes, and told", async () => {
    const orderId = await sold([authorized("80", true)]);
    await post(orderId, "10");
    expect(captured(orderId)).toEqual(["80.00"]);
    expect(await problemsOf(orderId)).toContain("capture-short");
    const problem = await db.problem.findFirstOrThrow({ where: { shop: SHOP, orderId, kind: "capture-short" } });
    expect((problem.detail as { params: object }).params).toMatchObject({ missing: "20", currency: "EUR" });
  });

  it("the card may capture nothing; a person still may, line by line", async () => {
    await changeSettings(SHOP, { capturePolicy: "never" });
    const orderId = await sold([authorized(undefined, true)]);
    await post(orderId, "4");
    await changeSettings(SHOP, { capturePolicy: "posted" });
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "nothing", "capture-off"]]);
    expect(captured(orderId)).toEqual([]);
    expect(await db.skippedRecord.count({ where: { shop: SHOP, orderId, what: "invoice" } })).toBe(1);
    const line = await lineOf(orderId);
    expect(await captureLine(OTHER_SHOP, line.id, "thief")).toMatchObject({ ok: false, error: { kind: "not-found" } });
    expect(await captureLine(SHOP, line.id, "ann")).toMatchObject({ ok: true, value: { amount: "40", currency: "EUR" } });
    await drain();
    expect(captured(orderId)).toEqual(["40.00"]);
    expect(await captureLine(SHOP, line.id, "ann")).toMatchObject({ ok: false, error: { kind: "not-now" } });
  });
});

describe("the bank", () => {
  it("answers PENDING, then SUCCESS: watched to its end, captured once", async () => {
    const orderId = await sold([authorized()]);
    simulator.act(SHOP, "nextCapture", { order: orderId, status: "PENDING", settleAs: "SUCCESS" });
    await post(orderId, "10");
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "pending", "capture-pending"]]);
    await later();
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "pending", "capture-pending"]]);
    simulator.act(SHOP, "settleTransaction", { order: orderId });
    await later();
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "captured", null]]);
    expect(captured(orderId)).toEqual(["100.00"]);
    expect((await lineOf(orderId)).captured.toFixed(2)).toBe("100.00");
  });

  it("answers PENDING, then FAILURE: told with the bank's words; a retry captures anew", async () => {
    const orderId = await sold([authorized()]);
    simulator.act(SHOP, "nextCapture", { order: orderId, status: "PENDING", settleAs: "FAILURE", errorCode: "CARD_DECLINED" });
    await post(orderId, "10");
    simulator.act(SHOP, "settleTransaction", { order: orderId, status: "FAILURE", errorCode: "CARD_DECLINED" });
    await later();
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "failed", "capture-failed"]]);
    expect((await lineOf(orderId)).reason).toMatchObject({ params: { message: "card declined" } });
    expect(await problemsOf(orderId)).toEqual(["capture-failed"]);
    expect(await captureLine(SHOP, (await lineOf(orderId)).id, "ann")).toMatchObject({ ok: true });
    await drain();
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "captured", null]]);
    expect(await problemsOf(orderId)).toEqual([]);
    expect(recordOf(orderId)?.transactions.filter(({ kind, status }) => kind === "CAPTURE" && status === "SUCCESS")).toHaveLength(1);
  });

  it("refuses at once: the task fails, nothing is left behind, and its retry captures", async () => {
    const orderId = await sold([authorized()]);
    simulator.act(SHOP, "nextCapture", { order: orderId, status: "FAILURE", errorCode: "INSUFFICIENT_FUNDS" });
    await post(orderId, "10");
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "failed", "capture-failed"]]);
    expect(await invoicesOf(orderId)).toEqual(["failed"]);
    const [task] = await tasksOf(orderId, "capturePayment");
    expect(task).toMatchObject({ state: "failed", problemKind: "capture-failed", sentAt: null });
    expect((await retryTask(SHOP, task?.id ?? "", "ann")).ok).toBe(true);
    await drain();
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "captured", null]]);
    expect(captured(orderId)).toEqual(["100.00"]);
    expect(await problemsOf(orderId)).toEqual([]);
  });
});

describe("never twice", () => {
  it.each(["drop-answer", "error-after-act", "error-before-act", "drop-request", "internal-error"] as const)("%s: one capture, to the cent", async (kind) => {
    const orderId = await sold([authorized(undefined, true)]);
    simulator.faults.arm({ kind, operation: "CapturePayment" });
    await post(orderId, "4");
    await later();
    await later();
    expect(captured(orderId)).toEqual(["40.00"]);
    expect(await linesOf(orderId)).toEqual([[1, "40.00", "captured", null]]);
    await post(orderId, "6");
    expect(captured(orderId)).toEqual(["40.00", "60.00"]);
  });

  it("two equal captures with both answers lost are told apart", async () => {
    const orderId = await sold([authorized(undefined, true)]);
    simulator.faults.arm({ kind: "drop-answer", operation: "CapturePayment", count: 2 });
    await post(orderId, "5");
    await post(orderId, "5");
    for (let round = 0; round < 4; round += 1) await later();
    expect(captured(orderId)).toEqual(["50.00", "50.00"]);
    const lines = await db.paymentLine.findMany({ where: { shop: SHOP, orderId } });
    expect(lines.map(({ state }) => state)).toEqual(["captured", "captured"]);
    expect(new Set(lines.map(({ captureId }) => captureId)).size).toBe(2);
  });

  it("two workers at the same task, and a feed that tells everything again", async () => {
    const orderId = await sold([authorized(undefined, true)]);
    await post(orderId, "4", { settle: false });
    await Promise.all([drain(), drain()]);
    const tasks = await tasksOf(orderId, "capturePayment");
    await Promise.all(tasks.flatMap(({ id }) => [runTask(kinds, SHOP, id), runTask(kinds, SHOP, id)]));
    await db.feedCursor.updateMany({ where: { shop: SHOP }, data: { cursor: { at: new Date(0).toISOString(), id: "00000000-0000-0000-0000-000000000000" } } });
    await afterPosting(SHOP, connectionId);
    await drain();
    expect(captured(orderId)).toEqual(["40.00"]);
    expect(await invoicesOf(orderId)).toEqual(["captured"]);
  });

  it("a worker that died right after the call: the capture is found", async () => {
    const orderId = await sold([authorized()]);
    simulator.faults.arm({ kind: "drop-answer", operation: "CapturePayment" });
    await post(orderId, "10");
    const [task] = await tasksOf(orderId, "capturePayment");
    await db.task.updateMany({ where: { shop: SHOP, id: task?.id ?? "" }, data: { state: "sending", claimedBy: 999_999 } });
    await later();
    expect(captured(orderId)).toEqual(["100.00"]);
    expect((await tasksOf(orderId, "capturePayment"))[0]?.state).toBe("done");
  });

  it("captured elsewhere before and after the invoice was read", async () => {
    const orderId = await sold([authorized()]);
    simulator.act(SHOP, "captureOrder", { order: orderId });
    await post(orderId, "10");
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "elsewhere", "captured-elsewhere"]]);

    const other = await sold([authorized()]);
    await post(other, "6");
    simulator.act(SHOP, "captureOrder", { order: other });
    await sync(SHOP);
    expect(await linesOf(other)).toEqual([[1, "0.00", "elsewhere", "captured-elsewhere"]]);
    expect([...captured(orderId), ...captured(other)]).toEqual([]);
  });

  it("captured elsewhere right after it was read: Shopify refuses, it is read anew and noticed", async () => {
    const orderId = await sold([authorized()]);
    await post(orderId, "10", { settle: false });
    await drainUntil(orderId, "capturePayment");
    simulator.act(SHOP, "captureOrder", { order: orderId });
    simulator.log.clear();
    await drain();
    expect(captured(orderId)).toEqual([]);
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "elsewhere", "captured-elsewhere"]]);
    expect(simulator.log.requests.filter(({ operation }) => operation === "CapturePayment")).toHaveLength(1);
  });

  it("many invoices at once are read together: hardly more than one call each", async () => {
    const orders: string[] = [];
    for (let count = 0; count < 8; count += 1) orders.push(await sold([authorized()]));
    for (const orderId of orders.slice(1)) await post(orderId, "10", { settle: false });
    simulator.log.clear();
    await post(orders[0] ?? "", "10");
    for (const orderId of orders) expect(captured(orderId)).toEqual(["100.00"]);
    const calls = simulator.log.requests.filter(({ operation }) => operation === "OrderPayments" || operation === "CapturePayment");
    expect(calls.filter(({ operation }) => operation === "CapturePayment")).toHaveLength(8);
    expect(calls.length).toBeLessThanOrEqual(16);
  });

  it("captured elsewhere in part between reading and acting: only what is still due is captured", async () => {
    await changeSettings(SHOP, { allowOutgoingRequests: false });
    const orderId = await sold([authorized(undefined, true)]);
    await post(orderId, "8");
    expect(captured(orderId)).toEqual([]);
    simulator.act(SHOP, "captureOrder", { order: orderId, amount: "30" });
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await drain();
    await later();
    expect(captured(orderId)).toEqual(["50.00"]);
  });
});

describe("time and cancellation", () => {
  it("warns before an authorization ends, says when it has, and is quiet once it is captured", async () => {
    const orderId = await sold([authorized()]);
    const expires = async () => (await db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId } } })).authorizationExpiresAt;
    expect(await expires()).not.toBeNull();
    await warnOfExpiry();
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { expiryWarningDays: 8 });
    await warnOfExpiry();
    expect(await problemsOf(orderId)).toEqual(["authorization-expiring"]);
    await warnOfExpiry();
    await changeSettings(SHOP, { expiryWarningDays: 2 });
    await warnOfExpiry();
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { expiryWarningDays: 8 });
    await warnOfExpiry();
    await post(orderId, "10");
    await sync(SHOP);
    expect(await expires()).toBeNull();
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { expiryWarningDays: 2 });
  });

  it("an authorization given up in Shopify leaves nothing to wait for", async () => {
    const orderId = await sold([authorized()]);
    await post(orderId, "6");
    simulator.act(SHOP, "voidAuthorization", { order: orderId });
    await sync(SHOP);
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "nothing", "nothing-to-capture"]]);
    expect(await invoicesOf(orderId)).toEqual(["nothing"]);
  });

  it("an authorization that ended is not captured, and everybody sees it", async () => {
    const orderId = await sold([authorized()]);
    simulator.act(SHOP, "expireAuthorization", { order: orderId });
    await sync(SHOP);
    await warnOfExpiry();
    await post(orderId, "10");
    expect(captured(orderId)).toEqual([]);
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "failed", "authorization-expired"]]);
    expect(await problemsOf(orderId)).toContain("authorization-expired");
  });

  it("an invoice cancelled in the ERP is not captured any more; after the capture it is told", async () => {
    const orderId = await sold([authorized(undefined, true)]);
    await changeSettings(SHOP, { allowOutgoingRequests: false });
    await post(orderId, "4");
    await cancel(orderId);
    await cancel(orderId);
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await drain();
    await later();
    expect(captured(orderId)).toEqual([]);
    expect(await invoicesOf(orderId)).toEqual(["cancelled"]);
    expect(await linesOf(orderId)).toEqual([[1, "40.00", "skipped", "invoice-cancelled"]]);
    expect(await retryInvoices(SHOP, [(await lineOf(orderId)).invoiceId], "ann")).toBe(0);

    const late = await sold([authorized(undefined, true)]);
    await post(late, "4");
    await cancel(late);
    expect(await problemsOf(late)).toEqual(["invoice-cancelled-after-capture"]);
    await post(late, "6");
    expect(captured(late)).toEqual(["40.00", "20.00"]); // 60 stand posted, 40 are there
  });

  it("skipped by hand: not captured now, nor with a later invoice", async () => {
    await changeSettings(SHOP, { allowOutgoingRequests: false });
    const orderId = await sold([authorized(undefined, true)]);
    await post(orderId, "4");
    const line = await lineOf(orderId);
    expect(await skipPaymentLine(SHOP, line.id, " ", "ann")).toMatchObject({ ok: false, error: { kind: "reason-missing" } });
    expect(await skipPaymentLine(OTHER_SHOP, line.id, "mine", "thief")).toMatchObject({ ok: false, error: { kind: "not-found" } });
    expect(await skipPaymentLine(SHOP, line.id, "paid in cash", "ann")).toMatchObject({ ok: true });
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await drain();
    await post(orderId, "3");
    expect(captured(orderId)).toEqual(["30.00"]);
    expect(await invoicesOf(orderId)).toEqual(["skipped", "captured"]);

    await changeSettings(SHOP, { allowOutgoingRequests: false });
    await post(orderId, "3");
    const third = await db.postedInvoice.findFirstOrThrow({ where: { shop: SHOP, orderId, ordinal: 3 } });
    expect(await skipInvoice(SHOP, third.id, "a present", "ann")).toMatchObject({ ok: true });
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await drain();
    expect(captured(orderId)).toEqual(["30.00"]);
    expect(await retryInvoices(OTHER_SHOP, [third.id], "thief")).toBe(0);
    expect(await retryInvoices(SHOP, [third.id], "ann")).toBe(1);
    await drain();
    expect(captured(orderId)).toEqual(["30.00", "30.00"]);
    expect((await db.skippedRecord.findMany({ where: { shop: SHOP, orderId }, orderBy: { at: "asc" } })).map(({ what }) => what)).toEqual(["paymentLine", "invoice"]);
  });
});

describe("marketplaces (S4)", () => {
  const tiktok = { source: { name: "tiktok", handle: "tiktok", displayName: "TikTok Shop" } };

  it("Shopify Payments: authorized, fulfilled, captured by the marketplace, never by us; a person is refused with the reason", async () => {
    const orderId = await sold([authorized()], tiktok);
    await post(orderId, "10");
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "channel", "channel-captures"]]);
    expect(await invoicesOf(orderId)).toEqual(["channel"]);
    expect(await captureLine(SHOP, (await lineOf(orderId)).id, "ann")).toMatchObject({ ok: false, error: { kind: "refused", problem: { kind: "channel-captures", params: { channel: "TikTok Shop" } } } });
    simulator.act(SHOP, "marketplaceCaptures", { order: orderId });
    await sync(SHOP);
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "elsewhere", "captured-elsewhere"]]);
    expect(await invoicesOf(orderId)).toEqual(["captured"]);
    expect(captured(orderId)).toEqual([]);
    expect(await problemsOf(orderId)).toEqual([]);
  });

  it("Facebook Payments: paid at once, nothing to capture", async () => {
    const orderId = await sold([{ kind: "SALE", gateway: "instagram" }], { source: { name: "instagram", handle: "instagram", displayName: "Instagram" } });
    await post(orderId, "10");
    expect(await linesOf(orderId)).toEqual([]);
    expect(await db.postedInvoice.findFirstOrThrow({ where: { shop: SHOP, orderId } })).toMatchObject({ state: "nothing", reason: { kind: "paid-already" } });
    expect(captured(orderId)).toEqual([]);
  });

  it("a source that the card names is left alone as well", async () => {
    await changeSettings(SHOP, { channelCaptures: "web" });
    const orderId = await sold([authorized()]);
    await post(orderId, "10");
    await changeSettings(SHOP, { channelCaptures: "" });
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "channel", "channel-captures"]]);
  });
});

describe("payments registered in the ERP (P-5)", () => {
  it("captures and sales are booked on the invoices once the gateway has a payment method", async () => {
    await changeSettings(SHOP, { registerPayments: true });
    const orderId = await sold([{ kind: "SALE", amount: "30", gateway: "shopify_payments" }, authorized("70", true)]);
    await post(orderId, "5");
    await post(orderId, "5");
    await sync(SHOP);
    expect((await tasksOf(orderId, "registerPayment")).every(({ state, problemKind }) => state === "planned" && problemKind === "unmapped-gateway")).toBe(true);
    expect(await problemsOf(orderId)).toContain("unmapped-gateway");
    const row = await getMapping(SHOP, cardId, "paymentMethod", "shopify_payments");
    const method = await db.ledgerReference.findFirstOrThrow({ where: { shop: SHOP, connectionId, kind: "paymentMethod" } });
    expect((await saveMapping(SHOP, { cardId, kind: "paymentMethod", key: "shopify_payments", revision: row?.revision ?? 0, erp: { code: method.code } }, "ann")).ok).toBe(true);
    await drain();
    const payments = await db.ledgerPayment.findMany({ where: { shop: SHOP, connectionId }, orderBy: { createdAt: "asc" } });
    expect(payments.map(({ amount }) => amount.toFixed(2)).sort()).toEqual(["20.00", "30.00", "50.00"]);
    const invoices = await db.ledgerPostedInvoice.findMany({ where: { shop: SHOP, connectionId, id: { in: payments.map(({ invoiceId }) => invoiceId) } } });
    expect(invoices.map(({ status, remaining }) => [status, remaining.toFixed(2)])).toEqual([["paid", "0.00"], ["paid", "0.00"]]);
    await afterPosting(SHOP, connectionId);
    await drain();
    await sync(SHOP);
    expect(await db.ledgerPayment.count({ where: { shop: SHOP, connectionId } })).toBe(3);
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { registerPayments: false });
  });
});
