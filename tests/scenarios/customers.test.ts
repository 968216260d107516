// S3, Synchronisation from Shopify to the system; CUS-1. Customers of Shopify become customers of the ledger, and what changes of them follows.
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import {
  retryCustomers,
  startSending,
  stopSending,
} from "#app/domain/customers/exchange.server.ts";
import { customersScreen } from "#app/domain/customers/views/customers-screen.server.ts";
import { insertCustomer, updateCustomer } from "#app/erp/ledger/back-office.server.ts";
import { skipOne } from "#app/domain/attention/skip-tasks.server.ts";
import {
  pauseConnection,
  resumeConnection,
} from "#app/domain/erp-connections/pause-connection.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { booksOf } from "./back-office.ts";
import { changeSettings, deliver, inEmptyShop, worldOf } from "./shop-at-work.ts";

const SHOP = "customers-in.myshopify.com";
inEmptyShop(SHOP);

const HOME = {
  firstName: "Nora",
  lastName: "Brandt",
  address1: "Hafenstraße 3",
  address2: "Rear building",
  city: "Kiel",
  zip: "24103",
  countryCode: "DE",
  phone: "+49431223344",
};
interface Wanted {
  customer?: string;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  phone?: string | null;
  tags?: string[];
  marketing?: boolean;
  address?: Partial<typeof HOME>;
}

/** A person changes a customer in Shopify Admin, and Shopify tells the app. */
async function changed(wanted: Wanted): Promise<string> {
  const { id } = simulator.act(SHOP, "changeCustomer", { ...wanted }) as { id: string };
  await tell(wanted.customer ? "customers/update" : "customers/create", id);
  return id;
}
async function tell(topic: string, id: string): Promise<void> {
  expect(await deliver(SHOP, topic, { admin_graphql_api_id: id })).toBe(200);
  await drain();
}
const rowOf = (shopifyId: string) =>
  db.customerSync.findFirst({ where: { shop: SHOP, shopifyId, direction: "toErp" } });
const linkOf = (shopifyId: string) =>
  db.customerLink.findFirst({ where: { shop: SHOP, shopifyId } });
async function ledgerOf(shopifyId: string) {
  const link = await linkOf(shopifyId);
  if (!link) return null;
  return db.ledgerCustomer.findFirst({ where: { shop: SHOP, id: link.erpId } });
}
const tasks = () => db.task.count({ where: { shop: SHOP, kind: "customerToErp" } });

beforeAll(async () => {
  const template = await db.ledgerReference.findFirstOrThrow({
    where: { shop: SHOP, kind: "customerTemplate" },
  });
  await changeSettings(SHOP, {
    customerImport: "withOrders",
    shopifyUpdatesCustomers: false,
    customerTemplate: template.code,
  });
});
beforeEach(() => simulator.log.clear());
afterAll(() => releaseHolder());

describe("before the card wants it", () => {
  it("a customer that changes leaves nothing behind", async () => {
    const id = await changed({ firstName: "Ida", email: "ida@example.com" });
    expect(await rowOf(id)).toBeNull();
  });
});

describe("customers/create", () => {
  let nora = "";
  it("is shown first, and nothing is sent", async () => {
    await changeSettings(SHOP, {
      customerImport: "allCustomers",
      autoCreateCustomers: true,
      shopifyUpdatesCustomers: true,
    });
    nora = await changed({
      firstName: "Nora",
      lastName: "Brandt",
      email: "nora.brandt@example.com",
      phone: "+494311111",
      tags: ["vip", "kiel"],
      marketing: true,
      address: HOME,
    });
    expect(await rowOf(nora)).toMatchObject({ state: "ready", reason: null });
    expect(await customersScreen(SHOP, new URLSearchParams())).toMatchObject({
      on: true,
      sending: false,
      ready: 1,
    });
    expect(await ledgerOf(nora)).toBeNull();
  });

  it("names, e-mail, both phones, consent, delivery address and tags are uploaded", async () => {
    await startSending(SHOP, "toErp");
    await drain();
    expect(await ledgerOf(nora)).toMatchObject({
      name: "Nora Brandt",
      email: "nora.brandt@example.com",
      phone: "+494311111",
      deliveryPhone: "+49431223344",
      marketing: true,
      tags: ["kiel", "vip"],
      address1: "Hafenstraße 3",
      address2: "Rear building",
      city: "Kiel",
      zip: "24103",
      countryCode: "DE",
    });
    expect(await rowOf(nora)).toMatchObject({ state: "done", data: null });
  });

  it("the same told again, and what changes of orders only, is no task", async () => {
    const before = await tasks();
    await tell("customers/create", nora);
    await tell("customers/update", nora);
    expect(await tasks()).toBe(before);
    expect(await rowOf(nora)).toMatchObject({ state: "done" });
  });

  it("what a person changed in the ledger stays until it changes in Shopify", async () => {
    const scope = await booksOf(SHOP);
    const ledger = await ledgerOf(nora);
    await updateCustomer(scope, { kind: "customer", id: ledger?.id ?? "" }, { phone: "0431 99" });
    await tell("customers/update", nora);
    expect(await ledgerOf(nora)).toMatchObject({ phone: "0431 99" });
    await changed({ customer: nora, phone: "+494312222" });
    expect(await ledgerOf(nora)).toMatchObject({ name: "Nora Brandt", phone: "+494312222" });
  });

  it("the address is joined with the apartment by || where the ERP has one field", async () => {
    await changeSettings(SHOP, { apartment: "joined" });
    await changed({ customer: nora, address: { ...HOME, address2: "3rd floor" } });
    expect(await ledgerOf(nora)).toMatchObject({
      address1: "Hafenstraße 3||3rd floor",
      address2: "",
    });
    await changeSettings(SHOP, { apartment: "separate" });
  });
});

describe("who it is in the ERP", () => {
  it("one with the same e-mail is linked and brought up to date, not doubled", async () => {
    const scope = await booksOf(SHOP);
    const name = "Otto Kern";
    const ref = await insertCustomer(scope, null, {
      name,
      email: "Otto@Example.com",
      address: { name },
    });
    const id = await changed({
      firstName: "Otto",
      lastName: "Kern",
      email: "otto@example.com",
      phone: "+4930123456",
    });
    expect(await linkOf(id)).toMatchObject({ erpId: ref.id, foundBy: "email" });
    expect(await ledgerOf(id)).toMatchObject({ phone: "+4930123456" });
  });

  it("a default customer is never changed", async () => {
    const scope = await booksOf(SHOP);
    const name = "Walk-in";
    const ref = await insertCustomer(scope, null, {
      name,
      email: "walk@example.com",
      address: { name },
    });
    await changeSettings(SHOP, { defaultCustomer: ref.number ?? "" });
    const id = await changed({ firstName: "Anna", email: "walk@example.com" });
    expect(await rowOf(id)).toMatchObject({ state: "excluded", reason: "defaultCustomer" });
    expect(await linkOf(id)).toBeNull();
    expect(await db.ledgerCustomer.findFirst({ where: { shop: SHOP, id: ref.id } })).toMatchObject({
      name,
    });
    await changeSettings(SHOP, { defaultCustomer: "" });
  });

  it("without the right to update, the reason is told, and a retry after giving it goes through", async () => {
    const id = await changed({ firstName: "Lea", email: "lea@example.com" });
    await changeSettings(SHOP, { shopifyUpdatesCustomers: false });
    await changed({ customer: id, phone: "+49301111111" });
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: "excluded", reason: "noUpdates" });
    await changeSettings(SHOP, { shopifyUpdatesCustomers: true });
    expect(await retryCustomers(SHOP, [row?.id ?? ""])).toBe(1);
    await drain();
    expect(await ledgerOf(id)).toMatchObject({ phone: "+49301111111" });
  });

  it("without the right to create, the reason is told", async () => {
    await changeSettings(SHOP, { autoCreateCustomers: false });
    const id = await changed({ firstName: "Pia", email: "pia@example.com" });
    expect(await rowOf(id)).toMatchObject({ state: "excluded", reason: "noCreation" });
    await changeSettings(SHOP, { autoCreateCustomers: true });
  });
});

describe("a task that a person skips", () => {
  it("leaves the customer with who said why, until it changes or is retried", async () => {
    const connectionId = (await booksOf(SHOP)).connectionId;
    await pauseConnection(SHOP, connectionId, "Stocktaking");
    const id = await changed({ firstName: "Ida", email: "ida@example.com" });
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: "sending" });
    const skipped = await skipOne(SHOP, row?.taskId ?? "", "Not a customer of ours", "ann");
    expect(skipped).toMatchObject({ ok: true });
    expect(await rowOf(id)).toMatchObject({
      ...{ state: "failed", reason: "putAside", detail: "Not a customer of ours" },
    });
    await resumeConnection(SHOP, connectionId);
    await drain();
    expect(await ledgerOf(id)).toBeNull();
    expect(await retryCustomers(SHOP, [row?.id ?? ""])).toBe(1);
    await drain();
    expect(await rowOf(id)).toMatchObject({ state: "done", reason: null });
    expect(await ledgerOf(id)).toMatchObject({ email: "ida@example.com" });
  });
});

describe("bad input", () => {
  it("names as long as Shopify takes them, hostile texts, an address without a place", async () => {
    const firstName = "👩‍🚀".repeat(20);
    const id = await changed({
      firstName,
      lastName: "]]> & <b>",
      email: "long@example.com",
      address: { countryCode: "DE" },
    });
    expect(await rowOf(id)).toMatchObject({ state: "done" });
    expect((await ledgerOf(id))?.name).toContain("]]> & <b>");
  });

  it("nobody is there any more: gone, not failed", async () => {
    const id = (
      simulator.act(SHOP, "changeCustomer", { firstName: "Ron", email: "kurz@example.com" }) as {
        id: string;
      }
    ).id;
    simulator.act(SHOP, "deleteCustomer", { customer: id });
    await tell("customers/create", id);
    expect(await rowOf(id)).toMatchObject({ state: "gone", reason: "deleted" });
  });
});

describe("customers/delete and customers/merge", () => {
  it("the link goes and is told; in the ERP nothing is deleted", async () => {
    const id = await changed({ firstName: "Tom", email: "tom@example.com" });
    const ledger = await ledgerOf(id);
    simulator.act(SHOP, "deleteCustomer", { customer: id });
    await tell("customers/delete", id);
    expect(await linkOf(id)).toBeNull();
    expect(await rowOf(id)).toMatchObject({
      state: "gone",
      reason: "deleted",
      number: ledger?.number,
    });
    expect(
      await db.ledgerCustomer.findFirst({ where: { shop: SHOP, id: ledger?.id ?? "" } }),
    ).not.toBeNull();
  });

  it("the customer that is kept takes over the link", async () => {
    const gone = await changed({ firstName: "Eva", email: "eva.old@example.com" });
    const ledger = await ledgerOf(gone);
    await stopSending(SHOP, "toErp");
    await changeSettings(SHOP, { customerImport: "withOrders" });
    const kept = await changed({ firstName: "Eva", email: "eva@example.com" });
    simulator.act(SHOP, "mergeCustomers", { kept, gone });
    const payload = {
      admin_graphql_api_customer_kept_id: kept,
      admin_graphql_api_customer_deleted_id: gone,
    };
    await deliver(SHOP, "customers/merge", { ...payload, status: "failed" });
    await drain();
    expect(await linkOf(kept)).toBeNull();
    await deliver(SHOP, "customers/merge", { ...payload, status: "completed" });
    await drain();
    expect(await linkOf(kept)).toMatchObject({ erpId: ledger?.id });
    expect(await linkOf(gone)).toBeNull();
    expect(await rowOf(gone)).toMatchObject({ state: "gone", reason: "merged" });
    expect(
      worldOf(SHOP)
        .store()
        .customers.some(({ id }) => id === gone),
    ).toBe(false);
  });
});
