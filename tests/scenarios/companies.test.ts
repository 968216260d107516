import { simulator } from "#tests/setup/simulator.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createCustomerOfCompany } from "#app/domain/documents/choices/create-companies.server.ts";
import { removeCustomerLink, saveCustomerLink } from "#app/domain/mapping/links.server.ts";
import { saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { companyLinks } from "#app/domain/mapping/views/company-links.server.ts";
import { customerLinks } from "#app/domain/mapping/views/customer-links.server.ts";
import { mappingRows } from "#app/domain/mapping/views/mapping-list.server.ts";
import { erasureOf, redactCustomer } from "#app/domain/privacy/redact.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { insertCustomer } from "#app/erp/ledger/customers/write.server.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import { given } from "#app/lib/given.ts";
import { drain } from "#tests/setup/jobs.ts";
import type { Placed } from "./back-office.ts";
import { anOrder, booksOf, documentOf, place } from "./back-office.ts";
import { changeSettings, createAll, inEmptyShop, sync } from "./shop-at-work.ts";

/** Orders of companies (B2B): whose customer they are, and what of the company stands on the document (M-31, M-32, M-33). */
const SHOP = "trade.myshopify.com";
const HAMBURG = { key: "kontor", location: "kontor-hh" };
const BREMEN = { key: "kontor", location: "kontor-hb" };
const MUG = { variant: "MUG-BLUE", quantity: 12 };

inEmptyShop(SHOP);

const buy = (company: typeof HAMBURG): Placed =>
  place(SHOP, {
    spec: anOrder({
      customer: "ilse",
      company,
      lines: [MUG],
      poNumber: "PO-4500017",
      payments: [{ gateway: "manual", status: "PENDING" }],
      paymentTerms: { name: "Net 30", type: "NET", days: 30 },
    }),
  });
const imported = async (company: typeof HAMBURG): Promise<Placed> => {
  const order = buy(company);
  await sync(SHOP);
  return order;
};
const problemsOf = async (order: Placed): Promise<string[]> =>
  (await db.problem.findMany({ where: { shop: SHOP, orderId: order.id, clearedAt: null } })).map(
    ({ kind }) => kind,
  );
const customer = async (data: Omit<CustomerData, "address">): Promise<string> => {
  const ref = await insertCustomer(await booksOf(SHOP), null, {
    ...data,
    address: { name: data.name },
  });
  return given(ref.number, "the customer's number");
};
const buyersOf = async (order: Placed) => {
  const { sellToId, billToId, ...document } = await documentOf(SHOP, order);
  const numbers = await db.ledgerCustomer.findMany({
    where: { shop: SHOP, id: { in: [sellToId, billToId] } },
  });
  const numberOf = (id: string) => numbers.find((row) => row.id === id)?.number;
  return { ...document, sellTo: numberOf(sellToId), billTo: numberOf(billToId) };
};
const companyOf = async (order: Placed) => {
  const version = await db.orderVersion.findFirstOrThrow({
    where: { shop: SHOP, orderId: order.id },
    orderBy: { createdAt: "desc" },
  });
  return (version.content as { company: { id: string; locationId: string } }).company;
};
const save = async (locationId: string, erp: { sellTo: string; billTo?: string } | null) => {
  const card = given(await getCard(SHOP), "the card");
  const { revision } = await db.mapping.findFirstOrThrow({
    where: { shop: SHOP, kind: "companyLocation", key: locationId },
  });
  return saveMapping(
    SHOP,
    { cardId: card.id, kind: "companyLocation", key: locationId, revision, erp },
    "merchant",
  );
};
const asked = () =>
  simulator.log.requests.filter(({ operation }) => operation === "CompanyDetails").length;

describe("what is read", () => {
  it("the companies of a batch in one call, and nothing for orders without one", async () => {
    place(SHOP, { spec: anOrder({ lines: [MUG] }) });
    const before = asked();
    await sync(SHOP);
    expect(asked()).toBe(before);
    const orders = [buy(HAMBURG), buy(HAMBURG), buy(BREMEN)];
    await sync(SHOP);
    expect(asked()).toBe(before + 1);
    const [order] = orders;
    const { personal } = await db.orderVersion.findFirstOrThrow({
      where: { shop: SHOP, orderId: given(order, "an order").id },
    });
    expect(personal).toMatchObject({
      company: {
        taxRegistrationId: "DE123456788",
        billingAddress: { company: "Kontor Nord GmbH", city: "Hamburg" },
        mainContact: { email: expect.stringContaining("@") as string },
      },
    });
    // Read again, it is the same order.
    simulator.act(SHOP, "setNote", { order: given(order, "an order").id, note: "again" });
    await sync(SHOP);
    expect(await problemsOf(given(order, "an order"))).toEqual(["missing-company"]);
  });
});

describe("a company that nobody knows", () => {
  it("waits on the page of companies, which says how many orders wait", async () => {
    const page = await companyLinks(SHOP, new URLSearchParams());
    expect(page.waiting).toMatchObject([{ title: "Kontor Nord GmbH", orders: 3 }]);
    expect((await customerLinks(SHOP, new URLSearchParams())).waiting).toEqual([]);
  });

  it("is created with a click, once for all its orders, with what the document needs of it", async () => {
    const waiting = await companyLinks(SHOP, new URLSearchParams());
    const { key } = given(waiting.waiting[0], "the company");
    const template = await db.ledgerReference.findFirstOrThrow({
      where: { shop: SHOP, kind: "customerTemplate" },
    });
    await changeSettings(SHOP, {
      companyTaxId: "vatRegistrationNumber",
      customerTemplate: template.code,
    });
    expect(await createCustomerOfCompany({ shop: SHOP, by: "merchant" }, key)).toBe(3);
    await createAll(SHOP);
    await drain();
    const made = await db.ledgerCustomer.findMany({
      where: { shop: SHOP, companyName: "Kontor Nord GmbH" },
    });
    expect(made).toMatchObject([{ taxId: "DE123456788", registrationNumber: "" }]);
    const orders = await db.salesDocument.findMany({ where: { shop: SHOP, state: "created" } });
    const documents = await db.ledgerDocument.findMany({
      where: { shop: SHOP, id: { in: orders.flatMap(({ erpId }) => erpId ?? []) } },
    });
    expect(documents.filter(({ sellToId }) => sellToId === made[0]?.id)).toHaveLength(3);
    const [document] = documents.filter(({ sellToId }) => sellToId === made[0]?.id);
    expect(document).toMatchObject({ externalDocumentNumber: "PO-4500017" });
    // Net 30 gives one day on which it is due.
    expect(document?.dueDate).not.toBeNull();
    const links = await companyLinks(SHOP, new URLSearchParams());
    expect(links.links).toMatchObject([{ key, foundBy: "created" }]);
    expect(links.waiting).toEqual([]);
  });
});

describe("how a company is found", () => {
  let number: string;
  beforeAll(async () => {
    const links = await companyLinks(SHOP, new URLSearchParams());
    const { connectionId } = await booksOf(SHOP);
    for (const { key } of links.links) await removeCustomerLink(SHOP, connectionId, key);
    await db.ledgerCustomer.updateMany({
      where: { shop: SHOP },
      data: { taxId: "", registrationNumber: "", emailNormalised: "", phoneDigits: "" },
    });
    number = await customer({ name: "By register", registrationNumber: "DE123456788" });
  });
  const unlink = async (order: Placed) => {
    const { connectionId } = await booksOf(SHOP);
    const { id } = await companyOf(order);
    return removeCustomerLink(SHOP, connectionId, id);
  };

  it.each([
    ["registrationNumber", "By register"],
    ["vatRegistrationNumber", null],
  ] as const)("by tax id in the field %s: %s", async (companyTaxId, title) => {
    await changeSettings(SHOP, { companyMapping: "taxId", companyTaxId });
    const order = await imported(HAMBURG);
    expect(await problemsOf(order)).toEqual(title === null ? ["missing-company"] : []);
    if (title === null) return;
    await createAll(SHOP);
    expect((await buyersOf(order)).sellTo).toBe(number);
    expect((await unlink(order))?.title).toBe(title);
  });

  it("by the main contact's e-mail, and not by the phone of one who has an e-mail", async () => {
    await changeSettings(SHOP, { companyMapping: "emailPhone" });
    const before = await imported(BREMEN);
    expect(await problemsOf(before)).toEqual(["missing-company"]);
    const mail = await db.orderVersion.findFirstOrThrow({
      where: { shop: SHOP, orderId: before.id },
    });
    const { mainContact } = (mail.personal as { company: { mainContact: { email: string } } })
      .company;
    const own = await customer({ name: "By e-mail", email: mainContact.email.toUpperCase() });
    const order = await imported(BREMEN);
    await createAll(SHOP);
    expect((await buyersOf(order)).billTo).toBe(own);
    await unlink(order);
  });

  it("a location's own sell-to and bill-to come first, and a number that the ERP lacks is refused", async () => {
    const [sellTo, billTo] = [
      await customer({ name: "Branch" }),
      await customer({ name: "Head office" }),
    ];
    const order = await imported(BREMEN);
    const { locationId, id } = await companyOf(order);
    const { connectionId } = await booksOf(SHOP);
    const linked = await db.ledgerCustomer.findFirstOrThrow({
      where: { shop: SHOP, number: sellTo },
    });
    await saveCustomerLink({ shop: SHOP, by: "merchant" }, connectionId, id, {
      ref: { kind: "customer", id: linked.id, number: sellTo },
      name: "Branch",
    });
    const rows = await mappingRows(SHOP, "companyLocation", new URLSearchParams());
    expect(rows?.rows.map(({ title }) => title)).toContain("Kontor Nord GmbH – Kontor Nord Bremen");
    expect(rows?.unmapped).toBe(0);
    expect(await save(locationId, { sellTo, billTo: "NOBODY" })).toMatchObject({
      ok: false,
      error: { kind: "not-in-erp", codes: ["NOBODY"] },
    });
    expect((await save(locationId, { sellTo, billTo })).ok).toBe(true);
    await drain();
    await createAll(SHOP);
    expect(await buyersOf(order)).toMatchObject({ sellTo, billTo });
    // An order that waits for its company goes on when its location gets a customer.
    await changeSettings(SHOP, { companyMapping: "taxId" });
    expect((await save(locationId, null)).ok).toBe(true);
    await removeCustomerLink(SHOP, connectionId, id);
    const waiting = await imported(BREMEN);
    expect(await problemsOf(waiting)).toEqual(["missing-company"]);
    expect((await save(locationId, { sellTo })).ok).toBe(true);
    await drain();
    expect(await problemsOf(waiting)).toEqual([]);
  });
});

it("the main contact's erasure leaves the company its customer, without the contact", async () => {
  const email = "ilse.kroeger@kontor.example";
  const number = await customer({
    ...{ name: "Kontor Nord GmbH", taxId: "DE123456788", companyName: "Kontor Nord GmbH" },
    ...{ contact: "Ilse Kröger", email, phone: "+49 40 1" },
  });
  const where = { shop: SHOP, number };
  const { id } = await db.ledgerCustomer.findFirstOrThrow({ where });
  const { connectionId } = given(await getCard(SHOP), "the card");
  const link = (shopifyId: string) =>
    saveCustomerLink(
      { shop: SHOP, by: "merchant" },
      given(connectionId, "a connection"),
      shopifyId,
      { ref: { kind: "customer", id, number }, name: "Kontor Nord GmbH" },
    );
  const person = "gid://shopify/Customer/77001";
  await link("gid://shopify/Company/77001");
  await link(person);
  await redactCustomer(erasureOf(SHOP), { customerGid: person, email, orderGids: [] });
  expect(await db.ledgerCustomer.findFirstOrThrow({ where })).toMatchObject({
    ...{ name: "Kontor Nord GmbH", companyName: "Kontor Nord GmbH", taxId: "DE123456788" },
    ...{ contact: "", email: "", phone: "" },
  });
  // The person's own link is gone, so that nothing of theirs leads here.
  expect(await db.customerLink.count({ where: { shop: SHOP, shopifyId: person } })).toBe(0);
});
