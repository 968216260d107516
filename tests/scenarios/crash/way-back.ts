import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import {
  anOrder,
  booksOf,
  captures,
  effectsOn,
  fulfilled,
  invoice,
  orderAt,
  type Placed,
  place,
  ship,
} from "../back-office.ts";
import { atRest, type CrashStory, endCrash, leave, nextOf, tasksOf } from "./story.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, createAll, openShop, sync } from "../shop-at-work.ts";

/**
 * The way back from the ERP, done by the built worker, which is killed with SIGKILL right after a durable change. Each run takes an order of
 * its own, so that Shopify's side is untouched when it begins; the database is put back to where all of them are processed.
 */
const SHOP = "crash-back.myshopify.com";
export const FEWEST_STEPS = 10;

const LINES = [
  { variant: "MUG-BLUE", quantity: 3 },
  { variant: "ROPE-20", quantity: 2 },
];
let orders: Placed[] = [];

/** `runs`: more than the story is begun. To be called once in a test file. */
export function prepare(runs: number): void {
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
    await changeSettings(SHOP, {
      documentNumberAttribute: false,
      captureOnce: "completing",
      archiveProcessed: false,
    });
    orders = Array.from({ length: runs }, () =>
      place(SHOP, { spec: anOrder({ lines: LINES, payments: [{ kind: "AUTHORIZATION" }] }) }),
    );
    await sync(SHOP);
    await createAll(SHOP);
    await db.schedule.updateMany({
      where: { shop: SHOP },
      data: { everyMinutes: 60 * 24 * 400, nextRunAt: new Date(Date.now() + 365 * 86_400_000) },
    }); // nothing but the story, which pulls what an enabled schedule wants
    await drain();
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

const problems = async (): Promise<string[]> =>
  (await db.problem.findMany({ where: { shop: SHOP, clearedAt: null } })).map(({ kind }) => kind);

export const WAY_BACK: CrashStory<Placed> = {
  shop: SHOP,
  async begin() {
    const order = nextOf(orders);
    await ship(SHOP, order, { tracking: [`CRASH-${order.name}`] });
    await invoice(SHOP, order);
    return order;
  },
  start: async () => afterPosting(SHOP, (await booksOf(SHOP)).connectionId),
  finished: (order) =>
    atRest(SHOP, order.id, ["createFulfillment", "readPayments", "capturePayment"]),
  async standing(order) {
    const { number, ...total } = {
      number: order.name,
      amount: orderAt(SHOP, order).originalTotal.presentment.toFixed(),
    };
    return {
      fulfilled: fulfilled(SHOP, order).map(({ lines, tracking }) => [
        Object.values(lines).sort(),
        tracking[0] === `CRASH-${number}`,
      ]),
      captured: captures(SHOP, order).map((amount) => amount === total.amount),
      writes: ["fulfillmentCreate", "orderCapture"].map(
        (mutation) => effectsOn(SHOP, order, mutation).length,
      ),
      shipments: (await db.postedShipment.findMany({ where: { shop: SHOP } })).map(
        ({ state, fulfillments }) => [state, (fulfillments as unknown[]).length],
      ),
      invoices: (await db.postedInvoice.findMany({ where: { shop: SHOP } })).map(
        ({ state }) => state,
      ),
      lines: (await db.paymentLine.findMany({ where: { shop: SHOP } })).map(
        ({ state, amount, captured }) => [state, amount.equals(captured)],
      ),
      tasks: await tasksOf(SHOP, order.id),
      versions: await db.orderVersion.count({ where: { shop: SHOP, orderId: order.id } }),
      problems: await problems(),
    };
  },
  whole: {
    fulfilled: [[[2, 3], true]],
    captured: [true],
    writes: [1, 1],
    shipments: [["sent", 1]],
    invoices: ["captured"],
    lines: [["captured", true]],
    tasks: ["capturePayment done", "createFulfillment done", "readPayments done"],
    versions: 1,
    problems: [],
  },
};
