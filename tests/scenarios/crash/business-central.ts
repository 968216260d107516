import { bc, proxy } from "#tests/setup/business-central.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { documentsOf, openShopWithBusinessCentral, withoutNotices } from "../bc-office.ts";
import { keepDatabase } from "../real-process.ts";
import {
  allIsIn,
  type Bought,
  isTotal,
  letOrdersIn,
  newBuyersOrder,
  standingOutside,
} from "./into-erp.ts";
import { type CrashStory, endCrash, leave } from "./story.ts";

/**
 * One order's whole way into Business Central (import, customer, sales order, attribute), done by the built worker, which is killed with SIGKILL right
 * after a durable change, or while Business Central acts on a writing call. Business Central keeps what it was told; the others go on, and there must
 * be one of everything. Each run has a new buyer and a new order.
 */
const SHOP = "crash-central.myshopify.com";
export const FEWEST_STEPS = 12;

/** The ground of the story, and its end: to be called once in a test file. */
export function prepare(): void {
  beforeAll(async () => {
    await openShopWithBusinessCentral(SHOP);
    await withoutNotices(SHOP);
    await letOrdersIn(SHOP, false);
    await drain();
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

const ARRIVES_MS = 60_000;

/** Business Central has answered everything it was asked, whoever still listens. */
export async function arrivedIn(): Promise<void> {
  for (const until = Date.now() + ARRIVES_MS; Date.now() < until;) {
    if (proxy.calls.every(({ answered }) => answered !== undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("Business Central does not answer");
}

/** What there is of the order, in Business Central as its people see it and in the app; must be one of each. */
async function standing(order: Bought): Promise<unknown> {
  const orders = documentsOf("salesOrders", order);
  const buyers = bc.books.rows("customers").filter(({ email }) => email === order.email);
  return {
    orders: orders.map(({ status, totalAmountIncludingTax }) => [
      status,
      isTotal(SHOP, order, totalAmountIncludingTax),
    ]),
    others: [...documentsOf("salesInvoices", order), ...documentsOf("salesCreditMemos", order)]
      .length,
    buyers: buyers.length,
    boughtBy: orders.filter(({ customerId }) => customerId === buyers[0]?.id).length,
    ...(await standingOutside(SHOP, order, orders[0]?.number)),
  };
}

const CREATIONS = /\/(salesOrders|customers|customerPayments)$/;
const ACTION = /\/Microsoft\.NAV\.\w+$/;

/** Calls with each writing call of the worker to Business Central; gives what ends that. */
export function watchWrites(onCall: () => void): () => void {
  proxy.arm({ kind: "dropAfter" }, ({ path, body }) => {
    if (ACTION.test(path) || (CREATIONS.test(path) && body !== "")) onCall();
    return false; // the call goes its way
  });
  return () => proxy.reset();
}

export const INTO_BUSINESS_CENTRAL: CrashStory<Bought> = {
  shop: SHOP,
  begin: () => {
    proxy.reset();
    return Promise.resolve(newBuyersOrder(SHOP));
  },
  finished: () => allIsIn(SHOP),
  standing,
  arrived: arrivedIn,
  start: async () => void (await startSync(SHOP, { trigger: "click", by: "merchant" })),
  whole: {
    orders: [["Draft", true]],
    others: 0,
    buyers: 1,
    boughtBy: 1,
    documents: [["created", true, "open"]],
    order: ["created", true, true, false],
    tasks: ["createCustomer done", "createDocument done", "writeDocumentAttribute done"],
    problems: [],
    attribute: [true],
  },
};
