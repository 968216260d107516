import type { OrderId } from "#app/lib/ids.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { type CrashStory, endCrash, leave } from "./story.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, deliver, openShop, ordersOf } from "../shop-at-work.ts";

/**
 * One order's whole way (announce, import, customer, released document, attribute), done by the built worker, which is killed with SIGKILL
 * right after a durable change, before it hears of it. Then others go on, and there must be one of everything.
 */
const SHOP = "crash-goods.myshopify.com";
export const FEWEST_STEPS = 15;

interface Placed {
  id: OrderId;
  name: string;
}
/** The ground of the story, and its end: to be called once in a test file. */
export function prepare(): void {
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
    const template = await db.ledgerReference.findFirstOrThrow({
      where: { shop: SHOP, kind: "customerTemplate" },
    });
    await changeSettings(SHOP, {
      autoCreateOrders: true,
      autoRelease: true,
      documentNumberAttribute: true,
      autoCreateCustomers: true,
      customerTemplate: template.code,
    });
    await drain();
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    await releaseHolder();
    await keepDatabase();
  });

  afterEach(endCrash);
  afterAll(leave);
}

/** A shop as it was before, with one new order. */
function freshOrder(): Promise<Placed> {
  for (const { id, closedAt } of ordersOf(SHOP))
    if (closedAt === null) simulator.act(SHOP, "archiveOrder", { order: id });
  return Promise.resolve(simulator.act(SHOP, "placeOrder", { kind: "few-lines" }) as Placed);
}

async function isFinished(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ finished: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND kind = 'writeDocumentAttribute' AND state = 'done') AND NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND state <> 'done')
      AND NOT EXISTS (SELECT 1 FROM "SyncRun" WHERE shop = ${SHOP} AND state = 'running') AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS finished`;
  return row?.finished === true;
}

/** Says what there is of the order; must be one of each. */
async function standing({ id }: Placed): Promise<Record<string, unknown>> {
  const where = { shop: SHOP };
  const order = await db.order.findUnique({ where: { shop_orderId: { shop: SHOP, orderId: id } } });
  const ledger = await db.ledgerDocument.findMany({ where, include: { lines: true } });
  const documents = await db.salesDocument.findMany({ where });
  const attributes =
    ordersOf(SHOP)
      .find((each) => each.id === id)
      ?.customAttributes.filter(({ key }) => key === DOCUMENT_ATTRIBUTE) ?? [];
  const number = ledger[0]?.number;
  return {
    ledger: ledger.map(({ state, gross, lines }) => [state, gross.toFixed(2), lines.length]),
    customers: await db.ledgerCustomer.count({
      where: { ...where, email: { not: "" }, externalKey: { not: null } },
    }),
    documents: documents.map(({ state, plan, number: own, erpStatus }) => [
      state,
      own === number,
      (plan as { proof: { proved: boolean } }).proof.proved,
      erpStatus,
    ]),
    order: order && [
      order.documentState,
      order.documentNumber === number,
      order.processedVersionId === order.currentVersionId,
      order.conflict,
    ],
    versions: await db.orderVersion.count({ where }),
    waiting: await db.orderToImport.count({ where }),
    tasks: (await db.task.findMany({ where, orderBy: { kind: "asc" } })).map(
      ({ kind, state }) => `${kind} ${state}`,
    ),
    problems: (await db.problem.findMany({ where: { ...where, clearedAt: null } })).map(
      ({ kind }) => kind,
    ),
    runs: (await db.syncRun.findMany({ where })).map(({ state, total, done, failed }) => [
      state,
      total,
      done,
      failed,
    ]),
    written: simulator.log.effects.filter(
      ({ shop, mutation, input }) =>
        shop === SHOP && mutation === "orderUpdate" && JSON.stringify(input).includes(id),
    ).length,
    attribute: attributes.map(({ value }) => value === number),
  };
}

const WHOLE = {
  ledger: [["released", expect.any(String), expect.any(Number)]],
  customers: 1,
  documents: [["created", true, true, "released"]],
  order: ["created", true, true, false],
  versions: 1,
  waiting: 0,
  tasks: ["createCustomer done", "createDocument done", "writeDocumentAttribute done"],
  problems: [],
  runs: [["done", 1, 1, 0]],
  written: 1,
  attribute: [true],
};

export const ORDER: CrashStory<Placed> = {
  shop: SHOP,
  begin: freshOrder,
  finished: isFinished,
  standing,
  whole: WHOLE,
  start: async () => void (await startSync(SHOP, { trigger: "click", by: "merchant" })),
};

/** The same where Shopify names the order by a webhook: it is read whole and stored by the job that works the delivery. */
export const NAMED: CrashStory<Placed> = {
  ...ORDER,
  whole: { ...WHOLE, runs: [] },
  start: async ({ id }) => {
    const payload = { id: Number(id.split("/").at(-1)), admin_graphql_api_id: id };
    expect(await deliver(SHOP, "orders/create", payload)).toBe(200);
  },
};
