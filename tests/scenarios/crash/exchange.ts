import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createExchanges } from "#app/domain/documents/exchanges/create-exchanges.server.ts";
import { ReturnId } from "#app/lib/ids.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, orderAt, type Placed, place } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, createAll, leaveOrdersOpen, sync } from "../shop-at-work.ts";
import type { Books } from "./books.ts";
import { atRest, type CrashStory, endCrash, leave, nextOf } from "./story.ts";

/**
 * A click on Create for what one return sends out, done by the built worker, which is killed with SIGKILL right after a durable change: its sales
 * document is created and released once, beside that of the order. Each run takes an order of its own.
 */
const SHOP = "crash-exchange.myshopify.com";
export const FEWEST_STEPS = 4;

const sentOut = (order: Placed): string => orderAt(SHOP, order).lines[1]?.id ?? "";

/** `runs`: more than the story is begun. To be called once in a test file. */
export function exchangeStory(books: Books, runs: number): CrashStory<Placed> {
  let orders: Placed[] = [];
  beforeAll(async () => {
    await books.open(SHOP);
    leaveOrdersOpen(SHOP);
    await changeSettings(SHOP, {
      documentNumberAttribute: false,
      archiveProcessed: false,
      ...books.settings,
    });
    orders = Array.from({ length: runs }, () =>
      place(SHOP, {
        spec: anOrder({ lines: [{ variant: "MUG-BLUE", quantity: 3 }], payments: [{}] }),
      }),
    );
    for (const { id } of orders) simulator.act(SHOP, "fulfillOrder", { order: id });
    await sync(SHOP);
    await createAll(SHOP);
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    simulator.clock.advance(1_000);
    for (const { id } of orders) {
      simulator.act(SHOP, "returnOrder", {
        order: id,
        lines: [{ line: 0, quantity: 1, reason: "color" }],
        exchange: [{ variant: "MUG-WHITE" }],
      });
      simulator.act(SHOP, "processReturn", { order: id });
    }
    await sync(SHOP);
    await drain();
    await releaseHolder();
    await keepDatabase();
  }, 1_200_000);
  afterEach(endCrash);
  afterAll(leave);

  return {
    shop: SHOP,
    begin: () => Promise.resolve(nextOf(orders)),
    ...(books.arrived ? { arrived: () => books.arrived?.() ?? Promise.resolve() } : {}),
    async start(order) {
      const returnId = ReturnId.parse(orderAt(SHOP, order).returnRecords[0]?.id);
      expect(
        await createExchanges({ shop: SHOP, by: "merchant" }, { orderId: order.id, returnId }),
      ).toEqual({ enqueued: [sentOut(order)], refused: [] });
    },
    async finished(order) {
      const done = await db.task.count({
        where: { shop: SHOP, key: `${sentOut(order)}#1`, kind: "createDocument", state: "done" },
      });
      return done === 1 && (await atRest(SHOP, order.id, ["createDocument"]));
    },
    async standing(order) {
      const sales = await books.sales(SHOP, order, sentOut(order));
      const own = await db.order.findUniqueOrThrow({
        where: { shop_orderId: { shop: SHOP, orderId: order.id } },
      });
      const stored = await db.salesDocument.findMany({
        where: { shop: SHOP, subject: sentOut(order) },
      });
      return {
        sales: sales.map(({ released, lines }) => [released, lines]),
        own: [own.documentState, own.documentNumber === sales[0]?.number],
        stored: stored.map(({ state, number, total }) => [
          state,
          number === sales[1]?.number,
          total.toFixed(2),
        ]),
      };
    },
    whole: {
      sales: [
        [true, 2],
        [true, 1],
      ],
      own: ["created", true],
      stored: [["created", true, "12.90"]],
    },
  };
}
