import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, type Placed, place } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, createAll, leaveOrdersOpen, sync } from "../shop-at-work.ts";
import type { Books } from "./books.ts";
import { atRest, type CrashStory, endCrash, leave, nextOf } from "./story.ts";

/**
 * A click on Create for one refund, done by the built worker, which is killed with SIGKILL right after a durable change: the credit memo is created
 * and released once. Each run takes a refund of its own.
 */
const SHOP = "crash-refund.myshopify.com";
export const FEWEST_STEPS = 6;

interface Refunded {
  order: Placed;
  refundId: string;
}

/** `runs`: more than the story is begun. To be called once in a test file. */
export function refundStory(books: Books, runs: number): CrashStory<Refunded> {
  let refunds: Refunded[] = [];
  beforeAll(async () => {
    await books.open(SHOP);
    leaveOrdersOpen(SHOP);
    await changeSettings(SHOP, {
      documentNumberAttribute: false,
      archiveProcessed: false,
      ...books.settings,
    });
    const orders = Array.from({ length: runs }, () =>
      place(SHOP, {
        spec: anOrder({ lines: [{ variant: "MUG-BLUE", quantity: 3 }], payments: [{}] }),
      }),
    );
    await sync(SHOP);
    await createAll(SHOP);
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    simulator.clock.advance(1_000);
    for (const { id } of orders)
      simulator.act(SHOP, "refundOrder", {
        order: id,
        lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
      });
    await sync(SHOP);
    await drain();
    const rows = await db.refund.findMany({ where: { shop: SHOP, state: "ready" } });
    refunds = orders.flatMap((order) => {
      const row = rows.find(({ orderId }) => orderId === order.id);
      return row ? [{ order, refundId: row.refundId }] : [];
    });
    expect(refunds).toHaveLength(runs);
    await releaseHolder();
    await keepDatabase();
  }, 1_200_000);
  afterEach(endCrash);
  afterAll(leave);

  return {
    shop: SHOP,
    begin: () => Promise.resolve(nextOf(refunds)),
    ...(books.arrived ? { arrived: () => books.arrived?.() ?? Promise.resolve() } : {}),
    async start({ refundId }) {
      expect(await createCreditMemos({ shop: SHOP, by: "merchant" }, [refundId])).toMatchObject({
        enqueued: [refundId],
      });
    },
    finished: ({ order }) => atRest(SHOP, order.id, ["createCreditMemo", "releaseCreditMemo"]),
    async standing({ order, refundId }) {
      const memos = await books.memos(SHOP, order, refundId);
      const row = await db.refund.findUniqueOrThrow({
        where: { shop_refundId: { shop: SHOP, refundId } },
      });
      const events = await db.orderEvent.findMany({
        where: {
          shop: SHOP,
          orderId: order.id,
          kind: { in: ["documentCreated", "documentReleased"] },
        },
        select: { kind: true, data: true },
      });
      const ofMemo = events.filter(
        ({ data }) => (data as { salesDocumentId?: string }).salesDocumentId === row.documentId,
      );
      return {
        memos: memos.map(({ released, lines }) => [released, lines]),
        refund: [row.state, row.documentNumber === memos[0]?.number],
        events: ofMemo.map(({ kind }) => kind).sort(),
      };
    },
    whole: {
      memos: [[true, 1]],
      refund: ["created", true],
      events: ["documentCreated", "documentReleased"],
    },
  };
}
