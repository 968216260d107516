import { simulator } from "#tests/setup/simulator.ts";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { cancelOrder } from "#app/domain/order-acts/cancel-order.server.ts";
import { markAsPaid } from "#app/domain/order-acts/mark-as-paid.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { add } from "#app/money/decimal.ts";
import { TOPIC_ROUTES } from "#app/shopify/webhook-topics.ts";
import { EVERY_MINUTE, jobs } from "#app/worker/catalog.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import type { FaultKind } from "#tests/simulators/shopify/faults.ts";
import type { Delivery } from "#tests/simulators/shopify/webhooks.ts";
import {
  anOrder,
  captures,
  effectsOn,
  fulfilled,
  invoice,
  news,
  orderAt,
  type Placed,
  processed,
  ship,
} from "./back-office.ts";
import { deliver, leaveOrdersOpen, openShop, sync } from "./shop-at-work.ts";

/**
 * Orders on their way back while everything goes wrong at once: answers are lost, Shopify is throttled or down, its webhooks come doubled, late, shuffled
 * or never, and two workers do the work. In the end each thing happened once, and every amount is right.
 */
const SHOP = "stormy-goods.myshopify.com";
const LINES = [
  { variant: "MUG-BLUE", quantity: 4 },
  { variant: "ROPE-20", quantity: 3 },
];
const WRITES = ["CreateFulfillment", "CapturePayment", "MarkAsPaid", "CancelOrder", "CloseOrder"];
const FAULTS: FaultKind[] = [
  "drop-answer",
  "error-after-act",
  "error-before-act",
  "internal-error",
  "throttle",
  "drop-request",
  "refuse-token",
];
const MINUTE = 60_000;
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  fc.sample(fc.shuffledSubarray([...list], { minLength: list.length }), { seed, numRuns: 1 })[0] ??
  [];

let delivered: Placed[] = [];
let unpaid: Placed[] = [];
let unwanted: Placed[] = [];

beforeAll(async () => {
  simulator.shops.add(SHOP, "empty");
  leaveOrdersOpen(SHOP);
  await openShop(SHOP);
  const many = (count: number, payments: object[]): { spec: ReturnType<typeof anOrder> }[] =>
    Array.from({ length: count }, () => ({ spec: anOrder({ lines: LINES, payments }) }));
  const orders = await processed(
    SHOP,
    ...many(6, [{ kind: "AUTHORIZATION", multiCapturable: true }]),
    ...many(4, []),
    ...many(4, [{}]),
  );
  [delivered, unpaid, unwanted] = [orders.slice(0, 6), orders.slice(6, 10), orders.slice(10)];
  await drain();
});

let heard = 0;
let late: Delivery[] = [];
/** Shopify's own webhooks of what has happened: each third is lost, some come later, each second twice, none in its order. */
async function tell(seed: number): Promise<void> {
  const all = simulator.outbox.deliveries();
  const fresh = all.slice(heard).filter(({ shop, topic }) => shop === SHOP && TOPIC_ROUTES[topic]);
  heard = all.length;
  const mixed = shuffled([...late, ...fresh.filter((_, index) => index % 3 !== 0)], seed);
  const most = Math.ceil(mixed.length * 0.7);
  late = mixed.slice(most);
  for (const [index, { topic, body, webhookId, triggeredAt }] of mixed.slice(0, most).entries()) {
    for (let time = 0; time <= index % 2; time += 1)
      expect(
        await deliver(SHOP, topic, body, { id: webhookId, triggeredAt: new Date(triggeredAt) }),
      ).toBe(200);
  }
}

const twoWorkers = async (): Promise<void> => {
  await Promise.all([drain({ allowFailures: true }), drain({ allowFailures: true })]);
};
const unfinished = () =>
  db.task.findMany({
    where: { shop: SHOP, state: { not: "done" } },
    select: { kind: true, state: true, lastAnswer: true },
  });

it("orders shipped and invoiced in parts, marked as paid, cancelled and archived: once each and to the cent", async () => {
  const began = Date.now();
  let ahead = 0;
  const restore = setClock({ now: () => new Date(began + ahead + (Date.now() - began)) });
  try {
    for (let round = 0; round < 8; round += 1) {
      for (const [index, operation] of WRITES.entries()) {
        for (const kind of [
          FAULTS[(round + index) % FAULTS.length] ?? "throttle",
          "drop-answer",
        ] as const)
          simulator.faults.arm({ kind, operation, shop: SHOP });
      }
      if (round === 0) {
        for (const order of delivered) {
          await ship(SHOP, order, {
            lines: { "MUG-BLUE": "3" },
            agent: "DHL",
            tracking: [`${order.name}-A`],
          });
          await invoice(SHOP, order, "shipped");
        }
        for (const { id } of unpaid)
          expect(await markAsPaid(SHOP, id, { clickId: "click", by: "merchant" })).toMatchObject({
            ok: true,
          });
      }
      if (round === 2) {
        for (const order of delivered) {
          await ship(SHOP, order, { agent: "DHL", tracking: [`${order.name}-B`] });
          await invoice(SHOP, order, "shipped");
        }
        for (const { id } of unwanted)
          expect(
            await cancelOrder(SHOP, id, {
              clickId: "click",
              reason: "CUSTOMER",
              refund: "original",
              restock: true,
              notify: false,
              staffNote: "",
              by: "merchant",
            }),
          ).toMatchObject({ ok: true });
      }
      await Promise.all([news(SHOP, { allowFailures: true }), news(SHOP, { allowFailures: true })]);
      await tell(round);
      await twoWorkers();
      ahead += 20 * MINUTE;
      simulator.act(SHOP, "finishJobs");
      await jobs[EVERY_MINUTE]?.({});
      await twoWorkers();
    }
    simulator.faults.clear();
    await sync(SHOP); // what no webhook told
    ahead += 20 * MINUTE;
    await jobs[EVERY_MINUTE]?.({});
    await drain({ future: true });
  } finally {
    restore();
  }

  expect(await unfinished()).toEqual([]);
  // The storm was one: of each kind of write, some answers were lost and looked up.
  const lookedUp = await db.$queryRaw<
    { kind: string }[]
  >`SELECT DISTINCT t.kind FROM "Task" t JOIN "TaskAttempt" a ON a.shop = t.shop AND a."taskId" = t.id WHERE t.shop = ${SHOP} AND a.outcome = 'lookedUp'`;
  expect(lookedUp.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      "createFulfillment",
      "capturePayment",
      "markAsPaid",
      "cancelOrder",
      "archiveOrder",
    ]),
  );
  for (const order of delivered) {
    expect(
      fulfilled(SHOP, order).map(({ lines, tracking }) => [Object.values(lines).sort(), tracking]),
    ).toEqual([
      [[3], [`${order.name}-A`]],
      [[1, 3], [`${order.name}-B`]],
    ]);
    expect(effectsOn(SHOP, order, "fulfillmentCreate")).toHaveLength(2);
    const posted = await db.ledgerPostedInvoice.findMany({
      where: { shop: SHOP, document: { shopifyOrderId: order.id } },
      orderBy: { postedAt: "asc" },
    });
    expect(captures(SHOP, order)).toEqual(posted.map(({ gross }) => gross.toFixed()));
    expect(add("0", ...captures(SHOP, order))).toBe(
      orderAt(SHOP, order).originalTotal.presentment.toFixed(),
    );
    expect(effectsOn(SHOP, order, "orderClose")).toHaveLength(1);
  }
  for (const order of unpaid) {
    expect(effectsOn(SHOP, order, "orderMarkAsPaid")).toHaveLength(1);
    expect(
      orderAt(SHOP, order)
        .transactions.filter(({ kind, status }) => kind === "SALE" && status === "SUCCESS")
        .map(({ amount }) => amount.presentment.toFixed()),
    ).toEqual([orderAt(SHOP, order).originalTotal.presentment.toFixed()]);
  }
  for (const order of unwanted) {
    expect(effectsOn(SHOP, order, "orderCancel")).toHaveLength(1);
    expect(orderAt(SHOP, order).cancelledAt).not.toBeNull();
  }
  const rows = await db.order.findMany({
    where: { shop: SHOP },
    select: { orderId: true, cancelledAt: true, financialStatus: true, closed: true },
  });
  const standing = (orders: Placed[]) =>
    orders
      .map(({ id }) => rows.find(({ orderId }) => orderId === id))
      .map((row) => [row?.financialStatus, row?.closed, row?.cancelledAt !== null]);
  expect(standing(delivered)).toEqual(delivered.map(() => ["PAID", true, false]));
  expect(standing(unpaid)).toEqual(unpaid.map(() => ["PAID", false, false]));
  expect(standing(unwanted).map(([, , cancelled]) => cancelled)).toEqual(unwanted.map(() => true));
  expect(simulator.log.defects).toEqual([]);
});
