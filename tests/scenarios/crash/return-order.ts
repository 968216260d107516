import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { RefundId } from "#app/lib/ids.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, type Placed, place } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, createAll, leaveOrdersOpen, sync } from "../shop-at-work.ts";
import type { Books } from "./books.ts";
import { atRest, type CrashStory, endCrash, leave, nextOf } from "./story.ts";

/**
 * A refund as a return order, done by the built worker, which is killed with SIGKILL right after a durable change. `asked`: a click on Create, the
 * return order is created and released once. `posted`: its goods came in and it was credited in the ERP, which is heard of once. Each run takes a
 * refund of its own.
 */
const SHOP = "crash-return-order.myshopify.com";
export const FEWEST_STEPS = { asked: 6, posted: 3 };

interface Returned {
  order: Placed;
  refundId: RefundId;
}
const ann = { shop: SHOP, by: "merchant" };

/** `runs`: more than each story is begun. To be called once in a test file. */
export function returnOrderStories(
  books: Books,
  runs: Record<"asked" | "posted", number>,
): Record<"asked" | "posted", CrashStory<Returned>> {
  const grounds: Record<"asked" | "posted", Returned[]> = { asked: [], posted: [] };
  /** Where the documents are: a shop with Tryton has the ledger beside it. */
  const connection = async () => {
    const { connectionId } = await db.salesDocument.findFirstOrThrow({ where: { shop: SHOP } });
    return { id: connectionId };
  };
  beforeAll(async () => {
    await books.open(SHOP);
    leaveOrdersOpen(SHOP);
    await changeSettings(SHOP, {
      documentNumberAttribute: false,
      archiveProcessed: false,
      returnsAs: "returnOrder",
      ...books.settings,
    });
    const refunded = await refundedOrders(runs.asked + runs.posted);
    grounds.posted = refunded.slice(0, runs.posted);
    grounds.asked = refunded.slice(runs.posted);
    await createCreditMemos(
      ann,
      grounds.posted.map(({ refundId }) => refundId),
    );
    await drain();
    await releaseHolder();
    await keepDatabase();
  }, 1_200_000);
  afterEach(endCrash);
  afterAll(leave);

  const arrived = books.arrived ? { arrived: () => books.arrived?.() ?? Promise.resolve() } : {};
  const standing = async ({ order, refundId }: Returned) => {
    const documents = await books.returnOrders(SHOP, order, refundId);
    const row = await db.refund.findUniqueOrThrow({
      where: { shop_refundId: { shop: SHOP, refundId } },
    });
    const document = await db.salesDocument.findMany({ where: { shop: SHOP, subject: refundId } });
    const told = await db.orderEvent.groupBy({
      by: ["kind"],
      where: { shop: SHOP, orderId: order.id, kind: { in: TOLD } },
      _count: true,
      orderBy: { kind: "asc" },
    });
    return {
      inErp: documents.map(({ lines }) => lines),
      inApp: document.map(({ kind, erpStatus }) => [kind, erpStatus]),
      refund: [row.state, row.postedErpId !== null],
      told: told.map(({ kind, _count }) => [kind, _count]),
      problems: (
        await db.problem.findMany({ where: { shop: SHOP, orderId: order.id, clearedAt: null } })
      ).map(({ kind }) => kind),
    };
  };
  return {
    asked: {
      shop: SHOP,
      begin: () => Promise.resolve(nextOf(grounds.asked)),
      ...arrived,
      async start({ refundId }) {
        expect(await createCreditMemos(ann, [refundId])).toMatchObject({ enqueued: [refundId] });
      },
      finished: ({ order }) => atRest(SHOP, order.id, ["createCreditMemo", "releaseCreditMemo"]),
      standing,
      whole: {
        inErp: [1],
        inApp: [["returnOrder", "released"]],
        refund: ["created", false],
        // The order's own document, and the return order.
        told: [
          ["documentCreated", 2],
          ["documentReleased", 2],
        ],
        problems: [],
      },
    },
    posted: {
      shop: SHOP,
      async begin() {
        const subject = nextOf(grounds.posted);
        await postByHand(subject);
        return subject;
      },
      ...arrived,
      start: async () => afterPosting(SHOP, (await connection()).id),
      async finished({ order, refundId }) {
        const { state } = await db.refund.findUniqueOrThrow({
          where: { shop_refundId: { shop: SHOP, refundId } },
        });
        return state === "posted" && (await atRest(SHOP, order.id, []));
      },
      standing,
      whole: {
        inErp: [1],
        inApp: [["returnOrder", "closed"]],
        refund: ["posted", true],
        told: [
          ["creditMemoPosted", 1],
          ["documentCreated", 2],
          ["documentReleased", 2],
          ["returnReceived", 1],
        ],
        problems: [],
      },
    },
  };

  /** Everything of the return order comes in and is credited, by people of the ERP. */
  async function postByHand({ refundId }: Returned): Promise<void> {
    const { erpId } = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, subject: refundId },
    });
    const open = await openPort(SHOP, (await connection()).id);
    await open?.port.postDocument({ kind: "returnOrder", id: erpId ?? "" }, { traceId: "by hand" });
  }
}

const TOLD: ("documentCreated" | "documentReleased" | "returnReceived" | "creditMemoPosted")[] = [
  "documentCreated",
  "documentReleased",
  "returnReceived",
  "creditMemoPosted",
];

/** Orders with a document, of each of which one mug of three came back and was paid back. */
async function refundedOrders(many: number): Promise<Returned[]> {
  const orders = Array.from({ length: many }, () =>
    place(SHOP, {
      spec: anOrder({ lines: [{ variant: "MUG-BLUE", quantity: 3 }], payments: [{}] }),
    }),
  );
  await sync(SHOP);
  await createAll(SHOP);
  // Nothing but the story, which pulls what an enabled schedule wants.
  await db.schedule.updateMany({
    where: { shop: SHOP },
    data: { everyMinutes: 60 * 24 * 400, nextRunAt: new Date(Date.now() + 365 * 86_400_000) },
  });
  simulator.clock.advance(1_000);
  for (const { id } of orders)
    simulator.act(SHOP, "refundOrder", {
      order: id,
      lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
    });
  await sync(SHOP);
  await drain();
  const rows = await db.refund.findMany({ where: { shop: SHOP, state: "ready" } });
  const refunded = orders.flatMap((order) => {
    const row = rows.find(({ orderId }) => orderId === order.id);
    return row ? [{ order, refundId: RefundId.parse(row.refundId) }] : [];
  });
  expect(refunded).toHaveLength(many);
  return refunded;
}
