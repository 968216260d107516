import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { simulator } from "#tests/setup/simulator.ts";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, orderAt, type Placed, place } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, leaveOrdersOpen, openShop, sync } from "../shop-at-work.ts";
import { atRest, type CrashStory, endCrash, leave, nextOf } from "./story.ts";

/**
 * A click on Create for an order that ships from two places, done by the built worker, which is killed with SIGKILL right after a durable change:
 * each place has its sales document once. Each run takes an order of its own.
 */
const SHOP = "crash-shares.myshopify.com";
export const FEWEST_STEPS = 6;

const second = (order: Placed): string => orderAt(SHOP, order).fulfillmentOrderRecords[1]?.id ?? "";

/** `runs`: more than the story is begun. To be called once in a test file. */
export function sharesStory(runs: number): CrashStory<Placed> {
  let orders: Placed[] = [];
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
    leaveOrdersOpen(SHOP);
    await changeSettings(SHOP, {
      documents: "perFulfillmentOrder",
      documentNumberAttribute: false,
      archiveProcessed: false,
    });
    orders = Array.from({ length: runs }, () =>
      place(SHOP, {
        spec: anOrder({
          lines: [{ variant: "MUG-BLUE", quantity: 3 }],
          payments: [{}],
          fulfillmentOrders: [
            { location: "luebeck", lines: [{ line: 0, quantity: 2 }] },
            { location: "rotterdam", lines: [{ line: 0, quantity: 1 }] },
          ],
        }),
      }),
    );
    await sync(SHOP);
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    await drain();
    await releaseHolder();
    await keepDatabase();
  }, 1_200_000);
  afterEach(endCrash);
  afterAll(leave);

  return {
    shop: SHOP,
    begin: () => Promise.resolve(nextOf(orders)),
    async start(order) {
      const { enqueued } = await createDocuments(SHOP, [order.id], "merchant");
      expect(enqueued).toEqual([order.id]);
    },
    async finished(order) {
      const done = await db.task.count({
        where: { shop: SHOP, key: `${second(order)}#1`, kind: "createDocument", state: "done" },
      });
      return done === 1 && (await atRest(SHOP, order.id, ["createDocument"]));
    },
    async standing(order) {
      const sales = await db.ledgerDocument.findMany({
        where: { shop: SHOP, shopifyOrderId: order.id },
        orderBy: { createdAt: "asc" },
      });
      const stored = await db.salesDocument.findMany({
        where: { shop: SHOP, orderId: order.id },
        orderBy: { createdAt: "asc" },
      });
      return {
        sales: sales.map(({ state, gross }) => [state, gross.toFixed(2)]),
        stored: stored.map(({ state, subject }) => [state, subject === second(order)]),
      };
    },
    whole: {
      sales: [
        ["released", "30.70"],
        ["released", "12.90"],
      ],
      stored: [
        ["created", false],
        ["created", true],
      ],
    },
  };
}
