import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { describeTryton } from "#tests/setup/tryton.ts";
import { anOrder, place, type Placed } from "./back-office.ts";
import { type CrashStory, endCrash, killAtEachCall, killAtEachStep, leave } from "./crash-story.ts";
import { keepDatabase } from "./real-process.ts";
import { changeSettings, ordersOf } from "./shop-at-work.ts";
import { openShopWithTryton, salesOf, type TrytonOffice } from "./tryton-office.ts";

/**
 * One order's whole way into Tryton (import, customer, sale, release, attribute), done by the built worker, which is killed with SIGKILL right after
 * its Nth durable change, or while Tryton acts on its Nth writing call. Tryton keeps what it was told; the others go on, and there must be one of
 * everything. Each run has a new buyer and a new order.
 */
const SHOP = "crash-north.myshopify.com";
const FEWEST_STEPS = 15;
/** The party, the sale, its quotation, its confirmation. */
const FEWEST_WRITES = 4;
const ARRIVES_MS = 10_000;
const WRITES = /^model\..*\.(create|write|delete|quote|confirm|process)$/;

interface Bought extends Placed {
  email: string;
}

describeTryton("a worker that is killed on the way into Tryton", () => {
  let office: TrytonOffice;
  let buyers = 0;
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
  }, 120_000);
  afterEach(endCrash);
  afterAll(leave);

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

  const STORY: CrashStory<Bought> = {
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

  it("at each persisted step: exactly one sale and one party in Tryton", async () => {
    const steps = await killAtEachStep(STORY);
    console.info(`crash on the way into Tryton: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  }, 600_000);

  it("while Tryton acts on each writing call, whose answer nobody hears: exactly one sale and one party in Tryton", async () => {
    const { proxied } = office.tryton;
    const writes = await killAtEachCall(STORY, (onCall) => {
      proxied.arm({ kind: "dropAfter" }, ({ rpc }) => {
        if (rpc !== undefined && WRITES.test(rpc)) onCall();
        return false; // the call goes its way
      });
      return () => proxied.reset();
    });
    console.info(`crash on the way into Tryton: ${writes} writing calls`);
    expect(writes).toBeGreaterThanOrEqual(FEWEST_WRITES);
  }, 600_000);
});
