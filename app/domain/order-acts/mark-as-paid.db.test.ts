import { simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { skipTask } from "#app/domain/skipped/skip-task.server.ts";
import { sync } from "#tests/scenarios/shop-at-work.ts";
import { markAsPaid } from "./mark-as-paid.server.ts";
import {
  SHOP,
  OTHER,
  place,
  unpaid,
  effects,
  tasks,
  order,
  events,
  openProblems,
  orderAt,
  runJob,
  rest,
  openActShops,
  FAULTS,
} from "./order-acts.fixture.ts";

openActShops();

describe("mark as paid", () => {
  it("books the payment once however often it is clicked, and the app knows at once (PAY-3)", async () => {
    const { id } = unpaid();
    await sync(SHOP);
    const clicks = await Promise.all([
      markAsPaid(SHOP, id, { clickId: "a", by: "ann" }),
      markAsPaid(SHOP, id, { clickId: "a", by: "ann" }),
    ]);
    expect(clicks.map((click) => click.ok)).toEqual([true, true]);
    expect(await tasks(id, "markAsPaid")).toHaveLength(1);
    expect(await markAsPaid(SHOP, id, { clickId: "b", by: "bob" })).toMatchObject({
      ok: false,
      error: { kind: "running" },
    });
    await rest();
    expect(effects("orderMarkAsPaid")).toHaveLength(1);
    expect(await tasks(id, "markAsPaid")).toMatchObject([{ state: "done", createdBy: "ann" }]);
    expect(await order(id)).toMatchObject({ financialStatus: "PAID" });
    expect(await events(id)).toEqual(["imported", "markAsPaidRequested", "markedAsPaid", "status"]);
    expect(await db.orderVersion.count({ where: { shop: SHOP, orderId: id } })).toBe(1);
    expect(await markAsPaid(SHOP, id, { clickId: "c", by: "ann" })).toMatchObject({
      ok: false,
      error: { kind: "refused", problem: { kind: "mark-paid-refused" } },
    });
  });

  it.each([
    ...FAULTS,
    ["an internal error", { kind: "internal-error" }],
    ["a dead token", { kind: "refuse-token" }],
  ] as const)("%s makes no second payment", async (_, fault) => {
    const { id } = unpaid();
    await sync(SHOP);
    await markAsPaid(SHOP, id, { clickId: "a", by: "ann" });
    simulator.faults.arm({ ...fault, operation: "MarkAsPaid", shop: SHOP });
    await rest();
    expect(effects("orderMarkAsPaid")).toHaveLength(1);
    expect(await tasks(id, "markAsPaid")).toMatchObject([{ state: "done" }]);
    expect(
      orderAt(id)?.transactions.filter(
        ({ kind, status }) => kind === "SALE" && status === "SUCCESS",
      ),
    ).toHaveLength(1);
  });

  it("two workers and a doubled job make one payment", async () => {
    const { id } = unpaid();
    await sync(SHOP);
    await markAsPaid(SHOP, id, { clickId: "a", by: "ann" });
    const [task] = await tasks(id, "markAsPaid");
    await Promise.all([1, 2, 3].map(() => runJob("runTasks", { shop: SHOP, queue: task?.queue })));
    await rest();
    expect(effects("orderMarkAsPaid")).toHaveLength(1);
    expect(await tasks(id, "markAsPaid")).toMatchObject([{ state: "done" }]);
  });

  it("paid by somebody else meanwhile is what was wanted; refused, it is said in Shopify's words and a skip ends it", async () => {
    const { id } = unpaid();
    const other = unpaid();
    await sync(SHOP);
    await markAsPaid(SHOP, id, { clickId: "a", by: "ann" });
    await markAsPaid(SHOP, other.id, { clickId: "a", by: "ann" });
    simulator.act(SHOP, "payOrder", { order: id });
    simulator.act(SHOP, "cancelOrder", { order: other.id });
    await rest();
    expect(effects("orderMarkAsPaid")).toEqual([]);
    expect(await tasks(id, "markAsPaid")).toMatchObject([{ state: "done" }]);
    const [failed] = await tasks(other.id, "markAsPaid");
    expect(failed).toMatchObject({ state: "failed", problemKind: "mark-paid-refused" });
    expect(await openProblems(other.id)).toMatchObject([{ kind: "mark-paid-refused" }]);
    expect((await skipTask({ shop: SHOP, by: "ann" }, failed?.id ?? "", "Cancelled")).ok).toBe(
      true,
    );
    expect(await openProblems(other.id)).toEqual([]);
    expect(
      await db.skippedRecord.findMany({ where: { shop: SHOP, recordId: failed?.id ?? "" } }),
    ).toMatchObject([{ what: "task", orderId: other.id, actor: "ann" }]);
  });

  it("is not begun for a marketplace's, a cancelled or another shop's order", async () => {
    const { id } = unpaid();
    const market = place({
      source: { name: "tiktok", handle: "tiktok", displayName: "TikTok Shop" },
      payments: [{ kind: "AUTHORIZATION" }],
    });
    const gone = unpaid();
    simulator.act(SHOP, "cancelOrder", { order: gone.id });
    await sync(SHOP);
    expect(await markAsPaid(OTHER, id, { clickId: "a", by: "eve" })).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await markAsPaid(SHOP, market.id, { clickId: "a", by: "ann" })).toMatchObject({
      ok: false,
      error: { kind: "refused", problem: { kind: "channel-captures" } },
    });
    expect(await markAsPaid(SHOP, gone.id, { clickId: "a", by: "ann" })).toMatchObject({
      ok: false,
      error: { kind: "refused", problem: { kind: "mark-paid-refused" } },
    });
    expect(
      await db.task.count({ where: { shop: { in: [SHOP, OTHER] }, kind: "markAsPaid" } }),
    ).toBe(0);
  });
});
