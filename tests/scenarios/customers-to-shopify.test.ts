// S3, Synchronization from the system in Shopify, Why data cannot be uploaded; CUS-2. Customers of the ledger become customers of Shopify.
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { retryCustomers, startSending } from "#app/domain/customers/exchange.server.ts";
import { PULL_CUSTOMERS } from "#app/domain/customers/jobs.ts";
import { insertCustomer, updateCustomer } from "#app/erp/ledger/back-office.server.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { booksOf, later } from "./back-office.ts";
import { changeSettings, deliver, inEmptyShop, worldOf } from "./shop-at-work.ts";

const SHOP = "customers-out.myshopify.com";
inEmptyShop(SHOP);

const WRITES = [
  "customerSet",
  "customerAddressCreate",
  "customerAddressUpdate",
  "customerEmailMarketingConsentUpdate",
];
const written = () =>
  simulator.log.effects
    .filter(({ shop, mutation }) => shop === SHOP && WRITES.includes(mutation))
    .map(({ mutation }) => mutation);
const atShopify = (email: string) =>
  worldOf(SHOP)
    .store()
    .customers.filter((customer) => customer.email === email);

let people = 0;
/** A customer made by hand in the ledger; answers its number. */
async function made(data: Partial<CustomerData> & { email?: string }): Promise<string> {
  const name = data.name ?? `Paul Lang${(people += 1)}`;
  const ref = await insertCustomer(await booksOf(SHOP), null, {
    address: { name, address1: "Markt 1", city: "Kiel", zip: "24306", countryCode: "DE" },
    ...data,
    name,
  });
  return ref.number ?? "";
}
async function pulled(): Promise<void> {
  await addJob(db, PULL_CUSTOMERS, { shop: SHOP });
  await drain({ allowFailures: true });
}
const rowOf = (number: string) =>
  db.customerSync.findFirst({ where: { shop: SHOP, number, direction: "toShopify" } });
async function change(number: string, data: Partial<CustomerData>): Promise<void> {
  const { id } = await db.ledgerCustomer.findFirstOrThrow({ where: { shop: SHOP, number } });
  await updateCustomer(await booksOf(SHOP), { kind: "customer", id }, data);
  await pulled();
}

beforeAll(async () => {
  simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, "write_customers"]);
  forgetToken(SHOP);
  await installShop(SHOP);
  await pulled();
  await changeSettings(SHOP, { customersToShopify: true, erpUpdatesCustomers: true });
});
beforeEach(() => simulator.log.clear());
afterAll(() => releaseHolder());

describe("a customer made in the ledger", () => {
  let number = "";
  it("is shown first, and nothing is written", async () => {
    number = await made({
      name: "Paul Lang",
      email: "paul@example.com",
      phone: "+49 4522 111",
      marketing: true,
      tags: ["b2b"],
    });
    await pulled();
    expect(await rowOf(number)).toMatchObject({ state: "ready" });
    expect(written()).toEqual([]);
  });

  it("goes with names, contact and tags, address, and consent by its own mutation; each once", async () => {
    await startSending(SHOP, "toShopify");
    await drain();
    expect(written().filter((mutation) => mutation !== "customerSet").length).toBeGreaterThan(1);
    const [paul, ...others] = atShopify("paul@example.com");
    expect(others).toEqual([]);
    expect(paul).toMatchObject({
      firstName: "Paul",
      lastName: "Lang",
      phone: "+494522111",
      tags: ["b2b"],
      emailMarketing: "SUBSCRIBED",
      addressRecords: [{ address1: "Markt 1", city: "Kiel", zip: "24306", countryCodeV2: "DE" }],
    });
    expect(await rowOf(number)).toMatchObject({ state: "done", data: null, shopifyId: paul?.id });
    expect(
      await db.customerLink.findFirst({ where: { shop: SHOP, shopifyId: paul?.id ?? "" } }),
    ).toMatchObject({ erpNumber: number, foundBy: "created" });
  });

  it("no echo: what was written does not come back as a change, nor does the feed's overlap", async () => {
    await changeSettings(SHOP, { customerImport: "allCustomers", autoCreateCustomers: true });
    await startSending(SHOP, "toErp");
    const before = await db.ledgerCustomer.findFirstOrThrow({ where: { shop: SHOP, number } });
    const [paul] = atShopify("paul@example.com");
    for (const topic of ["customers/create", "customers/update"])
      await deliver(SHOP, topic, { admin_graphql_api_id: paul?.id });
    await drain();
    await pulled();
    expect(written()).toEqual([]);
    expect(await db.ledgerCustomer.findFirst({ where: { shop: SHOP, number } })).toEqual(before);
    expect(await db.task.count({ where: { shop: SHOP, kind: "customerToErp" } })).toBe(0);
    await changeSettings(SHOP, { customerImport: "withOrders" });
  });

  it("a change goes alone: only what differs", async () => {
    await change(number, { phone: "+49 4522 222" });
    expect(written()).toEqual(["customerSet"]);
    expect(atShopify("paul@example.com")[0]).toMatchObject({ phone: "+494522222", tags: ["b2b"] });
    simulator.log.clear();
    const { address } = {
      address: {
        name: "Paul Lang",
        address1: "Markt 2",
        city: "Kiel",
        zip: "24306",
        countryCode: "DE",
      },
    };
    await change(number, { address });
    expect(written()).toEqual(["customerAddressUpdate"]);
    expect(atShopify("paul@example.com")[0]?.addressRecords).toHaveLength(1);
  });
});

describe("Why data cannot be uploaded", () => {
  it("a customer with the same e-mail or phone number is already present in Shopify", async () => {
    const [mara] = worldOf(SHOP).store().customers;
    const email = await made({ email: mara?.email ?? "" });
    const phone = await made({ email: "other@example.com", phone: mara?.phone ?? "" });
    await pulled();
    const id = mara?.id.split("/").at(-1);
    expect(await rowOf(email)).toMatchObject({
      state: "excluded",
      reason: "emailTaken",
      detail: id,
    });
    expect(await rowOf(phone)).toMatchObject({
      state: "excluded",
      reason: "phoneTaken",
      detail: id,
    });
    expect(written()).toEqual([]);
  });

  it("an incorrect number is refused by Shopify in its own words, and goes once it is right", async () => {
    const number = await made({ email: "short@example.com", phone: "+1234" });
    await pulled();
    expect(await rowOf(number)).toMatchObject({
      state: "failed",
      reason: "phoneInvalid",
      detail: "Phone is invalid",
    });
    expect(
      await db.problem.findFirst({
        where: { shop: SHOP, kind: "customer-refused", clearedAt: null },
      }),
    ).not.toBeNull();
    await change(number, { phone: "+49 4522 333" });
    expect(await rowOf(number)).toMatchObject({ state: "done" });
    expect(
      await db.problem.findFirst({
        where: { shop: SHOP, kind: "customer-refused", clearedAt: null },
      }),
    ).toBeNull();
  });

  it("the customer belongs to another store", async () => {
    const number = await made({ email: "elsewhere@example.com" });
    await db.ledgerCustomer.updateMany({
      where: { shop: SHOP, number },
      data: { externalKey: "SHOPIFY-CU-999999" },
    });
    await pulled();
    expect(await rowOf(number)).toMatchObject({ state: "excluded", reason: "otherStore" });
  });

  it("the delivery address is not transferred while a part of it is empty; the customer is", async () => {
    const number = await made({
      email: "nozip@example.com",
      address: { name: "x", address1: "Markt 1", city: "Kiel", countryCode: "DE" },
    });
    await pulled();
    expect(await rowOf(number)).toMatchObject({
      state: "done",
      reason: "addressIncomplete",
      detail: "zip",
    });
    expect(atShopify("nozip@example.com")[0]?.addressRecords).toEqual([]);
  });

  it("the default customer, and one without e-mail and phone", async () => {
    const standard = await made({ email: "walk@example.com" });
    const silent = await made({});
    await changeSettings(SHOP, { defaultCustomer: standard });
    await pulled();
    expect(await rowOf(standard)).toMatchObject({ state: "excluded", reason: "defaultCustomer" });
    expect(await rowOf(silent)).toMatchObject({ state: "excluded", reason: "noContact" });
  });

  it("Shopify's other refusals are told in its words; a retry that changes nothing ends the same", async () => {
    const address = {
      name: "x",
      address1: "Markt 🎉",
      city: "Kiel",
      zip: "24306",
      countryCode: "DE",
    };
    const number = await made({ email: "emoji@example.com", address });
    await pulled();
    const row = await rowOf(number);
    expect(row).toMatchObject({
      state: "failed",
      reason: "refused",
      detail: "Address1 cannot contain emojis",
    });
    expect(await retryCustomers(SHOP, [row?.id ?? ""])).toBe(1);
    await drain();
    expect(await rowOf(number)).toMatchObject({ state: "failed", reason: "refused" });
    expect(atShopify("emoji@example.com")).toHaveLength(1);
  });
});

describe("Shopify on its worst day", () => {
  // Their answers are lost after the act.
  const FAULTS = ["drop-answer", "error-after-act"] as const;
  it.each(FAULTS)("%s: the customer stands once, whole", async (kind) => {
    const email = `${kind}@example.com`;
    const number = await made({ email, marketing: true });
    for (const operation of ["SetCustomer", "AddCustomerAddress", "SetEmailConsent"])
      simulator.faults.arm({ kind, operation, shop: SHOP });
    await pulled();
    for (let turn = 0; turn < 6; turn += 1) await later(SHOP);
    expect(simulator.faults.armed()).toEqual([]);
    expect(await rowOf(number)).toMatchObject({ state: "done", reason: null });
    expect(atShopify(email)).toMatchObject([
      { emailMarketing: "SUBSCRIBED", addressRecords: [{ address1: "Markt 1" }] },
    ]);
  });
});
