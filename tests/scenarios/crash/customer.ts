import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { customerChanged } from "#app/domain/customers/customer-webhooks.server.ts";
import { startSending } from "#app/domain/customers/exchange.server.ts";
import { PULL_CUSTOMERS } from "#app/domain/customers/jobs.ts";
import { insertCustomer } from "#app/erp/ledger/back-office.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { booksOf } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, openShop, worldOf } from "../shop-at-work.ts";
import { type CrashStory, endCrash, leave } from "./story.ts";

/** A customer goes from one side to the other by the built worker, which is killed with SIGKILL right after a durable change. */
const SHOP = "crash-customer.myshopify.com";
export const FEWEST_STEPS = 14;
let runs = 0;

/** To be called once in a test file. */
export function prepare(): void {
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
    simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, "write_customers"]);
    forgetToken(SHOP);
    await installShop(SHOP);
    const template = await db.ledgerReference.findFirstOrThrow({
      where: { shop: SHOP, kind: "customerTemplate" },
    });
    await changeSettings(SHOP, {
      customerTemplate: template.code,
      customersToShopify: true,
      customerImport: "allCustomers",
      autoCreateCustomers: true,
    });
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    await addJob(db, PULL_CUSTOMERS, { shop: SHOP });
    await drain();
    for (const way of ["toErp", "toShopify"] as const) await startSending(SHOP, way);
    await drain({ allowFailures: true });
    await db.task.deleteMany({ where: { shop: SHOP } });
    await db.customerSync.deleteMany({ where: { shop: SHOP } });
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

const email = (): string => `crash-${(runs += 1)}@example.com`;

async function finished(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ rest: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "CustomerSync" WHERE shop = ${SHOP} AND state = 'done')
      AND NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND state <> 'done')
      AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS rest`;
  return row?.rest === true;
}
const standingOf = async (direction: string) => ({
  rows: (
    await db.customerSync.findMany({
      // The seeds of the ledger, told again by its feed, are none of the story.
      where: { shop: SHOP, direction, state: { not: "excluded" } },
    })
  ).map(({ state, reason }) => [state, reason]),
  open: await db.task.count({ where: { shop: SHOP, state: { not: "done" } } }),
});
const at = (wanted: string) =>
  worldOf(SHOP)
    .store()
    .customers.filter((customer) => customer.email === wanted);

/** The subject is the e-mail: each run has one that no run before it had. */
export const TO_SHOPIFY: CrashStory<string> = {
  shop: SHOP,
  begin: () => Promise.resolve(email()),
  async start(wanted) {
    await insertCustomer(await booksOf(SHOP), null, {
      name: "Paul Lang",
      email: wanted,
      marketing: true,
      address: {
        name: "Paul Lang",
        address1: "Markt 1",
        city: "Kiel",
        zip: "24306",
        countryCode: "DE",
      },
    });
    await addJob(db, PULL_CUSTOMERS, { shop: SHOP });
  },
  finished,
  standing: async (wanted) => ({
    customers: at(wanted).map(({ emailMarketing, addressRecords }) => [
      emailMarketing,
      addressRecords.length,
    ]),
    ...(await standingOf("toShopify")),
  }),
  whole: { customers: [["SUBSCRIBED", 1]], rows: [["done", null]], open: 0 },
};

export const TO_ERP: CrashStory<string> = {
  shop: SHOP,
  begin: () => Promise.resolve(email()),
  async start(wanted) {
    const { id } = simulator.act(SHOP, "changeCustomer", {
      firstName: "Nora",
      lastName: "Brandt",
      email: wanted,
    }) as { id: string };
    await customerChanged({ shop: SHOP, topic: "customers/create", resourceId: id });
  },
  finished,
  standing: async (wanted) => ({
    customers: await db.ledgerCustomer.count({ where: { shop: SHOP, email: wanted } }),
    ...(await standingOf("toErp")),
  }),
  whole: { customers: 1, rows: [["done", null]], open: 0 },
};
