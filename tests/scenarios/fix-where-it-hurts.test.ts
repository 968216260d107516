import { simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { makeCard } from "#app/domain/cards/make-card.server.ts";
import { fixProblem, type FixValue } from "#app/domain/attention/fix-problem.server.ts";
import { fixForm } from "#app/domain/attention/views/fix-form.server.ts";
import { problemsScreen } from "#app/domain/attention/views/problem-list.server.ts";
import { PROBLEM_KINDS, problem, problemInfo } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { raiseProblem } from "#app/domain/problems/problems.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { ACCOUNTS } from "#app/erp/ledger/set-up/default-books.ts";
import { given } from "#app/lib/given.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { drain } from "#tests/setup/jobs.ts";
import { changeSettings, createAll, inEmptyShop, sync } from "./shop-at-work.ts";

const SHOP = "hurts.myshopify.com";
const STRANGER = "hurts-not.myshopify.com";
const scope = { shop: SHOP, by: "merchant" };
inEmptyShop(SHOP);

/** Places orders, brings them in and asks for their documents. */
async function orders(over: object = {}, count = 1): Promise<OrderId[]> {
  const placed = Array.from({ length: count }, (_unused, index) => {
    const spec = {
      customer: null,
      email: `buyer${index}@example.com`,
      shippingAddress: {
        ...{ firstName: "Ada", lastName: "Lovelace", address1: "Ringstr. 1", city: "Berlin" },
        ...{ zip: "10115", countryCode: "DE" },
      },
      lines: [{ variant: "MUG-BLUE", quantity: 1 }],
      shipping: [{ title: "Standard", price: "5.00" }],
      ...over,
    };
    return simulator.act(SHOP, "placeOrder", { spec }) as { id: OrderId };
  });
  await sync(SHOP);
  await createAll(SHOP);
  return placed.map(({ id }) => id);
}

/** What a save would refuse, as a card has it whose ERP has lost the code since. */
async function onCard(values: object): Promise<void> {
  await db.$executeRaw`UPDATE "ShopCard" SET settings = settings || ${JSON.stringify(values)}::jsonb WHERE shop = ${SHOP}`;
}

async function item(): Promise<FixValue> {
  const where = { shop: SHOP, number: "MUG-BLUE" };
  const { id, number } = given(await db.ledgerItem.findFirst({ where }), "the item");
  return { form: "item", item: { ref: { kind: "item", id, number }, title: "Mug" } };
}

async function customer(): Promise<FixValue> {
  const { id, number, name } = given(
    await db.ledgerCustomer.findFirst({ where: { shop: SHOP, blocked: false } }),
    "a customer of the books",
  );
  return { form: "customer", customer: { ref: { kind: "customer", id, number }, name } };
}

const setting = (value: string | boolean) => (): Promise<FixValue> =>
  Promise.resolve({ form: "setting", value });

const template = async (): Promise<FixValue> => {
  const where = { shop: SHOP, kind: "customerTemplate" };
  const { code } = given(await db.ledgerReference.findFirst({ where }), "a template");
  return { form: "setting", value: code };
};

interface Story {
  breaks: () => Promise<OrderId[]>;
  value: () => Promise<FixValue>;
}

/** A mapping that names a code which the ERP has lost since. */
async function lost(kind: string, key: string, erp: object): Promise<void> {
  const card = given(await getCard(SHOP), "the card");
  const where = { shop_cardId_kind_key: { shop: SHOP, cardId: card.id, kind, key } };
  const row = { shop: SHOP, cardId: card.id, kind, key, title: key, erp };
  await db.mapping.upsert({ where, create: row, update: { erp } });
}
const first = async (kind: string): Promise<string> =>
  given(await db.ledgerReference.findFirst({ where: { shop: SHOP, kind } }), `one of ${kind}`).code;
const codeOf = (kind: string) => async (): Promise<FixValue> => ({
  form: "mapping",
  code: await first(kind),
});

/** Orders that each kind holds up, and what a person gives in its form; of one kind in several places, each. */
const MADE_THEN: Record<string, Story> = {
  "unknown-item": {
    breaks: () => orders({ lines: [{ variant: "PROTO-X9", quantity: 1 }] }),
    value: item,
  },
  "missing-account": {
    breaks: async () => {
      await onCard({ shippingAccount: "" });
      await db.mapping.updateMany({
        where: { shop: SHOP, kind: "shipmentMethod" },
        data: { erp: { code: "STANDARD" } },
      });
      return orders({ shipping: [{ title: "By balloon", price: "5.00" }] });
    },
    value: setting(ACCOUNTS.shipping),
  },
  "missing-customer": {
    breaks: async () => {
      await onCard({ defaultCustomer: "", autoCreateCustomers: false });
      return orders({ email: "nobody@example.com" });
    },
    value: customer,
  },
  "missing-template": {
    breaks: async () => {
      await onCard({ defaultCustomer: "", autoCreateCustomers: true, customerTemplate: "" });
      return orders({ email: "new@example.com" });
    },
    value: template,
  },
  "currency-unknown": {
    breaks: async () => {
      await onCard({ currencyCode: "XXX" });
      return orders();
    },
    value: setting(""),
  },
  "unknown-number: shipment method": {
    breaks: async () => {
      await lost("shipmentMethod", "By ship", { code: "GONE" });
      return orders({ shipping: [{ title: "By ship", price: "5.00" }] });
    },
    value: codeOf("shipmentMethod"),
  },
  "unknown-number: payment terms": {
    breaks: async () => {
      await lost("paymentTerms", "NET:Net 30", { code: "GONE" });
      return orders({
        payments: [{ gateway: "manual", status: "PENDING" }],
        paymentTerms: { name: "Net 30", type: "NET", days: 30 },
      });
    },
    value: codeOf("paymentTerms"),
  },
  "unknown-number: tax area": {
    breaks: async () => {
      await onCard({ taxAreaPriority: "shipTo-sellTo-billTo" });
      await lost("taxArea", "DE/", { code: "GONE" });
      return orders();
    },
    value: codeOf("taxArea"),
  },
  "unknown-number: item charge": {
    breaks: async () => {
      await lost("shipmentMethod", "By cart", { charge: { type: "itemCharge", number: "GONE" } });
      return orders({ shipping: [{ title: "By cart", price: "5.00" }] });
    },
    value: async () => ({
      form: "charge",
      charge: { type: "itemCharge", number: await first("itemCharge"), assign: "amount" },
    }),
  },
  "unknown-number: charge back to the card": {
    breaks: async () => {
      await lost("shipmentMethod", "By sled", { charge: { type: "account", number: "GONE" } });
      return orders({ shipping: [{ title: "By sled", price: "5.00" }] });
    },
    value: () => Promise.resolve({ form: "charge", charge: null }),
  },
  "unknown-number: a setting": {
    breaks: async () => {
      await onCard({ shippingAccount: "GONE" });
      return orders({ shipping: [{ title: "By kite", price: "5.00" }] });
    },
    value: setting(ACCOUNTS.shipping),
  },
  "document-number-refused": {
    breaks: async () => {
      await changeSettings(SHOP, { useShopifyOrderNumber: true });
      return orders({ name: "@1" });
    },
    value: setting(false),
  },
};

/** Kinds of tasks and of books that say no: what the form gives is saved where the next try reads it. */
const SAVED: Record<
  string,
  { raised: ProblemValue; value: FixValue; saved: () => Promise<unknown> }
> = {
  "missing-company": {
    raised: problem("missing-company", {
      company: "Acme",
      companyId: "gid://shopify/Company/1",
      orderId: "gid://shopify/Order/1",
    }),
    value: { form: "setting", value: "" },
    saved: async () => (await getCard(SHOP))?.settings.defaultCompany,
  },
  "unmapped-location": {
    raised: problem("unmapped-location", { location: "Attic", locationId: "deleted:Attic" }),
    value: { form: "mapping", code: "MAIN" },
    saved: () => mapped("location", "deleted:Attic"),
  },
  "item-charge-unsupported": {
    raised: problem("item-charge-unsupported", { title: "By mule" }),
    value: { form: "charge", charge: { type: "account", number: ACCOUNTS.shipping } },
    saved: () => mapped("shipmentMethod", "By mule"),
  },
  "unmapped-gateway": {
    raised: problem("unmapped-gateway", { gateway: "barter", orderId: "gid://shopify/Order/1" }),
    value: { form: "mapping", code: "CARD" },
    saved: () => mapped("paymentMethod", "barter"),
  },
  "outgoing-disabled": {
    raised: problem("outgoing-disabled"),
    value: { form: "setting", value: true },
    saved: async () => (await getCard(SHOP))?.settings.allowOutgoingRequests,
  },
  "capture-off": {
    raised: problem("capture-off"),
    value: { form: "setting", value: "never" },
    saved: async () => (await getCard(SHOP))?.settings.capturePolicy,
  },
};
const mapped = async (kind: string, key: string): Promise<unknown> =>
  (await db.mapping.findFirst({ where: { shop: SHOP, kind, key } }))?.erp;

const open = (kind: string) =>
  db.problem.findMany({ where: { shop: SHOP, kind, clearedAt: null, orderId: { not: null } } });

/** What a credit memo that a clerk posted is for: memo-by-hand.test.ts. */
const ELSEWHERE = ["memo-by-hand", "memo-by-hand-late"];

const kindOf = (name: string): string => name.split(":")[0] ?? name;

describe("each problem with a form", () => {
  it("has a story here", () => {
    const withForm = PROBLEM_KINDS.filter((kind) => problemInfo(kind).fix !== undefined);
    const told = [...Object.keys(MADE_THEN), ...Object.keys(SAVED), ...ELSEWHERE].map(kindOf);
    expect([...new Set(told)].sort()).toEqual(withForm.sort());
  });

  it.each(Object.entries(MADE_THEN))("%s: its form makes the document", async (name, story) => {
    const kind = kindOf(name);
    const ids = await story.breaks();
    const [found] = await open(kind);
    const { cause } = given(found, `a problem of kind ${kind}`);
    const params = new URLSearchParams({ kind, cause });
    expect(await fixForm(SHOP, params)).toMatchObject({ orders: 1 });
    expect(await fixForm(STRANGER, params)).toBeNull();
    const value = await story.value();
    expect(await fixProblem({ ...scope, shop: STRANGER }, { kind, cause }, value)).toMatchObject({
      ok: false,
      error: { kind: "gone" },
    });
    expect(await fixProblem(scope, { kind, cause }, value)).toEqual({ ok: true, value: 1 });
    await drain();
    expect(await open(kind)).toEqual([]);
    const made = await db.order.findMany({ where: { shop: SHOP, orderId: { in: ids } } });
    expect(made.map(({ documentState }) => documentState)).toEqual(["created"]);
    expect(await fixProblem(scope, { kind, cause }, value)).toMatchObject({
      ok: false,
      error: { kind: "gone" },
    });
  });

  it.each(Object.entries(SAVED))("%s: what its form gives is saved", async (kind, story) => {
    await db.$transaction((tx) =>
      raiseProblem(tx, SHOP, "task", { subject: kind, orderId: null, problem: story.raised }),
    );
    const { cause } = story.raised;
    if (story.value.form === "setting" && typeof story.value.value === "boolean")
      await changeSettings(SHOP, { allowOutgoingRequests: !story.value.value });
    expect(await fixForm(SHOP, new URLSearchParams({ kind, cause }))).not.toBeNull();
    expect((await fixProblem(scope, { kind, cause }, story.value)).ok).toBe(true);
    const { value } = story;
    expect(await story.saved()).toEqual(
      value.form === "mapping"
        ? { code: value.code }
        : value.form === "setting"
          ? value.value
          : value.form === "charge"
            ? { charge: value.charge }
            : "",
    );
    await db.problem.deleteMany({ where: { shop: SHOP, subject: kind } });
    await changeSettings(SHOP, { allowOutgoingRequests: true });
  });
});

it("a code that the ERP does not have is refused, and everything stays as it was", async () => {
  const raised = problem("unmapped-location", { location: "Attic", locationId: "deleted:Roof" });
  await db.$transaction((tx) =>
    raiseProblem(tx, SHOP, "task", { subject: "roof", orderId: null, problem: raised }),
  );
  const { kind, cause } = raised;
  expect(await fixProblem(scope, { kind, cause }, { form: "mapping", code: "MOON" })).toMatchObject(
    {
      ok: false,
      error: { kind: "notInErp" },
    },
  );
  // A form of another kind fixes nothing.
  expect(await fixProblem(scope, { kind, cause }, { form: "setting", value: true })).toMatchObject({
    ok: false,
    error: { kind: "gone" },
  });
  expect(await mapped("location", "deleted:Roof")).toBeNull();
  await db.problem.deleteMany({ where: { shop: SHOP, subject: "roof" } });
});

it("a customer chosen for one order is linked: the next order of the same Shopify customer is no problem", async () => {
  await changeSettings(SHOP, { defaultCustomer: "", autoCreateCustomers: false });
  await db.mapping.deleteMany({ where: { shop: SHOP, kind: "customerTemplate" } });
  const theirs = { customer: "jonas-2", email: "stranger@example.com" };
  const [order] = await orders(theirs);
  const kind = "missing-customer";
  const [found] = (await open(kind)).filter(({ orderId }) => orderId === order);
  const { cause } = given(found, "the problem");
  const params = new URLSearchParams({ kind, cause });
  expect(await fixForm(SHOP, params)).toMatchObject({ form: "customer", links: true });
  const value = await customer();
  expect((await fixProblem(scope, { kind, cause }, value)).ok).toBe(true);
  await drain();
  const [next] = await orders(theirs);
  expect(await open(kind)).toEqual([]);
  const made = await db.salesDocument.findMany({
    where: { shop: SHOP, orderId: { in: [given(order, "one"), given(next, "two")] } },
  });
  const books = await db.ledgerDocument.findMany({
    where: { shop: SHOP, id: { in: made.map(({ erpId }) => erpId ?? "") } },
  });
  const chosen = value.form === "customer" ? value.customer.ref.id : "";
  expect(books.map(({ sellToId, billToId }) => [sellToId, billToId])).toEqual([
    [chosen, chosen],
    [chosen, chosen],
  ]);
});

it("a setting is changed on every shop card whose orders have the problem, or on those that are ticked", async () => {
  const firstCard = given(await getCard(SHOP), "the card");
  const made = await makeCard(SHOP, { title: "Counter", copyOf: firstCard.id });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const second = made.value;
  const anybody = await db.ledgerCustomer.findFirst({ where: { shop: SHOP, blocked: false } });
  await changeSettings(SHOP, { defaultCustomer: given(anybody, "a customer").number });
  const gone = async () => {
    await onCard({ shippingAccount: "" });
    const ids = await orders({ shipping: [{ title: "By raft", price: "5.00" }] }, 2);
    await db.order.update({
      where: { shop_orderId: { shop: SHOP, orderId: given(ids[0], "an order") } },
      data: { cardId: second.id },
    });
    await drain();
    const [found] = await open("missing-account");
    return { kind: "missing-account", cause: given(found, "the problem").cause };
  };
  const accounts = async () =>
    Promise.all(
      [firstCard, second].map(
        async ({ id }) => (await getCard(SHOP, id))?.settings.shippingAccount,
      ),
    );
  const value: FixValue = { form: "setting", value: ACCOUNTS.shipping };
  const both = await gone();
  expect(await fixForm(SHOP, new URLSearchParams(both))).toMatchObject({
    cards: [
      { id: firstCard.id, title: firstCard.title, orders: 1 },
      { id: second.id, title: "Counter", orders: 1 },
    ],
  });
  expect(await fixProblem(scope, both, value)).toEqual({ ok: true, value: 2 });
  expect(await accounts()).toEqual([ACCOUNTS.shipping, ACCOUNTS.shipping]);
  await drain();
  expect(await open("missing-account")).toEqual([]);

  const one = await gone();
  expect(await fixProblem(scope, { ...one, cards: [second.id] }, value)).toEqual({
    ok: true,
    value: 1,
  });
  expect(await accounts()).toEqual(["", ACCOUNTS.shipping]);
  await fixProblem(scope, one, value);
  await drain();
});

it("an unknown SKU on 23 orders: seen, fixed once, 23 proved documents", async () => {
  const where = { shop: SHOP, variantId: { not: "" } };
  await db.itemLink.deleteMany({ where });
  const ids = await orders({ lines: [{ variant: "PROTO-X9", quantity: 1 }] }, 23);
  // 1: the problems page shows one cause, with its form and the likely items.
  const [group] = (await problemsScreen(SHOP, new URLSearchParams({ kind: "unknown-item" })))
    .groups;
  const { kind, cause } = given(group, "the cause");
  expect(group).toMatchObject({ orders: 23, hasForm: true });
  const form = await fixForm(SHOP, new URLSearchParams({ kind, cause }));
  expect(form).toMatchObject({ form: "item", orders: 23 });
  // 2: an item is chosen; 3: saved for all of them.
  expect(await fixProblem(scope, { kind, cause }, await item())).toEqual({ ok: true, value: 23 });
  await drain();
  const documents = await db.salesDocument.findMany({
    where: { shop: SHOP, orderId: { in: ids }, state: "created" },
  });
  expect(documents).toHaveLength(23);
  for (const { orderId, total } of documents) {
    const order = await db.order.findFirstOrThrow({
      where: { shop: SHOP, orderId: orderId ?? "" },
    });
    expect(total.toFixed()).toBe(order.presentmentTotal.toFixed());
  }
  expect((await problemsScreen(SHOP, new URLSearchParams({ kind }))).groups).toEqual([]);
});
