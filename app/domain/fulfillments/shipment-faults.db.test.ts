import type { ConnectionId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { setClock, systemClock } from "#app/lib/clock.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { runTask } from "#app/tasks/run-task.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { drainQueue } from "#app/tasks/jobs.server.ts";
import type { Fault } from "#tests/simulators/shopify/faults.ts";
import { forgetOrders, installForTest } from "#tests/fixtures/installed-shop.ts";
import { effects, post, processed, shipment, shipmentOf, work } from "#tests/fixtures/shipments.ts";
import type { Processed } from "#tests/fixtures/shipments.ts";
import { retryShipments, skipShipment } from "./shipment-actions.server.ts";
import { fulfillmentTaskKinds } from "./task-kinds/list.server.ts";
import { anyMove } from "#tests/setup/any-move.ts";

/** No idempotency key exists for fulfillmentCreate: whatever happens to the call or to us, Shopify's own log shows each shipment's goods once. */

let connectionId: ConnectionId;
let restore: () => void = () => undefined;
const kinds = new Map(fulfillmentTaskKinds.map((kind) => [kind.kind, kind]));
const spec = {
  lines: [
    { title: "Cup", price: "10.00", quantity: 3 },
    { title: "Plate", price: "5.00", quantity: 2 },
  ],
};

beforeAll(async () => {
  simulator.reset();
  simulator.clock.set(new Date());
  simulator.install(SHOP);
  await installForTest(SHOP, { allowOutgoingRequests: true });
  ({ id: connectionId } = await db.erpConnection.create({
    data: { shop: SHOP, adapter: "ledger", title: "Ledger", settings: {} },
  }));
});
beforeEach(async () => {
  restore();
  await forgetOrders();
  await db.postedShipment.deleteMany({ where: { shop: SHOP } });
  simulator.faults.clear();
  simulator.log.clear();
});
afterAll(async () => {
  restore();
  expect(simulator.log.defects).toEqual([]);
  await releaseHolder();
});

/** The app's clock goes on by itself from a later point: waits are over, the world is the same. */
function later(ms: number): void {
  restore();
  restore = setClock({ now: () => new Date(systemClock.now().getTime() + ms) });
}
const order = () => processed(SHOP, connectionId, spec);
const all = (made: Processed) =>
  shipmentOf(
    made,
    [
      [made.line(0), "3"],
      [made.line(1), "2"],
    ],
    { trackingNumbers: ["T-1"] },
  );
const tasks = () => db.task.findMany({ where: { shop: SHOP }, orderBy: { createdAt: "asc" } });
const calls = (operation: string) =>
  simulator.log.requests.filter((request) => request.operation === operation).length;

const lost: Fault[] = [
  { kind: "drop-answer", operation: "CreateFulfillment" },
  { kind: "error-after-act", operation: "CreateFulfillment" },
  { kind: "timeout-after-act", operation: "CreateFulfillment", ms: 200 },
];
it.each(lost)("$kind: the fulfillment is found, not made again", async (fault) => {
  const made = await order();
  simulator.faults.arm(fault);
  const [id = ""] = await post(SHOP, connectionId, [all(made)]);
  await work(SHOP);
  expect(calls("CreateFulfillment")).toBe(1);
  expect(effects()).toHaveLength(1);
  expect(await shipment(SHOP, id)).toMatchObject({
    state: "sent",
    fulfillments: [
      {
        fulfillmentId: made.order.fulfillmentRecords[0]?.id,
        lines: [{ quantity: 3 }, { quantity: 2 }],
      },
    ],
  });
  expect(
    (
      await db.taskAttempt.findMany({ where: { shop: SHOP, taskId: (await tasks())[0]?.id ?? "" } })
    ).map(({ outcome }) => outcome),
  ).toContain("lookedUp");
});

const before: Fault[] = [
  { kind: "error-before-act", operation: "CreateFulfillment" },
  { kind: "drop-request", operation: "CreateFulfillment" },
  { kind: "internal-error", operation: "CreateFulfillment" },
];
it.each(before)(
  "$kind: nothing is found, and only after Shopify must have finished it is sent again",
  async (fault) => {
    const made = await order();
    simulator.faults.arm(fault);
    const [id = ""] = await post(SHOP, connectionId, [all(made)]);
    await work(SHOP);
    expect(effects()).toEqual([]);
    expect(await tasks()).toMatchObject([{ state: "ambiguous" }]);
    expect(calls("CreateFulfillment")).toBe(1);
    later(61_000);
    await work(SHOP);
    expect(effects()).toHaveLength(1);
    expect(await shipment(SHOP, id)).toMatchObject({ state: "sent" });
  },
);

it("sent again after an unknown end, with the order changed meanwhile: planned anew, with new evidence", async () => {
  const made = await order();
  simulator.faults.arm({ kind: "drop-request", operation: "CreateFulfillment" });
  const [id = ""] = await post(SHOP, connectionId, [all(made)]);
  await work(SHOP);
  simulator.act(SHOP, "fulfillOrder", { order: made.order.id, lines: [{ line: 0, quantity: 2 }] });
  later(61_000);
  await work(SHOP);
  expect(effects().map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([[1, 2]]);
  expect(await shipment(SHOP, id)).toMatchObject({
    state: "sent",
    reason: { kind: "shipped-more-than-remains", params: { surplus: "2 × Cup" } },
  });
});

it("somebody's equal fulfillment beside a lost answer: a person decides, by cancelling one", async () => {
  const made = await order();
  simulator.faults.arm({ kind: "drop-answer", operation: "CreateFulfillment" });
  const [id = ""] = await post(SHOP, connectionId, [shipmentOf(made, [[made.line(0), "1"]])]);
  const [task] = await tasks();
  await drainQueue(kinds, SHOP, task?.queue ?? "");
  expect(effects()).toHaveLength(1);
  simulator.act(SHOP, "fulfillOrder", { order: made.order.id, lines: [{ line: 0, quantity: 1 }] });
  await work(SHOP);
  expect(await shipment(SHOP, id)).toMatchObject({
    state: "failed",
    reason: { kind: "fulfillment-unclear" },
    fulfillments: [],
  });
  const [ours, theirs] = made.order.fulfillmentRecords;
  if (theirs) theirs.status = "CANCELLED";
  expect(await retryShipments(SHOP, [id], "ann")).toBe(1);
  await work(SHOP);
  expect(await shipment(SHOP, id)).toMatchObject({
    state: "sent",
    fulfillments: [{ fulfillmentId: ours?.id }],
  });
  expect(effects()).toHaveLength(1);
});

it("two workers and doubled jobs: one effect per shipment", async () => {
  const made = await Promise.all([order(), order(), order()]);
  await post(
    SHOP,
    connectionId,
    made.flatMap((one) => [
      shipmentOf(one, [[one.line(0), "1"]]),
      shipmentOf(one, [
        [one.line(0), "2"],
        [one.line(1), "2"],
      ]),
    ]),
  );
  const queues = [...new Set((await tasks()).map(({ queue }) => queue))];
  await Promise.all(
    [...queues, ...queues, ...queues].map((queue) => drainQueue(kinds, SHOP, queue)),
  );
  // Of one order, a call whose end another worker does not know holds the next one back.
  for (let seconds = 6; seconds < 40; seconds += 6) {
    later(seconds * 1_000);
    await work(SHOP);
  }
  expect(effects()).toHaveLength(6);
  for (const {
    order: { fulfillmentOrderRecords },
  } of made)
    expect(
      fulfillmentOrderRecords
        .flatMap(({ lines }) => lines)
        .every(({ remainingQuantity }) => remainingQuantity === 0),
    ).toBe(true);
  expect((await tasks()).every(({ state }) => state === "done")).toBe(true);
});

it("a worker that died after its call: its fulfillment is found", async () => {
  const made = await order();
  const [id = ""] = await post(SHOP, connectionId, [all(made)]);
  const [task] = await tasks();
  await work(SHOP);
  expect(effects()).toHaveLength(1);
  // As it stood when the answer was on its way: evidence committed, nothing of the answer stored.
  await anyMove(async (tx) => {
    await tx.task.updateMany({
      where: { shop: SHOP, id: task?.id ?? "" },
      data: { state: "sending", claimedBy: 2_000_000_000, sentAt: new Date(), doneAt: null },
    });
    await tx.postedShipment.updateMany({
      where: { shop: SHOP, id },
      data: { state: "waiting", fulfillments: [] },
    });
  });
  await drainQueue(kinds, SHOP, task?.queue ?? "");
  expect(effects()).toHaveLength(1);
  expect(await shipment(SHOP, id)).toMatchObject({
    state: "sent",
    fulfillments: [{ fulfillmentId: made.order.fulfillmentRecords[0]?.id }],
  });
});

it("two of the order's shipments alike: each lost answer finds its own", async () => {
  const made = await order();
  const alike = () => shipmentOf(made, [[made.line(0), "1"]]);
  simulator.faults.arm({ kind: "drop-answer", operation: "CreateFulfillment", count: 2 });
  const ids = await post(SHOP, connectionId, [alike(), alike()]);
  await work(SHOP);
  later(6_000);
  await work(SHOP);
  expect(effects()).toHaveLength(2);
  const found = await Promise.all(
    ids.map(async (id) =>
      ((await shipment(SHOP, id)).fulfillments as { fulfillmentId: string }[]).map(
        ({ fulfillmentId }) => fulfillmentId,
      ),
    ),
  );
  expect(new Set(found.flat()).size).toBe(2);
});

it("a call whose answer is out can be neither skipped nor tried again before it is known", async () => {
  const made = await order();
  simulator.faults.arm({ kind: "drop-request", operation: "CreateFulfillment" });
  const [id = ""] = await post(SHOP, connectionId, [all(made)]);
  await work(SHOP);
  expect(await skipShipment(SHOP, id, "no", "ann")).toEqual({
    ok: false,
    error: { kind: "not-now", state: "ambiguous" },
  });
  expect(await retryShipments(SHOP, [id], "ann")).toBe(0);
});

/** As a lane finds them: shipments of one queue, so that what is read together is known. */
async function inOneQueue(): Promise<void> {
  await db.task.updateMany({ where: { shop: SHOP }, data: { queue: "one" } });
}

it("reads the orders of fifty shipments at once (at most 1.1 calls and 12 points a shipment)", async () => {
  const made: Processed[] = [];
  for (let count = 0; count < 60; count += 1) made.push(await order());
  await post(SHOP, connectionId, made.map(all));
  await inOneQueue();
  simulator.log.clear();
  await work(SHOP);
  expect(effects()).toHaveLength(60);
  expect(await db.postedShipment.count({ where: { shop: SHOP, state: "sent" } })).toBe(60);
  const graphql = simulator.log.requests.filter(({ kind }) => kind === "graphql");
  expect(calls("CreateFulfillment")).toBe(60);
  expect(graphql.length / 60).toBeLessThanOrEqual(1.1);
  expect(
    graphql.reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0) / 60,
  ).toBeLessThanOrEqual(12);
});

it("uses a reading once, and never for what was fulfilled since", async () => {
  const made = await order();
  const others = [await order(), await order()];
  await post(SHOP, connectionId, [
    shipmentOf(made, [[made.line(0), "1"]]),
    ...others.map(all),
    shipmentOf(made, [[made.line(0), "2"]]),
  ]);
  await inOneQueue();
  simulator.log.clear();
  await work(SHOP);
  expect(effects()).toHaveLength(4);
  expect(calls("OrdersToFulfill")).toBe(2);
  expect(simulator.log.requests.every(({ errors }) => !errors || errors.length === 0)).toBe(true);
});

it("what was read ahead and changed before its turn is refused by Shopify, read again and planned anew", async () => {
  const [first, second] = [await order(), await order()];
  await post(SHOP, connectionId, [all(first), all(second)]);
  await inOneQueue();
  await runTask(
    kinds,
    SHOP,
    (await tasks()).find(({ orderId }) => orderId === first.order.id)?.id ?? "",
  );
  const id = second.order.id;
  simulator.act(SHOP, "splitFulfillmentOrder", { order: id, lines: [{ line: 0, quantity: 1 }] });
  simulator.act(SHOP, "moveFulfillmentOrder", {
    order: id,
    fulfillmentOrder: 1,
    location: "hamburg",
  });
  await work(SHOP);
  expect(effects()).toHaveLength(3);
  expect(
    second.order.fulfillmentOrderRecords
      .flatMap(({ lines }) => lines)
      .every(({ remainingQuantity }) => remainingQuantity === 0),
  ).toBe(true);
  expect(
    await db.postedShipment.count({
      where: { shop: SHOP, state: "sent", reason: { equals: Prisma.DbNull } },
    }),
  ).toBe(2);
});
