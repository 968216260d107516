import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { retryTask } from "#app/tasks/task-actions.server.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { captureLine } from "./capture-line.server.ts";
import {
  authorized,
  sold,
  post,
  later,
  captured,
  drainUntil,
  linesOf,
  lineOf,
  invoicesOf,
  problemsOf,
  tasksOf,
  recordOf,
  openPaymentShop,
} from "./payments.fixture.ts";

openPaymentShop();

describe("posted invoices and payment lines", () => {
  it("two authorizations become two lines, each captured by its own task, marked captured (PAY-1)", async () => {
    const orderId = await sold([authorized("60"), authorized("40")]);
    await post(orderId, "10");
    expect((await linesOf(orderId)).map(([, amount, state]) => [amount, state]).sort()).toEqual([
      ["40.00", "captured"],
      ["60.00", "captured"],
    ]);
    expect(captured(orderId).sort()).toEqual(["40.00", "60.00"]);
    expect(await invoicesOf(orderId)).toEqual(["captured"]);
    expect((await tasksOf(orderId, "capturePayment")).map(({ state }) => state)).toEqual([
      "done",
      "done",
    ]);
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
    const inputs = simulator.log.effects
      .filter(({ mutation }) => mutation === "orderCapture")
      .map(({ input }) => (input as { finalCapture?: boolean }).finalCapture ?? false);
    expect(inputs).toEqual([false, false, true]);
    expect(await invoicesOf(orderId)).toEqual(["captured", "captured", "captured"]);
    expect(recordOf(orderId)?.transactions.filter(({ kind }) => kind === "CAPTURE")).toHaveLength(
      3,
    );
  });

  it("an authorization that allows one capture waits for the completing invoice; or takes all at the first, as the merchant chooses", async () => {
    const orderId = await sold([authorized()]);
    await post(orderId, "6");
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "later", "capture-later"]]);
    expect(await invoicesOf(orderId)).toEqual(["open"]);
    await post(orderId, "4");
    expect(captured(orderId)).toEqual(["100.00"]);
    expect(await linesOf(orderId)).toEqual([
      [1, "0.00", "nothing", "paid-already"],
      [2, "100.00", "captured", null],
    ]);
    expect(await invoicesOf(orderId)).toEqual(["nothing", "captured"]);

    await changeSettings(SHOP, { captureOnce: "first" });
    const other = await sold([authorized()]);
    await post(other, "6");
    await post(other, "4");
    await changeSettings(SHOP, { captureOnce: "completing" });
    expect(captured(other)).toEqual(["100.00"]);
    expect(await linesOf(other)).toEqual([
      [1, "100.00", "captured", null],
      [2, "0.00", "nothing", "paid-already"],
    ]);
  });

  it("a gift card counts as paid; only the rest is captured (GIF-1)", async () => {
    const orderId = await sold([
      { kind: "SALE", amount: "30", gateway: "gift_card" },
      authorized("70", true),
    ]);
    await post(orderId, "5");
    await post(orderId, "5");
    expect(captured(orderId)).toEqual(["20.00", "50.00"]);
  });

  it("another currency: parts add up to the cent and the currency is sent", async () => {
    const orderId = await sold([authorized(undefined, true)], {
      currency: "USD",
      lines: [{ variant: "MUG-BLUE", price: "10.07", quantity: 10 }],
    });
    for (const quantity of ["3", "3", "4"]) await post(orderId, quantity);
    const amounts = captured(orderId);
    expect(amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0)).toBe(10070);
    expect(amounts).toHaveLength(3);
    expect(
      simulator.log.effects
        .filter(({ mutation }) => mutation === "orderCapture")
        .every(({ input }) => (input as { currency?: string }).currency === "USD"),
    ).toBe(true);
  });

  it("posted beyond what is authorized is captured as far as it goes, and told", async () => {
    const orderId = await sold([authorized("80", true)]);
    await post(orderId, "10");
    expect(captured(orderId)).toEqual(["80.00"]);
    expect(await problemsOf(orderId)).toContain("capture-short");
    const problem = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId, kind: "capture-short" },
    });
    expect((problem.detail as { params: object }).params).toMatchObject({
      missing: "20",
      currency: "EUR",
    });
  });

  it("an order edited down after its document is captured as far as it owes now, and that is told until it agrees", async () => {
    const orderId = await sold([authorized(undefined, true)]);
    const edit = (quantity: number) =>
      simulator.act(SHOP, "editOrder", { order: orderId, setQuantity: [{ line: 0, quantity }] });
    edit(6);
    await post(orderId, "10");
    expect(captured(orderId)).toEqual(["60.00"]);
    expect(await problemsOf(orderId)).toContain("capture-beyond");
    const { detail } = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId, kind: "capture-beyond" },
    });
    expect((detail as { params: object }).params).toMatchObject({ beyond: "40", currency: "EUR" });
    simulator.act(SHOP, "editOrder", {
      order: orderId,
      add: [{ variant: "MUG-BLUE", price: "10", quantity: 4 }],
    });
    await sync(SHOP);
    expect(await problemsOf(orderId)).not.toContain("capture-beyond");
  });

  it("an order edited down between planning a capture and making it is captured as far as it owes", async () => {
    const orderId = await sold([authorized(undefined, true)]);
    await post(orderId, "10", { settle: false });
    await drainUntil(orderId, "capturePayment");
    simulator.act(SHOP, "editOrder", {
      order: orderId,
      setQuantity: [{ line: 0, quantity: 7 }],
    });
    await drain();
    expect(captured(orderId)).toEqual(["70.00"]);
    expect(await problemsOf(orderId)).toContain("capture-beyond");
  });

  it("that is told as well when the answer of the capture is lost and it is looked up", async () => {
    const orderId = await sold([authorized(undefined, true)]);
    await post(orderId, "10", { settle: false });
    await drainUntil(orderId, "capturePayment");
    simulator.act(SHOP, "editOrder", {
      order: orderId,
      setQuantity: [{ line: 0, quantity: 7 }],
    });
    simulator.faults.arm({ kind: "drop-answer", operation: "CapturePayment" });
    await drain();
    await later();
    await later();
    expect(captured(orderId)).toEqual(["70.00"]);
    const { detail } = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId, kind: "capture-beyond", clearedAt: null },
    });
    expect((detail as { params: object }).params).toMatchObject({ beyond: "30", currency: "EUR" });
  });

  it("the card may capture nothing; a person still may, line by line", async () => {
    await changeSettings(SHOP, { capturePolicy: "never" });
    const orderId = await sold([authorized(undefined, true)]);
    await post(orderId, "4");
    await changeSettings(SHOP, { capturePolicy: "posted" });
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "nothing", "capture-off"]]);
    expect(captured(orderId)).toEqual([]);
    expect(await db.skippedRecord.count({ where: { shop: SHOP, orderId, what: "invoice" } })).toBe(
      1,
    );
    const line = await lineOf(orderId);
    expect(await captureLine(OTHER_SHOP, line.id, "thief")).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await captureLine(SHOP, line.id, "ann")).toMatchObject({
      ok: true,
      value: { amount: "40", currency: "EUR" },
    });
    await drain();
    expect(captured(orderId)).toEqual(["40.00"]);
    expect(await captureLine(SHOP, line.id, "ann")).toMatchObject({
      ok: false,
      error: { kind: "not-now" },
    });
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
    simulator.act(SHOP, "nextCapture", {
      order: orderId,
      status: "PENDING",
      settleAs: "FAILURE",
      errorCode: "CARD_DECLINED",
    });
    await post(orderId, "10");
    simulator.act(SHOP, "settleTransaction", {
      order: orderId,
      status: "FAILURE",
      errorCode: "CARD_DECLINED",
    });
    await later();
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "failed", "capture-failed"]]);
    expect((await lineOf(orderId)).reason).toMatchObject({ params: { message: "card declined" } });
    expect(await problemsOf(orderId)).toEqual(["capture-failed"]);
    expect(await captureLine(SHOP, (await lineOf(orderId)).id, "ann")).toMatchObject({ ok: true });
    await drain();
    expect(await linesOf(orderId)).toEqual([[1, "100.00", "captured", null]]);
    expect(await problemsOf(orderId)).toEqual([]);
    expect(
      recordOf(orderId)?.transactions.filter(
        ({ kind, status }) => kind === "CAPTURE" && status === "SUCCESS",
      ),
    ).toHaveLength(1);
  });

  it("refuses at once: the task fails, nothing is left behind, and its retry captures", async () => {
    const orderId = await sold([authorized()]);
    simulator.act(SHOP, "nextCapture", {
      order: orderId,
      status: "FAILURE",
      errorCode: "INSUFFICIENT_FUNDS",
    });
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

describe("marketplaces (MKT-3)", () => {
  const tiktok = { source: { name: "tiktok", handle: "tiktok", displayName: "TikTok Shop" } };

  it("Shopify Payments: authorized, fulfilled, captured by the marketplace, never by us; a person is refused with the reason", async () => {
    const orderId = await sold([authorized()], tiktok);
    await post(orderId, "10");
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "channel", "channel-captures"]]);
    expect(await invoicesOf(orderId)).toEqual(["channel"]);
    expect(await captureLine(SHOP, (await lineOf(orderId)).id, "ann")).toMatchObject({
      ok: false,
      error: {
        kind: "refused",
        problem: { kind: "channel-captures", params: { channel: "TikTok Shop" } },
      },
    });
    simulator.act(SHOP, "marketplaceCaptures", { order: orderId });
    await sync(SHOP);
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "elsewhere", "captured-elsewhere"]]);
    expect(await invoicesOf(orderId)).toEqual(["captured"]);
    expect(captured(orderId)).toEqual([]);
    expect(await problemsOf(orderId)).toEqual([]);
  });

  it("Facebook Payments: paid at once, nothing to capture", async () => {
    const orderId = await sold([{ kind: "SALE", gateway: "instagram" }], {
      source: { name: "instagram", handle: "instagram", displayName: "Instagram" },
    });
    await post(orderId, "10");
    expect(await linesOf(orderId)).toEqual([]);
    expect(
      await db.postedInvoice.findFirstOrThrow({ where: { shop: SHOP, orderId } }),
    ).toMatchObject({ state: "nothing", reason: { kind: "paid-already" } });
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
