import type { TaskId, OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { spawn } from "node:child_process";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ADVISORY_LOCKS } from "#app/db/advisory-locks.server.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addedJob } from "#app/db/jobs.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { setClock, systemClock } from "#app/lib/clock.ts";
import { gathered } from "#app/lib/gather.server.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { enqueueTask } from "./enqueue.server.ts";
import { releaseHolder } from "./holder.server.ts";
import { drainQueue, taskJobs } from "./jobs.server.ts";
import { SWEEP_TASKS } from "./jobs.ts";
import type { AnyTaskKind, TaskKind } from "./kind.ts";
import { capabilities } from "#tests/fixtures/orders.ts";
import { storedProbe } from "#app/erp/stored-probe.server.ts";
import { defineTask, nothingToPrepare } from "./kind.ts";
import { runTask } from "./run-task.server.ts";
import { skipTask } from "#app/domain/skipped/skip-task.server.ts";
import { retryGroup, retryTask } from "./task-actions.server.ts";
import { countTasks, listTasks, tasksOf } from "./task-list.server.ts";

const SHOP = "one.myshopify.com";

/** The other side of the wire: keeps what it was told, and can be made to fail. */
class OtherSide {
  created: string[] = [];
  before: ErpErrorDetail[] = [];
  after: ErpErrorDetail[] = [];
  lookUps = 0;
  settleMs = 0;
  gate: Promise<void> = Promise.resolve();
  onDone = async (): Promise<void> => undefined;

  kind: TaskKind<"archiveOrder", "shopify", { name: string }, { number: string }, null, null> = {
    kind: "archiveOrder",
    target: "shopify",
    lanes: 1,
    prepare: nothingToPrepare,
    payload: storedJson("payload", z.object({ name: z.string() })),
    result: storedJson("result", z.object({ number: z.string() })),
    key: ({ name }) => name,
    settleMs: () => this.settleMs,
    lookUp: async ({ payload }) => {
      this.lookUps += 1;
      const hits = this.created.filter((name) => name === payload.name);
      return hits.length === 0
        ? { found: "none" }
        : hits.length === 1
          ? { found: "one", result: { number: `N-${payload.name}` } }
          : { found: "many", ids: hits };
    },
    act: async ({ payload }) => {
      await this.gate;
      const before = this.before.shift();
      if (before) throw new ErpError(before);
      this.created.push(payload.name);
      const after = this.after.shift();
      if (after) throw new ErpError(after);
      return { number: `N-${payload.name}` };
    },
    onDone: async () => this.onDone(),
  };
  kinds = new Map<string, AnyTaskKind>([["archiveOrder", defineTask(this.kind)]]);

  enqueue(name: string, more: { afterTaskId?: TaskId; orderId?: OrderId } = {}): Promise<TaskId> {
    return db.$transaction((tx) =>
      enqueueTask(tx, this.kind, {
        shop: SHOP,
        payload: { name },
        createdBy: "test",
        ...more,
      }),
    );
  }
  run(id: string): Promise<void> {
    return runTask(this.kinds, SHOP, id);
  }
}

const stateOf = async (id: string) =>
  db.task.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } });

beforeEach(async () => {
  setClock(systemClock);
  await db.task.deleteMany();
  await db.taskAttempt.deleteMany();
});
afterAll(() => releaseHolder());

describe("one act, exactly once", () => {
  it("is enqueued once however often it is asked for, with one job for its queue", async () => {
    const other = new OtherSide();
    const [first, second] = [await other.enqueue("a"), await other.enqueue("a")];
    expect(second).toBe(first);
    expect(
      await db.$queryRaw`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'runTasks'`,
    ).toEqual([{ n: 1 }]);
  });

  it("goes through once when two workers start it together", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    let open = (): void => undefined;
    other.gate = new Promise((resolve) => {
      open = resolve;
    });
    const both = [other.run(id), other.run(id), other.run(id)];
    await new Promise((resolve) => setTimeout(resolve, 50));
    open();
    await Promise.all(both);
    await other.run(id);
    expect(other.created).toEqual(["a"]);
    expect(await stateOf(id)).toMatchObject({
      state: "done",
      result: { number: "N-a" },
      attempts: 1,
      claimedBy: null,
    });
  });

  it("finds what a lost answer had made instead of making it again", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    other.after = [{ class: "ambiguous", message: "connection reset" }];
    await other.run(id);
    expect(await stateOf(id)).toMatchObject({ state: "ambiguous", problemKind: "ambiguous-act" });
    await other.run(id);
    expect(other.created).toEqual(["a"]);
    expect(await stateOf(id)).toMatchObject({ state: "done", problemKind: null });
    expect(
      (await db.taskAttempt.findMany({ where: { taskId: id }, orderBy: { number: "asc" } })).map(
        ({ outcome }) => outcome,
      ),
    ).toEqual(["ambiguous", "lookedUp"]);
  });

  it("believes 'not found' only after the settle time", async () => {
    const other = new OtherSide();
    other.settleMs = 60_000;
    const id = await other.enqueue("a");
    other.before = [{ class: "ambiguous", message: "timed out" }];
    await other.run(id);
    await other.run(id);
    const waiting = await stateOf(id);
    expect(waiting).toMatchObject({ state: "ambiguous" });
    expect(waiting.nextAttemptAt?.getTime()).toBe((waiting.sentAt?.getTime() ?? 0) + 60_000);
    await other.run(id);
    expect(other.created).toEqual([]);
    const later = new Date(Date.now() + 61_000);
    setClock({ now: () => later });
    await other.run(id);
    expect(other.created).toEqual(["a"]);
    expect((await stateOf(id)).state).toBe("done");
  });

  it("leaves several hits to a person", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    other.created = ["a"];
    other.after = [{ class: "ambiguous", message: "reset" }];
    await other.run(id);
    await other.run(id);
    expect(await stateOf(id)).toMatchObject({
      state: "failed",
      problemKind: "duplicate-documents",
    });
    other.created = ["a"];
    await retryTask(SHOP, id, "ann");
    await other.run(id);
    expect(other.created).toEqual(["a"]);
    expect((await stateOf(id)).state).toBe("done");
  });

  it("takes over from a process that is gone, and looks up first", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    other.created = ["a"]; // the dead process had come this far
    await db.task.update({
      where: { shop_id: { shop: SHOP, id } },
      data: { state: "sending", claimedBy: 123_456, attempts: 1, sentAt: new Date() },
    });
    await other.run(id);
    expect(other.created).toEqual(["a"]);
    expect((await stateOf(id)).state).toBe("done");
  });

  it("leaves a living process's task alone, and takes it over the moment that one is killed", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    const child = spawn(
      process.execPath,
      [
        "-e",
        `const pg = require("pg"); const c = new pg.Client({ connectionString: process.env.DATABASE_URL });
      c.connect().then(() => c.query("SELECT pg_advisory_lock(${ADVISORY_LOCKS.taskClaims}, 4711)")).then(() => process.stdout.write("held")); setInterval(() => {}, 1000);`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await db.task.update({
      where: { shop_id: { shop: SHOP, id } },
      data: { state: "sending", claimedBy: 4711, attempts: 1, sentAt: new Date() },
    });
    await other.run(id);
    expect(await stateOf(id)).toMatchObject({ state: "sending", claimedBy: 4711 });
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    await expect
      .poll(
        async () => {
          await other.run(id);
          return (await stateOf(id)).state;
        },
        { timeout: 60_000 },
      )
      .toBe("done");
    expect(other.created).toEqual(["a"]);
  });

  it("keeps the state and looks up later when the result could not be stored", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    other.onDone = async () => {
      throw Object.assign(new Error("write conflict"), { code: "P2034" });
    };
    await expect(other.run(id)).rejects.toThrow("write conflict");
    expect((await stateOf(id)).state).toBe("sending");
    other.onDone = async () => undefined;
    await other.run(id);
    expect(other.created).toEqual(["a"]);
    expect((await stateOf(id)).state).toBe("done");
  });

  it("writes nothing of a result whose claim another process took over meanwhile", async () => {
    const other = new OtherSide();
    const kinds = new Map<string, AnyTaskKind>([
      [
        "archiveOrder",
        defineTask({
          ...other.kind,
          onDone: undefined,
          writtenTogether: undefined,
          written: ({ shop, payload: { name } }) => ({
            parts: Prisma.sql`noted AS (INSERT INTO "OrderEvent" (shop, id, "orderId", at, kind, actor, data)
              VALUES (${shop}, gen_random_uuid(), ${name}, now(), 'archived', 'app', '{}'))`,
            jobs: addedJob(SWEEP_TASKS, {}),
          }),
        }),
      ],
    ]);
    const noted = async () => [
      await db.orderEvent.count({ where: { shop: SHOP } }),
      await db.$queryRaw`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'sweepTasks'`,
    ];
    const [lost, kept] = [await other.enqueue("lost"), await other.enqueue("kept")];
    let open = (): void => undefined;
    other.gate = new Promise((resolve) => {
      open = resolve;
    });
    const running = runTask(kinds, SHOP, lost);
    await expect.poll(async () => (await stateOf(lost)).state).toBe("sending");
    await db.task.update({
      where: { shop_id: { shop: SHOP, id: lost } },
      data: { claimedBy: 4711, attempts: 2 },
    });
    open();
    await running;
    expect(await stateOf(lost)).toMatchObject({ state: "sending", claimedBy: 4711 });
    expect(await noted()).toEqual([0, [{ n: 0 }]]);
    await runTask(kinds, SHOP, kept);
    expect(await stateOf(kept)).toMatchObject({ state: "done", claimedBy: null });
    expect(await noted()).toEqual([1, [{ n: 1 }]]);
  });

  it("calls a surprise a bug with a trace id, and never repeats it blindly", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    other.onDone = async () => {
      throw new TypeError("undefined is not a function");
    };
    await other.run(id);
    const failed = await stateOf(id);
    expect(failed).toMatchObject({ state: "failed", problemKind: "internal" });
    expect(failed.lastAnswer).toMatch(/[0-9a-f-]{36}/);
    other.onDone = async () => undefined;
    await retryTask(SHOP, id, "ann");
    await other.run(id);
    expect(other.created).toEqual(["a"]);
  });
});

describe("order between acts", () => {
  it("a follower goes only after its predecessor, and says why it waits when that one failed", async () => {
    const other = new OtherSide();
    const first = await other.enqueue("a", { orderId: "gid://shopify/Order/1" });
    const second = await other.enqueue("b", {
      orderId: "gid://shopify/Order/1",
      afterTaskId: first,
    });
    other.before = [{ class: "validation", message: "no address", field: "address" }];
    await other.run(second);
    await drainQueue(other.kinds, SHOP, (await stateOf(first)).queue);
    expect(await stateOf(first)).toMatchObject({ state: "failed", sentAt: null });
    expect(await stateOf(second)).toMatchObject({
      state: "planned",
      problemKind: "waits-for-task",
      attempts: 0,
    });
    expect(await retryGroup(SHOP, "shopify-refused:address:no address", "ann")).toBe(1);
    expect((await stateOf(second)).problemKind).toBeNull();
    await drainQueue(other.kinds, SHOP, (await stateOf(first)).queue);
    expect(other.created).toEqual(["a", "b"]);
    expect((await tasksOf(SHOP, "gid://shopify/Order/1")).map(({ state }) => state)).toEqual([
      "done",
      "done",
    ]);
  });
});

describe("several at once", () => {
  /** A connection that takes so many tasks of a lane at once. */
  async function connectionTaking(inFlight: number): Promise<string> {
    const { id } = await db.erpConnection.create({
      data: {
        shop: SHOP,
        adapter: "ledger",
        title: "Books",
        settings: {},
        probe: storedProbe.store({
          erp: "ledger",
          version: "1",
          company: "Books",
          currency: "EUR",
          timeZone: "UTC",
          capabilities: { ...capabilities, rate: { ...capabilities.rate, inFlight } },
          issues: [],
          steps: [],
        }),
      },
    });
    return id;
  }

  /** Carries the tasks out and tells how many were under way together, at most, and whether two of one order were. */
  async function watch(
    inFlight: number,
    orders: (string | undefined)[],
    trouble?: (name: string) => void,
  ) {
    const connectionId = await connectionTaking(inFlight);
    const under: { name: string; order: string | undefined }[] = [];
    let most = 0;
    let sameOrder = false;
    const done: string[] = [];
    const other = new OtherSide();
    const act: typeof other.kind.act = async (context) => {
      const me = { name: context.payload.name, order: context.orderId ?? undefined };
      sameOrder ||= me.order !== undefined && under.some(({ order }) => order === me.order);
      under.push(me);
      most = Math.max(most, under.length);
      // Long enough for all of them to begin, on a busy machine too.
      await new Promise((resolve) => setTimeout(resolve, 800));
      under.splice(under.indexOf(me), 1);
      trouble?.(me.name);
      done.push(me.name);
      return { number: me.name };
    };
    const kind = defineTask({ ...other.kind, target: "erp", act });
    let queue = "";
    for (const [index, order] of orders.entries()) {
      const id = await db.$transaction((tx) =>
        enqueueTask(tx, kind, {
          shop: SHOP,
          payload: { name: `${index}` },
          connection: { id: connectionId, parallel: 1 },
          createdBy: "test",
          ...(order ? { orderId: `gid://shopify/Order/${order}` } : {}),
        }),
      );
      ({ queue } = await stateOf(id));
    }
    const ended = await drainQueue(new Map([["archiveOrder", kind]]), SHOP, queue).then(
      () => "rest",
      (error: unknown) => String(error),
    );
    return { most, sameOrder, done, ended };
  }

  it("one after the other where the connection takes no more", async () => {
    expect(await watch(1, ["a", "b", "c"])).toEqual({
      most: 1,
      sameOrder: false,
      done: ["0", "1", "2"],
      ended: "rest",
    });
  });

  it("the next is made ready while a call is out, and its call waits", async () => {
    const connectionId = await connectionTaking(1);
    const steps: string[] = [];
    const other = new OtherSide();
    const kind = defineTask({
      ...other.kind,
      target: "erp",
      preparesAhead: true,
      prepare({ payload: { name } }) {
        steps.push(`ready ${name}`);
        return nothingToPrepare();
      },
      async act({ payload: { name } }) {
        steps.push(`out ${name}`);
        await new Promise((resolve) => setTimeout(resolve, 800));
        steps.push(`back ${name}`);
        return { number: name };
      },
    });
    let queue = "";
    for (const name of ["a", "b"]) {
      const connection = { id: connectionId, parallel: 1 };
      const id = await db.$transaction((tx) =>
        enqueueTask(tx, kind, { shop: SHOP, payload: { name }, connection, createdBy: "test" }),
      );
      ({ queue } = await stateOf(id));
    }
    await drainQueue(new Map([["archiveOrder", kind]]), SHOP, queue);
    expect(steps).toEqual(["ready a", "out a", "ready b", "back a", "out b", "back b"]);
  });

  it("as many as the connection takes, the oldest first", async () => {
    const { most, done } = await watch(3, ["a", "b", "c", "d", "e", "f", "g"]);
    expect([most, [...done].sort().join(""), done.slice(0, 3).sort().join("")]).toEqual([
      3,
      "0123456",
      "012",
    ]);
  });

  it("never two of one order, and the others do not wait for it", async () => {
    expect(await watch(4, ["a", "a", "a", "b", undefined, undefined])).toMatchObject({
      most: 4,
      sameOrder: false,
      ended: "rest",
      done: { length: 6 },
    });
  });

  it("when the database gives trouble the others end first, and nothing new is begun", async () => {
    const { ended, done } = await watch(2, ["a", "b", "c", "d"], (name) => {
      if (name === "0") throw Object.assign(new Error("write conflict"), { code: "P2034" });
    });
    expect(ended).toContain("write conflict");
    expect(done).toEqual(["1"]);
    expect(
      await db.task.groupBy({ by: ["state"], _count: true, orderBy: { state: "asc" } }),
    ).toEqual([
      { state: "done", _count: 1 },
      { state: "planned", _count: 2 },
      { state: "sending", _count: 1 },
    ]);
  });
});

it("what goes together is taken, asked and made done at once, each of another order; what fails stands alone", async () => {
  const calls: string[][] = [];
  const ask = gathered<string, string>(
    (names) => {
      calls.push(names);
      const refused = new ErpError({
        class: "validation",
        message: "No such name.",
        field: "name",
      });
      return Promise.resolve(names.map((name) => (name === "bad" ? refused : `N-${name}`)));
    },
    { groupOf: () => "", most: 10 },
  );
  const ended: number[] = [];
  const kind = defineTask({
    ...new OtherSide().kind,
    onDone: undefined,
    written: undefined,
    together: 3,
    act: async ({ payload }) => ({ number: await ask(payload.name) }),
    writtenTogether(_shop, ends) {
      ended.push(ends.length);
      return {};
    },
  });
  let queue = "";
  const names = { a: "1", again: "1", bad: "2", c: "3", d: "4" };
  for (const [name, order] of Object.entries(names)) {
    const id = await db.$transaction((tx) =>
      enqueueTask(tx, kind, {
        shop: SHOP,
        payload: { name },
        orderId: `gid://shopify/Order/${order}`,
        createdBy: "test",
      }),
    );
    ({ queue } = await stateOf(id));
  }
  await drainQueue(new Map([["archiveOrder", kind]]), SHOP, queue);
  expect(calls.map((names) => [...names].sort())).toEqual([
    ["a", "bad", "c"],
    ["again", "d"],
  ]);
  expect(ended).toEqual([2, 2]);
  const tasks = await db.task.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  expect(tasks.map(({ key, state }) => [key, state])).toEqual(
    Object.keys(names).map((name) => [name, name === "bad" ? "failed" : "done"]),
  );
  expect(tasks.find(({ key }) => key === "d")?.result).toMatchObject({ number: "N-d" });
  expect(await db.taskAttempt.count({ where: { endedAt: null } })).toBe(0);
});

describe("what people do", () => {
  it("skips with a reason, never without, and may take it back", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    expect(await skipTask({ shop: SHOP, by: "ann" }, id, "  ")).toMatchObject({
      ok: false,
      error: { kind: "reason-missing" },
    });
    expect(await skipTask({ shop: SHOP, by: "ann" }, id, "not needed")).toMatchObject({ ok: true });
    await other.run(id);
    expect(other.created).toEqual([]);
    expect(await retryTask(SHOP, id, "ann")).toMatchObject({ ok: true });
    await other.run(id);
    expect(other.created).toEqual(["a"]);
    expect(await skipTask({ shop: SHOP, by: "ann" }, id, "too late")).toMatchObject({
      ok: false,
      error: { kind: "not-now", state: "done" },
    });
    expect(await retryTask(SHOP, id, "ann")).toMatchObject({
      ok: false,
      error: { kind: "not-now" },
    });
  });

  it("another shop's ids, unknown and malformed ids are refused", async () => {
    const other = new OtherSide();
    const id = await other.enqueue("a");
    for (const wrong of [
      await retryTask("two.myshopify.com", id, "x"),
      await skipTask({ shop: "two.myshopify.com", by: "x" }, id, "x"),
      await retryTask(SHOP, randomUUID(), "x"),
      await retryTask(SHOP, "1 OR 1=1", "x"),
    ]) {
      expect(wrong).toEqual({ ok: false, error: { kind: "not-found" } });
    }
    await runTask(other.kinds, "two.myshopify.com", id);
    expect(other.created).toEqual([]);
    expect((await listTasks("two.myshopify.com", {}, {})).rows).toEqual([]);
  });

  it("pages without gaps or repeats and counts by state and cause", async () => {
    const other = new OtherSide();
    const at = new Date();
    setClock({ now: () => at }); // equal times: the id decides
    for (let index = 0; index < 7; index += 1) await other.enqueue(`t${index}`);
    const seen: string[] = [];
    for (let after = null as Awaited<ReturnType<typeof listTasks>>["next"]; ;) {
      const page = await listTasks(SHOP, { kind: "archiveOrder" }, { after, limit: 3 });
      seen.push(...page.rows.map(({ id }) => id));
      if (!page.next) break;
      after = page.next;
    }
    expect(new Set(seen).size).toBe(7);
    other.before = Array.from({ length: 2 }, () => ({
      class: "config" as const,
      message: "No fiscal year.",
      action: "Open one.",
    }));
    await drainQueue(other.kinds, SHOP, (await stateOf(seen[0] ?? "")).queue);
    expect(await countTasks(SHOP)).toEqual({
      planned: 0,
      sending: 0,
      ambiguous: 0,
      done: 5,
      failed: 2,
      skipped: 0,
    });
    const cause = "shopify-refused:No fiscal year.";
    expect((await listTasks(SHOP, { cause }, {})).rows).toHaveLength(2);
  });
});

it("a lost job is made again by the sweep", async () => {
  const other = new OtherSide();
  await db.shop.create({ data: { domain: SHOP } });
  await other.enqueue("a");
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  const later = new Date(Date.now() + 120_000);
  setClock({ now: () => later });
  await taskJobs([...other.kinds.values()])["sweepTasks"]?.({});
  expect(
    await db.$queryRaw`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'runTasks'`,
  ).toEqual([{ n: 1 }]);
});

it("what the app says of a task is kept as code and parameters", async () => {
  const other = new OtherSide();
  other.before.push({ class: "validation", field: "name", message: "too long" });
  const id = await other.enqueue("a");
  await other.run(id);
  expect(await stateOf(id)).toMatchObject({ lastAnswer: "too long", lastAnswerText: null });
  await retryTask(SHOP, id, "ann");
  expect(await stateOf(id)).toMatchObject({
    lastAnswer: "Retried by ann.",
    lastAnswerText: { code: "answer.retried", params: { by: "ann" } },
  });
  await skipTask({ shop: SHOP, by: "ann" }, id, "by hand");
  expect(await stateOf(id)).toMatchObject({
    lastAnswerText: { code: "answer.skipped", params: { by: "ann", reason: "by hand" } },
  });
  await retryTask(SHOP, id, "ann");
  await other.run(id);
  expect(await stateOf(id)).toMatchObject({ lastAnswerText: { code: "answer.done", params: {} } });
  const attempts = await db.taskAttempt.findMany({
    where: { shop: SHOP, taskId: id },
    orderBy: { number: "asc" },
  });
  expect(attempts.map(({ answer, answerText }) => answerText ?? answer)).toEqual([
    "too long",
    { code: "answer.done", params: {} },
  ]);
});
