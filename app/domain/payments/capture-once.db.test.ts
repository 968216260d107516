import { given } from "#app/lib/given.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { runTask } from "#app/tasks/run-task.server.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import {
  kinds,
  connectionId,
  authorized,
  sold,
  post,
  drainUntil,
  later,
  captured,
  linesOf,
  invoicesOf,
  tasksOf,
  openPaymentShop,
} from "./payments.fixture.ts";
import { anyMove } from "#tests/setup/any-move.ts";

openPaymentShop();

describe("never twice", () => {
  it.each([
    "drop-answer",
    "error-after-act",
    "error-before-act",
    "drop-request",
    "internal-error",
  ] as const)("%s: one capture, to the cent", async (kind) => {
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
    await Promise.all(
      tasks.flatMap(({ id }) => [runTask(kinds, SHOP, id), runTask(kinds, SHOP, id)]),
    );
    await db.feedCursor.updateMany({
      where: { shop: SHOP },
      data: {
        cursor: { at: new Date(0).toISOString(), id: "00000000-0000-0000-0000-000000000000" },
      },
    });
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
    await anyMove((tx) =>
      tx.task.updateMany({
        where: { shop: SHOP, id: task?.id ?? "" },
        data: { state: "sending", claimedBy: 999_999 },
      }),
    );
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
    expect(
      simulator.log.requests.filter(({ operation }) => operation === "CapturePayment"),
    ).toHaveLength(1);
  });

  it("many invoices at once are read together: hardly more than one call each", async () => {
    const orders: OrderId[] = [];
    for (let count = 0; count < 8; count += 1) orders.push(await sold([authorized()]));
    for (const orderId of orders.slice(1)) await post(orderId, "10", { settle: false });
    simulator.log.clear();
    await post(given(orders[0], "an order"), "10");
    for (const orderId of orders) expect(captured(orderId)).toEqual(["100.00"]);
    const calls = simulator.log.requests.filter(
      ({ operation }) => operation === "OrderPayments" || operation === "CapturePayment",
    );
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
