import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { db } from "#app/db/client.server.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, place, type Placed } from "../back-office.ts";
import { type CrashStory, endCrash, leave } from "./story.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, ordersOf } from "../shop-at-work.ts";
import { openShopWithTryton, salesOf, type TrytonOffice } from "../tryton-office.ts";

/**
 * One order's whole way into Tryton (import, customer, sale, release, attribute), done by the built worker, which is killed with SIGKILL right after
 * a durable change, or while Tryton acts on a writing call. Tryton keeps what it was told; the others go on, and there must be one of
 * everything. Each run has a new buyer and a new order.
 */
const SHOP = "crash-north.myshopify.com";
export const FEWEST_STEPS = 15;
const ARRIVES_MS = 60_000;

interface Bought extends Placed {
  email: string;
}

let office: TrytonOffice;
let buyers = 0;

/** The ground of the story, and its end: to be called once in a test file. */
export function prepare(): void {
  beforeAll(async () => {
    office = await openShopWithTryton(SHOP);
    await changeSettings(SHOP, {
      autoCreateOrders: true,
      autoRelease: true,
      documentNumberAttribute: true,
      autoCreateCustomers: true,
    });
    await drain();
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

/** A shop as it was before, with one new order of a new buyer. */
function begin(): Promise<Bought> {
  for (const { id, closedAt } of ordersOf(SHOP))
    if (closedAt === null) simulator.act(SHOP, "archiveOrder", { order: id });
  buyers += 1;
  office.tryton.proxied.reset();
  const email = `buyer-${buyers}@example.com`;
  const address = {
    firstName: "Buyer",
    lastName: `No. ${buyers}`,
    address1: `Königstraße ${buyers}`,
    city: "Lübeck",
    zip: "23552",
    countryCode: "DE",
  };
  const lines = [
    { variant: "MUG-BLUE", quantity: 7, price: "19.95" },
    { variant: "ROPE-20", quantity: 2 },
  ];
  return Promise.resolve({
    ...place(SHOP, {
      spec: anOrder({
        email,
        lines,
        taxesIncluded: true,
        payments: [{}],
        shippingAddress: address,
        billingAddress: address,
      }),
    }),
    email,
  });
}

async function finished(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ finished: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND kind = 'writeDocumentAttribute' AND state = 'done') AND NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND state <> 'done')
        AND NOT EXISTS (SELECT 1 FROM "SyncRun" WHERE shop = ${SHOP} AND state = 'running') AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS finished`;
  return row?.finished === true;
}

/** Tryton has answered everything it was asked, whoever still listens. */
async function arrived(): Promise<void> {
  for (const until = Date.now() + ARRIVES_MS; Date.now() < until;) {
    if (office.tryton.proxied.calls.every(({ answered }) => answered !== undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("Tryton does not answer");
}

/** What there is of the order, in Tryton as its people see it and in the app; must be one of each. */
async function standing(order: Bought): Promise<unknown> {
  const { clerk } = office;
  const sales = await salesOf(office, order);
  const ids = sales.map(({ id }) => id);
  const placed = ordersOf(SHOP).find(({ id }) => id === order.id);
  const row = await db.order.findUnique({
    where: { shop_orderId: { shop: SHOP, orderId: order.id } },
  });
  const documents = await db.salesDocument.findMany({ where: { shop: SHOP } });
  const number = sales[0]?.number;
  return {
    sales: sales.map(({ state, total_amount }) => [
      state,
      Number(total_amount).toFixed(2) === placed?.originalTotal.presentment.toFixed(2),
    ]),
    shipments: (await clerk.search("stock.shipment.out", [["moves.sale", "in", ids]], [])).length,
    invoices: (await clerk.search("account.invoice", [["sales", "in", ids]], [])).length,
    parties: (
      await clerk.search("party.party", [["contact_mechanisms.value", "=", order.email]], [])
    ).length,
    boughtBy: (
      await clerk.search(
        "sale.sale",
        [
          ["id", "in", ids],
          ["party.contact_mechanisms.value", "=", order.email],
        ],
        [],
      )
    ).length,
    documents: documents.map((document) => [
      document.state,
      document.number === number,
      document.erpStatus,
    ]),
    order: row && [
      row.documentState,
      row.documentNumber === number,
      row.processedVersionId === row.currentVersionId,
      row.conflict,
    ],
    tasks: (await db.task.findMany({ where: { shop: SHOP }, orderBy: { kind: "asc" } })).map(
      ({ kind, state }) => `${kind} ${state}`,
    ),
    problems: (await db.problem.findMany({ where: { shop: SHOP, clearedAt: null } })).map(
      ({ kind }) => kind,
    ),
    attribute: (placed?.customAttributes ?? [])
      .filter(({ key }) => key === DOCUMENT_ATTRIBUTE)
      .map(({ value }) => value === number),
  };
}

/** Calls with each call of the worker to Tryton that has this to say for it; gives what ends that. */
export function watchCalls(onCall: (rpc: string) => void): () => void {
  const { proxied } = office.tryton;
  proxied.arm({ kind: "dropAfter" }, ({ rpc }) => {
    if (rpc !== undefined) onCall(rpc);
    return false; // the call goes its way
  });
  return () => proxied.reset();
}

export const INTO_TRYTON: CrashStory<Bought> = {
  shop: SHOP,
  begin,
  finished,
  standing,
  arrived,
  start: async () => void (await startSync(SHOP, { trigger: "click", by: "merchant" })),
  whole: {
    // Shipping is invoiced at once, goods as they leave.
    sales: [["processing", true]],
    shipments: 1,
    invoices: 1,
    parties: 1,
    boughtBy: 1,
    documents: [["created", true, "released"]],
    order: ["created", true, true, false],
    tasks: [
      "createCustomer done",
      "createDocument done",
      "releaseDocument done",
      "writeDocumentAttribute done",
    ],
    problems: [],
    attribute: [true],
  },
};
