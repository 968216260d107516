import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { cancelOrder } from "#app/domain/order-acts/cancel-order.server.ts";
import { considerArchiving } from "#app/domain/order-acts/consider-archiving.server.ts";
import { markAsPaid } from "#app/domain/order-acts/mark-as-paid.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, effectsOn, orderAt, type Placed, place, ship } from "../back-office.ts";
import { atRest, type CrashStory, endCrash, leave, nextOf, tasksOf } from "./story.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, createAll, leaveOrdersOpen, openShop, sync } from "../shop-at-work.ts";

/**
 * A click on Mark as paid, one on Cancel order, and an order found finished, done by the built worker, which is killed with SIGKILL right after a
 * durable change. Each run takes three orders of its own, so that Shopify's side is untouched when it begins.
 */
const SHOP = "crash-acts.myshopify.com";
export const FEWEST_STEPS = 10;

const LINES = [{ variant: "MUG-BLUE", quantity: 3 }];
interface Acted {
  paid: Placed;
  cancelled: Placed;
  archived: Placed;
}
let acts: Acted[] = [];

/** `runs`: more than the story is begun. To be called once in a test file. */
export function prepare(runs: number): void {
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    leaveOrdersOpen(SHOP);
    await openShop(SHOP);
    await changeSettings(SHOP, { documentNumberAttribute: false, archiveProcessed: false });
    const unpaid = (): Placed => place(SHOP, { spec: anOrder({ lines: LINES, payments: [] }) });
    acts = Array.from({ length: runs }, () => ({
      paid: unpaid(),
      cancelled: unpaid(),
      archived: place(SHOP, { spec: anOrder({ lines: LINES, payments: [{}] }) }),
    }));
    await sync(SHOP);
    await createAll(SHOP);
    await db.schedule.updateMany({
      where: { shop: SHOP },
      data: { enabled: false },
    }); // nothing but the story
    // Shipped on both sides; the feeds are not read, so only the archive is left to be made.
    for (const { archived } of acts) {
      await ship(SHOP, archived);
      simulator.act(SHOP, "fulfillOrder", { order: archived.id });
    }
    await sync(SHOP);
    await drain();
    await changeSettings(SHOP, { archiveProcessed: true });
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

export const ACTS: CrashStory<Acted> = {
  shop: SHOP,
  begin: () => Promise.resolve(nextOf(acts)),
  async start({ paid, cancelled, archived }) {
    expect(await markAsPaid(SHOP, paid.id, { clickId: "click", by: "merchant" })).toMatchObject({
      ok: true,
    });
    expect(
      await cancelOrder(SHOP, cancelled.id, {
        clickId: "click",
        reason: "CUSTOMER",
        refund: "original",
        restock: true,
        notify: false,
        staffNote: "",
        by: "merchant",
      }),
    ).toMatchObject({ ok: true });
    await considerArchiving(SHOP, [archived.id]);
  },
  finished: async ({ paid, cancelled, archived }) =>
    (await atRest(SHOP, paid.id, ["markAsPaid"])) &&
    (await atRest(SHOP, cancelled.id, ["awaitCancel"])) &&
    atRest(SHOP, archived.id, ["archiveOrder"]),
  meanwhile: () => simulator.act(SHOP, "finishJobs"),
  async standing({ paid, cancelled, archived }) {
    const rows = await Promise.all(
      [paid, cancelled, archived].map(({ id }) =>
        db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: id } }),
      ),
    );
    return {
      writes: [
        effectsOn(SHOP, paid, "orderMarkAsPaid").length,
        effectsOn(SHOP, cancelled, "orderCancel").length,
        effectsOn(SHOP, archived, "orderClose").length,
      ],
      payments: orderAt(SHOP, paid)
        .transactions.filter(({ kind, status }) => kind === "SALE" && status === "SUCCESS")
        .map(({ amount }) => amount.presentment.eq(orderAt(SHOP, paid).originalTotal.presentment)),
      // Looked up late, the order may be found cancelled already; then nothing is left to wait for.
      tasks: (
        await Promise.all([paid, cancelled, archived].map(({ id }) => tasksOf(SHOP, id)))
      ).map((tasks) => tasks.filter((task) => task !== "awaitCancel done")),
      app: [rows[0]?.financialStatus, rows[1]?.cancelledAt !== null, rows[2]?.closed],
    };
  },
  whole: {
    writes: [1, 1, 1],
    payments: [true],
    tasks: [["markAsPaid done"], ["cancelOrder done"], ["archiveOrder done"]],
    app: ["PAID", true, true],
  },
};
