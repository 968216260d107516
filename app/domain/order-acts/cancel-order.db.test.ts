import { simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { retryTask } from "#app/tasks/task-actions.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { sync } from "#tests/scenarios/shop-at-work.ts";
import { cancelOrder } from "./cancel-order.server.ts";
import {
  SHOP,
  paid,
  effects,
  tasks,
  order,
  events,
  openProblems,
  runJob,
  rest,
  openActShops,
  FAULTS,
} from "./order-acts.fixture.ts";

openActShops();

describe("cancel", () => {
  const request = {
    clickId: "a",
    reason: "customer",
    refund: "original" as const,
    restock: true,
    notify: false,
    staffNote: "Asked by phone",
    by: "ann",
  };

  it("follows Shopify's job to its end (PAY-4)", async () => {
    const { id } = paid();
    await sync(SHOP);
    expect(await cancelOrder(SHOP, id, { ...request, staffNote: "x".repeat(256) })).toEqual({
      ok: false,
      error: { kind: "note-too-long", most: 255 },
    });
    await Promise.all([cancelOrder(SHOP, id, request), cancelOrder(SHOP, id, request)]);
    await drain();
    expect(await tasks(id, "cancelOrder")).toMatchObject([{ state: "done" }]);
    expect(await cancelOrder(SHOP, id, { ...request, clickId: "b" })).toMatchObject({
      ok: false,
      error: { kind: "running" },
    });
    expect(await tasks(id, "awaitCancel")).toMatchObject([
      { state: "planned", problemKind: "cancel-running" },
    ]);
    await rest();
    expect(effects("orderCancel")).toMatchObject([
      {
        input: {
          reason: "CUSTOMER",
          restock: true,
          staffNote: "Asked by phone",
          refundMethod: { originalPaymentMethodsRefund: true },
        },
      },
    ]);
    expect(await tasks(id, "awaitCancel")).toMatchObject([{ state: "done" }]);
    expect((await order(id)).cancelledAt).not.toBeNull();
    expect(await events(id)).toEqual(
      expect.arrayContaining(["cancelRequested", "cancelStarted", "cancelled"]),
    );
    expect(await cancelOrder(SHOP, id, { ...request, clickId: "c" })).toMatchObject({
      ok: false,
      error: { kind: "refused", problem: { kind: "cancel-refused" } },
    });
  });

  it.each(FAULTS)("%s cancels once", async (_, fault) => {
    const { id } = paid();
    await sync(SHOP);
    await cancelOrder(SHOP, id, { ...request, reason: "", refund: "none" });
    simulator.faults.arm({ ...fault, operation: "CancelOrder", shop: SHOP });
    const [task] = await tasks(id, "cancelOrder");
    await Promise.all([1, 2].map(() => runJob("runTasks", { shop: SHOP, queue: task?.queue })));
    await rest();
    expect(effects("orderCancel")).toMatchObject([{ input: { reason: "OTHER" } }]);
    expect(await tasks(id, "cancelOrder")).toMatchObject([{ state: "done" }]);
    expect((await order(id)).cancelledAt).not.toBeNull();
  });

  it("asked again while Shopify is at it waits for the same end", async () => {
    const { id } = paid();
    await sync(SHOP);
    await cancelOrder(SHOP, id, request);
    await drain();
    await db.task.deleteMany({ where: { shop: SHOP } });
    await cancelOrder(SHOP, id, { ...request, clickId: "b" });
    await rest();
    expect(effects("orderCancel")).toHaveLength(1);
    expect((await tasks(id, "cancelOrder")).map(({ state }) => state)).toEqual(["done"]);
    expect((await order(id)).cancelledAt).not.toBeNull();
  });

  it("a job that fails is told in Shopify's words; a job that Shopify forgot is decided by the order", async () => {
    const { id } = paid();
    await sync(SHOP);
    simulator.act(SHOP, "nextCancel", {
      order: id,
      message: "The refund was refused by the bank.",
    });
    await cancelOrder(SHOP, id, request);
    await rest();
    expect(await tasks(id, "awaitCancel")).toMatchObject([
      {
        state: "failed",
        problemKind: "cancel-refused",
        lastAnswer: "The refund was refused by the bank.",
      },
    ]);
    expect(await openProblems(id)).toMatchObject([{ kind: "cancel-refused" }]);
    expect(effects("orderCancel")).toEqual([]);

    const lost = paid();
    await sync(SHOP);
    await cancelOrder(SHOP, lost.id, request);
    await drain();
    await db.$executeRaw`UPDATE "Task" SET payload = jsonb_set(payload, '{jobId}', 'null') WHERE shop = ${SHOP} AND "orderId" = ${lost.id} AND kind = 'awaitCancel'`;
    await rest(10);
    expect(await tasks(lost.id, "awaitCancel")).toMatchObject([{ state: "done" }]);
  });

  it("an order that was shipped is refused, and can be tried again", async () => {
    const { id } = paid();
    await sync(SHOP);
    simulator.act(SHOP, "fulfillOrder", { order: id });
    await cancelOrder(SHOP, id, request);
    await rest();
    const [task] = await tasks(id, "cancelOrder");
    expect(task).toMatchObject({ state: "failed", problemKind: "cancel-refused" });
    expect((await retryTask(SHOP, task?.id ?? "", "ann")).ok).toBe(true);
    await rest();
    expect(effects("orderCancel")).toEqual([]);
  });
});
