import type { OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { raiseProblem } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { taskKinds } from "#app/domain/task-kinds/all.server.ts";
import { TASK_KINDS } from "#app/ui/tasks/kinds.ts";
import { problemsScreen } from "./views/problem-list.server.ts";
import { retryCause } from "./retry-cause.server.ts";
import { skippedScreen } from "./views/skipped-list.server.ts";
import { tasksScreen } from "./views/task-list.server.ts";
import { skipCause, skipOne } from "./skip-tasks.server.ts";

const SHOP = "lists.myshopify.com";
const OTHER = "other-lists.myshopify.com";
const CONNECTION = randomUUID();
const gid = (number: number): OrderId => `gid://shopify/Order/${number}`;
const refused = problem("fulfillment-refused", { message: "Not open." }, "Not open.");
const held = problem("fulfillment-held", { holds: "Fraud", orderId: gid(1) });

const ask = (query: Record<string, string> = {}) => tasksScreen(SHOP, new URLSearchParams(query));

async function put(
  number: number,
  state: string,
  value: ProblemValue | null,
  more: { shop?: string; kind?: string; key?: string; nextAttemptAt?: Date } = {},
): Promise<string> {
  const {
    shop = SHOP,
    kind = "createFulfillment",
    key = `${randomUUID()}:1`,
    nextAttemptAt = null,
  } = more;
  const { id } = await db.task.create({
    data: {
      shop,
      kind,
      key,
      orderId: gid(number),
      orderName: `#${number}`,
      connectionId: CONNECTION,
      state,
      queue: "shopify:0",
      payload: {},
      nextAttemptAt,
      problemKind: value?.kind ?? null,
      ...(value ? { problem: { ...value } } : {}),
      createdBy: "test",
      createdAt: now(),
      updatedAt: now(),
    },
  });
  return id;
}

async function shipment(
  number: number,
  state: string,
  reason: ProblemValue | null,
): Promise<string> {
  const { id } = await db.postedShipment.create({
    data: {
      shop: SHOP,
      connectionId: CONNECTION,
      erpId: randomUUID(),
      number: `SHP-${number}`,
      orderId: gid(number),
      orderName: `#${number}`,
      postedAt: now(),
      trackingNumbers: [],
      lines: [],
      event: {},
      dedupeKey: randomUUID(),
      state,
      ...(reason ? { reason: { ...reason } } : {}),
      createdAt: now(),
      updatedAt: now(),
    },
  });
  return id;
}

beforeEach(async () => {
  for (const shop of [SHOP, OTHER]) {
    for (const table of [
      db.task,
      db.postedShipment,
      db.problem,
      db.skippedRecord,
      db.erpConnection,
    ])
      await (table as typeof db.task).deleteMany({ where: { shop } });
  }
  await db.erpConnection.create({
    data: { shop: SHOP, id: CONNECTION, adapter: "ledger", title: "Ledger" },
  });
});

describe("the task list", () => {
  it("groups what does not go through by cause, with tasks and orders of this shop only (TSK-3)", async () => {
    await put(1, "failed", refused);
    await put(1, "failed", refused);
    await put(2, "failed", refused, { kind: "readPayments" });
    await put(3, "planned", held);
    await put(4, "done", null);
    await put(5, "failed", refused, { shop: OTHER });
    const { groups, counts } = await ask();
    expect(
      groups.map(({ cause, failed, waiting, orders, kinds, sample }) => ({
        cause,
        failed,
        waiting,
        orders,
        kinds,
        sample: sample.map(({ name }) => name),
      })),
    ).toEqual([
      {
        cause: refused.cause,
        failed: 3,
        waiting: 0,
        orders: 2,
        kinds: ["createFulfillment", "readPayments"],
        sample: ["#1", "#2"],
      },
      {
        cause: held.cause,
        failed: 0,
        waiting: 1,
        orders: 1,
        kinds: ["createFulfillment"],
        sample: ["#3"],
      },
    ]);
    expect(counts).toEqual({ all: 5, attention: 3, open: 1, done: 1, skipped: 0 });
  });

  it("narrows by kind, cause, state and to one task", async () => {
    const one = await put(1, "failed", refused);
    await put(2, "failed", refused, { kind: "readPayments" });
    const waits = await put(3, "planned", held);
    const foreign = await put(4, "failed", refused, { shop: OTHER });
    const found = async (query: Record<string, string>) =>
      (await ask(query)).tasks.map(({ id }) => id).sort();
    expect(await found({ kind: "createFulfillment" })).toEqual([one, waits].sort());
    expect(await found({ cause: held.cause })).toEqual([waits]);
    expect(await found({ state: "attention", kind: "createFulfillment" })).toEqual([one]);
    expect(await found({ task: one })).toEqual([one]);
    expect(await found({ task: foreign })).toEqual([]);
    expect(await found({ order: gid(3) })).toEqual([waits]);
    expect(await found({ q: "#nobody" })).toEqual([]);
  });

  it("follows what is under way, not what waits for a person, a time or a paused connection", async () => {
    await put(1, "failed", refused);
    await put(2, "planned", held, { nextAttemptAt: new Date(now().getTime() + 3_600_000) });
    await put(3, "planned", held);
    expect((await ask()).moving).toBe(false);
    const due = await put(4, "planned", null);
    expect((await ask()).moving).toBe(true);
    await db.erpConnection.updateMany({
      where: { shop: SHOP },
      data: { pausedAt: now(), pausedReason: "Stocktaking" },
    });
    const paused = await ask({ task: due });
    expect([paused.moving, paused.tasks[0]?.waitsForPause]).toEqual([false, true]);
  });
});

describe("the filter by kind", () => {
  it("has every kind of act the worker can do, and no other", () => {
    expect([...TASK_KINDS].sort()).toEqual(taskKinds.map(({ kind }) => kind).sort());
  });
});

describe("putting aside", () => {
  it("skips the shipment with its task, and lists both nowhere as failed (TSK-4)", async () => {
    const shipmentId = await shipment(1, "failed", refused);
    const task = await put(1, "failed", refused, { key: `${shipmentId}:1` });
    expect(await skipOne(SHOP, task, "Sent by hand", "ann")).toMatchObject({ ok: true });
    expect(
      await db.postedShipment.findFirst({ where: { shop: SHOP, id: shipmentId } }),
    ).toMatchObject({ state: "skipped" });
    expect(await db.task.findFirst({ where: { shop: SHOP, id: task } })).toMatchObject({
      state: "skipped",
      skippedReason: "Sent by hand",
    });
    const { rows } = await skippedScreen(SHOP, new URLSearchParams({ q: "SHP-1" }));
    expect(
      rows.map(({ what, number, by, path, reason }) => ({
        what,
        number,
        by,
        path,
        kind: reason?.kind,
      })),
    ).toEqual([
      {
        what: "shipment",
        number: "SHP-1",
        by: "ann",
        path: "/app/shipments?q=SHP-1",
        kind: "skipped-by-hand",
      },
    ]);
  });

  it("skips all failed tasks of a cause with a reason, and no other", async () => {
    await put(1, "failed", refused, { kind: "archiveOrder" });
    await put(2, "failed", refused, { kind: "archiveOrder" });
    const other = await put(3, "failed", held, { kind: "archiveOrder" });
    const foreign = await put(4, "failed", refused, { kind: "archiveOrder", shop: OTHER });
    expect(await skipCause(SHOP, refused.cause, "Done in Shopify", "ann")).toBe(2);
    expect(
      (await db.task.findMany({ where: { id: { in: [other, foreign] } } })).map(
        ({ state }) => state,
      ),
    ).toEqual(["failed", "failed"]);
    expect((await ask()).counts).toMatchObject({ skipped: 2, attention: 1 });
    expect(await skipOne(SHOP, foreign, "x", "ann")).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await skipOne(SHOP, other, "  ", "ann")).toMatchObject({
      ok: false,
      error: { kind: "reason-missing" },
    });
  });
});

describe("problems by cause", () => {
  it("names failed tasks, puts warnings last, and retries what failed on the way back", async () => {
    const task = await put(1, "failed", refused, { kind: "archiveOrder" });
    await raiseProblem(db, SHOP, "task", {
      subject: `task:${task}`,
      orderId: gid(1),
      problem: refused,
    });
    for (const number of [5, 6, 7])
      await raiseProblem(db, SHOP, "task", {
        subject: gid(number),
        orderId: gid(number),
        problem: problem("capture-off"),
      });
    const { groups } = await problemsScreen(SHOP, new URLSearchParams());
    expect(
      groups.map(({ kind, orders, tasks, retryable }) => ({ kind, orders, tasks, retryable })),
    ).toEqual([
      { kind: "fulfillment-refused", orders: 1, tasks: 1, retryable: true },
      { kind: "capture-off", orders: 3, tasks: 0, retryable: false },
    ]);
    expect(
      (await problemsScreen(SHOP, new URLSearchParams({ kind: "capture-off" }))).groups,
    ).toHaveLength(1);
    expect(await retryCause(SHOP, refused.cause, "ann")).toBe(1);
    expect(await db.task.findFirst({ where: { shop: SHOP, id: task } })).toMatchObject({
      state: "planned",
      problemKind: null,
    });
    expect(await retryCause(OTHER, refused.cause, "ann")).toBe(0);
  });

  it("pages through any number of causes, those of one kind together", async () => {
    for (let number = 1; number <= 60; number += 1)
      await raiseProblem(db, SHOP, "plan", {
        subject: gid(number),
        orderId: gid(number),
        problem: problem("blocked-item", { number: `I${number}` }, `I${number}`),
      });
    await raiseProblem(db, SHOP, "task", { subject: gid(1), orderId: gid(1), problem: refused });
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null;) {
      const page: Awaited<ReturnType<typeof problemsScreen>> = await problemsScreen(
        SHOP,
        new URLSearchParams(after ? { after } : {}),
      );
      expect(page.groups.length).toBeLessThanOrEqual(50);
      seen.push(...page.groups.map(({ kind, cause }) => `${kind} ${cause}`));
      after = page.next;
    }
    expect(seen).toHaveLength(61);
    expect(new Set(seen).size).toBe(61);
    expect(seen.at(-1)).toMatch(/^fulfillment-refused/);
  });
});
