import { afterAll, afterEach, beforeAll } from "vitest";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import {
  allIsIn,
  type Bought,
  isTotal,
  letOrdersIn,
  newBuyersOrder,
  standingOutside,
} from "./into-erp.ts";
import { type CrashStory, endCrash, leave } from "./story.ts";
import { keepDatabase } from "../real-process.ts";
import { openShopWithTryton, salesOf, type TrytonOffice } from "../tryton-office.ts";

/**
 * One order's whole way into Tryton (import, customer, sale, release, attribute), done by the built worker, which is killed with SIGKILL right after
 * a durable change, or while Tryton acts on a writing call. Tryton keeps what it was told; the others go on, and there must be one of
 * everything. Each run has a new buyer and a new order.
 */
const SHOP = "crash-north.myshopify.com";
export const FEWEST_STEPS = 15;
const ARRIVES_MS = 60_000;

let office: TrytonOffice;

/** The ground of the story, and its end: to be called once in a test file. */
export function prepare(): void {
  beforeAll(async () => {
    office = await openShopWithTryton(SHOP);
    await letOrdersIn(SHOP, true);
    await drain();
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
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
  return {
    sales: sales.map(({ state, total_amount }) => [state, isTotal(SHOP, order, total_amount)]),
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
    ...(await standingOutside(SHOP, order, sales[0]?.number)),
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
  begin: () => {
    office.tryton.proxied.reset();
    return Promise.resolve(newBuyersOrder(SHOP));
  },
  finished: () => allIsIn(SHOP),
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
