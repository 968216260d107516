import { bc, proxy } from "#tests/setup/business-central.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { numericId } from "#app/shopify/gid.ts";
import { drain } from "#tests/setup/jobs.ts";
import {
  anOrder,
  effectsOn,
  fulfilled,
  orderAt,
  type Placed,
  place,
  processed,
} from "../back-office.ts";
import {
  connectionTo,
  invoiceIn,
  mapGateways,
  newsFromBusinessCentral,
  openShopWithBusinessCentral,
  shipIn,
  withoutNotices,
} from "../bc-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, createAll, leaveOrdersOpen, sync } from "../shop-at-work.ts";
import { arrivedIn } from "./business-central.ts";
import { atRest, type CrashStory, endCrash, leave, nextOf, tasksOf } from "./story.ts";

/**
 * The way back from Business Central, done by the built worker, which is killed with SIGKILL right after a durable change: what people shipped becomes a
 * fulfillment, and what the buyer had paid is registered on what they invoiced. Each run takes an order of its own; Business Central's books are put
 * back with the database. That an invoice is captured once, whatever the ERP, is told in way-back.ts.
 */
const SHOP = "crash-central-back.myshopify.com";
export const FEWEST_STEPS = 12;
const KINDS = ["createFulfillment", "readPayments", "registerPayment"];

const SPEC = anOrder({
  lines: [
    { variant: "MUG-BLUE", quantity: 3, price: "19.95" },
    { variant: "ROPE-20", quantity: 2 },
  ],
  taxesIncluded: true,
  payments: [{}],
});
let orders: Placed[] = [];
let putBooksBack: () => void = () => undefined;

/** `runs`: more than the story is begun. To be called once in a test file. */
export function prepare(runs: number): void {
  beforeAll(async () => {
    await openShopWithBusinessCentral(SHOP);
    await withoutNotices(SHOP);
    leaveOrdersOpen(SHOP);
    await changeSettings(SHOP, {
      documentNumberAttribute: false,
      archiveProcessed: false,
      registerPayments: true,
    });
    await learnGateways();
    orders = Array.from({ length: runs }, () => place(SHOP, { spec: SPEC }));
    await sync(SHOP);
    await createAll(SHOP);
    await db.schedule.updateMany({
      where: { shop: SHOP },
      data: { everyMinutes: 60 * 24 * 400, nextRunAt: new Date(Date.now() + 365 * 86_400_000) },
    }); // nothing but the story, which pulls what an enabled schedule wants
    await drain();
    await releaseHolder();
    await keepDatabase();
    putBooksBack = bc.books.remember();
  });
  afterEach(endCrash);
  afterAll(leave);
}

/** A gateway gets its mapping row with the first payment that is to be registered. */
async function learnGateways(): Promise<void> {
  const [first] = (await processed(SHOP, { spec: SPEC })) as [Placed];
  shipIn(first);
  invoiceIn(first, "whole");
  await newsFromBusinessCentral(SHOP);
  await mapGateways(SHOP, "CARD");
  await drain();
}

const exactly = (amount: unknown): string => Number(amount).toFixed(2);
const ofOrder = ({ id }: Placed) => ({ shop: SHOP, orderId: id });

export const BACK_FROM_BUSINESS_CENTRAL: CrashStory<Placed> = {
  shop: SHOP,
  begin() {
    proxy.reset();
    putBooksBack();
    putBooksBack = bc.books.remember();
    const order = nextOf(orders);
    shipIn(order, { agent: "DHL", tracking: `CRASH-${order.name}` });
    invoiceIn(order, "whole");
    return Promise.resolve(order);
  },
  start: async () => {
    const { id } = await connectionTo(SHOP);
    await afterPosting(SHOP, id);
  },
  finished: ({ id }) => atRest(SHOP, id, KINDS),
  arrived: arrivedIn,
  async standing(order) {
    const total = orderAt(SHOP, order).originalTotal.presentment.toFixed(2);
    const paid = new Set(orderAt(SHOP, order).transactions.map(({ id }) => `P${numericId(id)}`));
    const [invoice] = await db.postedInvoice.findMany({ where: ofOrder(order) });
    return {
      fulfilled: fulfilled(SHOP, order).map(({ lines, tracking }) => [
        Object.values(lines).sort(),
        tracking[0] === `CRASH-${order.name}`,
      ]),
      writes: effectsOn(SHOP, order, "fulfillmentCreate").length,
      shipments: (await db.postedShipment.findMany({ where: ofOrder(order) })).map(
        ({ state }) => state,
      ),
      invoice: [
        invoice?.state,
        bc.books.find("salesInvoices", "id", invoice?.erpId)?.status,
        bc.books.find("salesInvoices", "id", invoice?.erpId)?.$remaining,
      ],
      booked: bc.books
        .rows("generalLedgerEntries")
        .filter(({ documentNumber }) => paid.has(String(documentNumber)))
        .map(({ creditAmount }) => exactly(creditAmount) === total),
      batch: bc.books.rows("customerPayments").length,
      registered: (await db.registeredPayment.findMany({ where: ofOrder(order) })).map(
        ({ state, amount }) => [state, exactly(amount) === total],
      ),
      tasks: await tasksOf(SHOP, order.id),
      problems: (await db.problem.findMany({ where: { shop: SHOP, clearedAt: null } })).map(
        ({ kind }) => kind,
      ),
    };
  },
  whole: {
    fulfilled: [[[2, 3], true]],
    writes: 1,
    shipments: ["sent"],
    invoice: ["nothing", "Paid", "0"],
    booked: [true],
    batch: 0,
    registered: [["registered", true]],
    tasks: KINDS.map((kind) => `${kind} done`).sort(),
    problems: [],
  },
};
