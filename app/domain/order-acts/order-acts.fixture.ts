// A shop whose orders a person marks as paid, cancels and archives, and a clock that can be put on.
import type { OrderId } from "#app/lib/ids.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { jobs } from "#app/worker/catalog.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import {
  changeSettings,
  leaveOrdersOpen,
  openShop,
  ordersOf,
} from "#tests/scenarios/shop-at-work.ts";

export const SHOP = "acts-goods.myshopify.com";
export const OTHER = "acts-other.myshopify.com";
const MINUTE = 60_000;

let ahead = 0;
let restoreClock: (() => void) | undefined;

export interface Placed {
  id: OrderId;
  name: string;
}
const line = { variant: "MUG-BLUE", quantity: 2 };
export const place = (over: Record<string, unknown> = {}): Placed =>
  simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: "a@example.com",
      lines: [line],
      shipping: [{ title: "Standard", price: "5.00" }],
      ...over,
    },
  }) as Placed;
export const unpaid = (): Placed => place({ payments: [{ gateway: "manual", status: "PENDING" }] });
export const paid = (): Placed => place({ payments: [{ gateway: "manual" }] });
export const effects = (mutation: string) =>
  simulator.log.effects.filter((effect) => effect.mutation === mutation && effect.shop === SHOP);
export const tasks = (orderId: OrderId, kind: string) =>
  db.task.findMany({ where: { shop: SHOP, orderId, kind }, orderBy: { createdAt: "asc" } });
export const order = (orderId: OrderId) =>
  db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId } } });
export const events = async (orderId: OrderId) =>
  (
    await db.orderEvent.findMany({
      where: { shop: SHOP, orderId },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    })
  ).map(({ kind }) => kind);
export const openProblems = (orderId: OrderId) =>
  db.problem.findMany({
    where: {
      shop: SHOP,
      orderId,
      clearedAt: null,
      detail: { path: ["source"], equals: "order-act" },
    },
  });
export const orderAt = (id: string) => ordersOf(SHOP).find((one) => one.id === id);

/** What can happen to a call that acts; it must have acted once in the end. */
export const FAULTS = [
  ["a dropped answer", { kind: "drop-answer" }],
  ["an error after the act", { kind: "error-after-act" }],
  ["an error before it", { kind: "error-before-act" }],
  ["a dropped request", { kind: "drop-request" }],
  ["a throttle", { kind: "throttle" }],
  ["a cut answer", { kind: "timeout-after-act", ms: 50 }],
] as const;

export async function runJob(name: string, payload: Record<string, unknown>): Promise<void> {
  const job = jobs[name];
  if (!job) throw new Error(`no job ${name}`);
  await job(payload);
}

/** Everything due, with the waits between passing quickly. */
export async function rest(rounds = 6): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await drain({ future: true });
    if (
      (await db.task.count({
        where: {
          shop: SHOP,
          state: { in: ["planned", "sending", "ambiguous"] },
          problemKind: { not: "outgoing-disabled" },
        },
      })) === 0 &&
      (await db.task.count({ where: { shop: SHOP, state: { in: ["sending", "ambiguous"] } } })) ===
        0
    )
      return;
    simulator.act(SHOP, "finishJobs");
    ahead += 2 * MINUTE;
    simulator.clock.advance(2 * MINUTE);
    await runJob("sweepTasks", {});
  }
}

/** Two shops at work for each test file: their own database, no task and no fault left from the test before. */
export function openActShops(): void {
  beforeAll(async () => {
    const began = Date.now();
    restoreClock = setClock({ now: () => new Date(Math.max(began, Date.now()) + ahead) });
    for (const shop of [SHOP, OTHER]) {
      simulator.shops.add(shop, "empty");
      leaveOrdersOpen(shop);
      await openShop(shop);
    }
    await changeSettings(SHOP, { autoRelease: true });
  });
  beforeEach(async () => {
    simulator.faults.clear();
    simulator.log.clear();
    await db.task.deleteMany({ where: { shop: SHOP } });
  });
  afterEach(() => {
    expect(simulator.log.defects).toEqual([]);
  });
  afterAll(async () => {
    restoreClock?.();
    await releaseHolder();
  });
}
