import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { db } from "#app/db/client.server.ts";
import { requestAmendment } from "#app/domain/documents/changes/amend.server.ts";
import { lookAtChanged } from "#app/domain/documents/changes/changed-order.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, type Placed, place } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, createAll, openShop, sync } from "../shop-at-work.ts";
import { atRest, type CrashStory, endCrash, leave, nextOf, tasksOf } from "./story.ts";

/** The document of an order that was edited afterwards is amended by the built worker, which is killed with SIGKILL right after a durable change. */
const SHOP = "crash-amend.myshopify.com";
export const FEWEST_STEPS = 3;

const LINES = [
  { variant: "MUG-BLUE", quantity: 3 },
  { variant: "ROPE-20", quantity: 2 },
];
let edited: Placed[] = [];

/** `runs`: more than the story is begun. To be called once in a test file. */
export function prepare(runs: number): void {
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
    await changeSettings(SHOP, { documentNumberAttribute: false });
    const spec = anOrder({ lines: LINES, payments: [{}] });
    edited = Array.from({ length: runs }, () => place(SHOP, { spec }));
    await sync(SHOP);
    await createAll(SHOP);
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    simulator.clock.advance(60_000);
    for (const { id } of edited)
      simulator.act(SHOP, "editOrder", { order: id, setQuantity: [{ line: 0, quantity: 1 }] });
    await sync(SHOP);
    await drain();
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

export const AMEND: CrashStory<Placed> = {
  shop: SHOP,
  begin: () => Promise.resolve(nextOf(edited)),
  async start({ id }) {
    const looked = (await lookAtChanged(SHOP, [id])).get(id);
    if (!looked || "problem" in looked) throw new Error("the order has no document");
    const seen = { clickId: newId(new Date()), revision: looked.reading?.revision ?? "" };
    const asked = await requestAmendment({ shop: SHOP, by: "merchant" }, id, seen);
    if (!asked.ok) throw new Error(`the amendment was refused: ${asked.error.kind}`);
  },
  finished: ({ id }) => atRest(SHOP, id, ["amendDocument"]),
  async standing({ id }) {
    const order = await db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: id } });
    const documents = await db.salesDocument.findMany({ where: { shop: SHOP, orderId: id } });
    const ledger = await db.ledgerDocument.findMany({
      where: { shop: SHOP, shopifyOrderId: id },
      include: { lines: { where: { kind: "item" }, orderBy: { sequence: "asc" } } },
    });
    const events = await db.orderEvent.count({
      where: { shop: SHOP, orderId: id, kind: "documentAmended" },
    });
    return {
      goods: ledger.map(({ lines }) => lines.map(({ quantity }) => quantity.toFixed())),
      // Made, released, amended.
      version: ledger.map(({ version }) => version),
      documents: documents.map(({ versionId, amendment }) => [
        versionId === order.currentVersionId,
        amendment,
      ]),
      conflict: order.conflict,
      events,
      tasks: await tasksOf(SHOP, id),
    };
  },
  whole: {
    goods: [["1", "2"]],
    version: [2],
    documents: [[true, null]],
    conflict: false,
    events: 1,
    tasks: ["amendDocument done"],
  },
};
