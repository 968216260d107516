import { describe, expect, it } from "vitest";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { capabilities, settings } from "#tests/fixtures/orders.ts";
import { reading, shopifyCustomer } from "./customer.fixture.ts";
import { decideToShopify, type ToShopifyFacts } from "./decide-to-shopify.ts";
import { personOf } from "./person.ts";
import { refusalOf } from "./refusal-reason.ts";

const able = { ...capabilities, customerFields: ["deliveryPhone", "marketing", "tags"] as const };
const CARD = settings({ customersToShopify: true, erpUpdatesCustomers: true });

const decide = (
  said: CustomerReading = reading(),
  facts: Partial<ToShopifyFacts> = {},
  card: Partial<Settings> = {},
  defaultCustomers: string[] = [],
) =>
  decideToShopify({
    card: { settings: { ...CARD, ...card }, defaultCustomers },
    reading: said,
    able,
    known: null,
    taken: { email: null, phone: null },
    ofOtherStore: false,
    sentBefore: false,
    unfinished: false,
    ...facts,
  });
const known = shopifyCustomer();

describe("S3, Why data cannot be uploaded", () => {
  it("a customer with the same e-mail or phone number is already present in Shopify", () => {
    expect(decide(reading(), { taken: { email: "42", phone: null } })).toMatchObject({
      reason: "emailTaken",
      detail: "42",
    });
    expect(decide(reading(), { taken: { email: null, phone: "43" } })).toMatchObject({
      reason: "phoneTaken",
      detail: "43",
    });
  });
  it("the customer has an incorrect e-mail or phone number", () => {
    expect(decide(reading({ email: "nora@" }))).toMatchObject({ reason: "emailInvalid" });
    expect(decide(reading({ phone: "call me" }))).toMatchObject({ reason: "phoneInvalid" });
    // The same in the words that Shopify was recorded with.
    expect(
      [
        "Email is invalid",
        "Phone is invalid",
        "Email has already been taken",
        "Phone has already been taken",
      ].map((words) => refusalOf("customer-refused", words)),
    ).toEqual(["emailInvalid", "phoneInvalid", "emailTaken", "phoneTaken"]);
    expect(refusalOf("customer-refused", "Address1 cannot contain emojis")).toBe("refused");
    expect(refusalOf("shopify-unavailable", "")).toBe("taskFailed");
  });
  it("the customer belongs to another store", () => {
    expect(
      decide(reading({}, { externalKey: "SHOPIFY-CU-99" }), { ofOtherStore: true }),
    ).toMatchObject({ reason: "otherStore", detail: "SHOPIFY-CU-99" });
  });
  it.each(["address1", "city", "zip"] as const)(
    "the address is not transferred without %s",
    (part) => {
      const { address } = reading().data;
      const decision = decide(reading({ address: { name: "", ...address, [part]: "" } }));
      expect(decision).toMatchObject({ do: "send", reason: "addressIncomplete", detail: part });
      expect(decision.do === "send" && decision.plan.address).toBeNull();
    },
  );
  it("the address is not transferred without a first and a last name", () => {
    const named = { name: "Nora", contact: "" };
    expect(decide(reading(named))).toMatchObject({
      reason: "addressIncomplete",
      detail: "firstName",
    });
  });
});

describe("CUS-2: what goes", () => {
  it("all of a customer that Shopify does not have", () => {
    expect(decide()).toMatchObject({
      do: "send",
      reason: null,
      plan: {
        customer: {
          firstName: "Nora",
          lastName: "Brandt",
          email: "nora@example.com",
          phone: "+494311111",
          tags: ["vip"],
        },
        address: { address1: "Hafenstraße 3", address2: "Rear building", zip: "24103" },
        addressId: null,
        marketing: true,
      },
    });
  });
  it("the apartment that stands behind || goes into its own field", () => {
    const { address } = reading().data;
    const joined = { name: "", ...address, address1: "Hafenstraße 3||Rear building", address2: "" };
    expect(decide(reading({ address: joined }))).toMatchObject({
      plan: { address: { address1: "Hafenstraße 3", address2: "Rear building" } },
    });
  });
  it("only what differs of one that Shopify has; tags that are there stay", () => {
    expect(decide(reading({ phone: "+49 431 2222", tags: ["b2b"] }), { known })).toMatchObject({
      plan: {
        customer: { phone: "+494312222", tags: ["b2b", "vip"] },
        address: null,
        marketing: null,
      },
    });
  });
  it("names of 3,000 characters are cut to Shopify's limit", () => {
    const decision = decide(reading({ contact: `${"N".repeat(3_000)} ${"B".repeat(3_000)}` }));
    expect(decision.do === "send" && decision.plan.customer?.lastName).toHaveLength(255);
  });
  it("nothing where Shopify says the same, whatever form it has, or nothing changed since", () => {
    expect(decide(reading(), { known })).toMatchObject({ do: "nothing" });
    expect(decide(reading({ tags: [] }), { known })).toMatchObject({ do: "nothing" });
    expect(decide(reading({ phone: "1234" }), { known, sentBefore: true })).toMatchObject({
      do: "nothing",
    });
  });
  it("nothing without the right, of a default customer, of one blocked, or of one that nothing tells from others", () => {
    expect(decide(reading(), {}, { customersToShopify: false })).toMatchObject({
      reason: "noCreation",
    });
    const other = reading({ phone: "+49 1234" });
    expect(decide(other, { known }, { erpUpdatesCustomers: false })).toMatchObject({
      reason: "noUpdates",
    });
    expect(
      decide(other, { known, unfinished: true }, { erpUpdatesCustomers: false }),
    ).toMatchObject({ do: "send" });
    expect(decide(reading(), {}, {}, ["10007"])).toMatchObject({ reason: "defaultCustomer" });
    expect(decide(reading({}, { blocked: true }))).toMatchObject({ reason: "isBlocked" });
    expect(decide(reading({ email: "", phone: "" }))).toMatchObject({ reason: "noContact" });
  });
});

it.each([
  [
    { name: "Acme GmbH", contact: "Nora Brandt" },
    { company: "Acme GmbH", firstName: "Nora", lastName: "Brandt" },
  ],
  [{ name: "Nora Maria Brandt" }, { company: "", firstName: "Nora Maria", lastName: "Brandt" }],
  [{ name: "Madonna" }, { company: "", firstName: "", lastName: "Madonna" }],
])("%j is a person read backwards", (data, person) => {
  expect(personOf(data, CARD)).toEqual(person);
});
