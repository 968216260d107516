import { randomUUID } from "node:crypto";
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { PULL_INVOICES } from "#app/domain/invoice-export/jobs.ts";
import { startSending } from "#app/domain/invoice-export/sync.server.ts";
import { insertCustomer, postInvoiceByHand } from "#app/erp/ledger/back-office.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { booksOf } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, openShop, ordersOf, worldOf } from "../shop-at-work.ts";
import { type CrashStory, endCrash, leave } from "./story.ts";

/** An invoice posted in the ledger becomes an order by the built worker, which is killed with SIGKILL right after a durable change. */
const SHOP = "crash-export.myshopify.com";
export const FEWEST_STEPS = 14;
let customerId = "";
let runs = 0;

/** To be called once in a test file. */
export function prepare(): void {
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
    await changeSettings(SHOP, { exportInvoices: true });
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    const scope = await booksOf(SHOP);
    const name = "Renate Vogel";
    const { id } = await insertCustomer(scope, null, { name, address: { name } });
    customerId = id;
    const [customer] = worldOf(SHOP).store().customers;
    await db.customerLink.create({
      data: { ...scope, shopifyId: customer?.id ?? "", erpId: id, foundBy: "test" },
    });
    await addJob(db, PULL_INVOICES, { shop: SHOP });
    await drain();
    await startSending(SHOP);
    await drain();
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

/** The subject is the customer's own number of the order: each run has one that no run before it had. */
export const EXPORT: CrashStory<string> = {
  shop: SHOP,
  begin: () => Promise.resolve(`PO-${(runs += 1)}`),
  async start(externalDocumentNumber) {
    const line = { kind: "fee", number: "4300", description: "Advice", quantity: "2" } as const;
    await postInvoiceByHand(
      await booksOf(SHOP),
      {
        kind: "salesInvoice",
        customerId,
        externalDocumentNumber,
        note: "",
        location: "",
        lines: [{ ...line, unitPrice: "50", taxRate: "0.19" }],
        clickId: randomUUID(),
      },
      "ann",
    );
    await addJob(db, PULL_INVOICES, { shop: SHOP });
  },
  async finished() {
    const [row] = await db.$queryRaw<{ rest: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM "ExportedInvoice" WHERE shop = ${SHOP} AND state = 'exported')
        AND NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND state <> 'done')
        AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS rest`;
    return row?.rest === true;
  },
  async standing(poNumber) {
    const orders = ordersOf(SHOP).filter((order) => order.poNumber === poNumber);
    const rows = await db.exportedInvoice.findMany({ where: { shop: SHOP } });
    return {
      orders: orders.length,
      rows: rows.map(({ state, orderId }) => [state, orderId === orders[0]?.id]),
      open: await db.task.count({ where: { shop: SHOP, state: { not: "done" } } }),
    };
  },
  whole: { orders: 1, rows: [["exported", true]], open: 0 },
};
