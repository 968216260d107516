/** Nothing that is said to the simulated Shopify is passed over: what it does not read fails loudly, as a field nobody computes does. */
import { describe, expect, it } from "vitest";
import { createBucket } from "../graphql/bucket.ts";
import { runGraphql } from "../graphql/execute.ts";
import { effectiveScopes } from "../graphql/scopes.ts";
import { testWorld } from "./testing.ts";

const world = testWorld("full");
const scopes = effectiveScopes([
  "read_all_orders",
  "write_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_returns",
  "read_customers",
  "read_products",
  "read_locations",
  "read_shipping",
  "read_gift_cards",
]);
const [order] = world.store().orders;
const id = order!.id;
const run = async (query: string) => {
  const { answer, defects } = await runGraphql(
    { query, variables: {} },
    {
      world,
      bucket: createBucket(world.clock),
      appId: "gid://shopify/App/1",
      scopes,
      apiVersion: "2026-10",
      effects: () => undefined,
    },
  );
  return { answer, defects };
};
const ORDER = (selection: string) => `{ order(id: "${id}") { ${selection} } }`;
const NODES = "{ nodes { id } }";

describe("an argument of a field", () => {
  it.each([
    [
      `{ orders(first: 1, savedSearchId: "gid://shopify/SavedSearch/1") ${NODES} }`,
      "savedSearchId",
    ],
    [ORDER(`fulfillmentOrders(first: 1, displayable: true) ${NODES}`), "displayable"],
    [ORDER(`fulfillmentOrders(first: 1, query: "status:open") ${NODES}`), "query"],
    [ORDER(`fulfillments(query: "status:open") { id }`), "query"],
    [ORDER(`returns(first: 1, query: "status:open") ${NODES}`), "query"],
    [ORDER("transactions(manuallyResolvable: true) { id }"), "manuallyResolvable"],
    [ORDER(`metafields(first: 1, namespace: "a") ${NODES}`), "namespace"],
    [`{ locations(first: 1, query: "name:Kiel") ${NODES} }`, "query"],
    [`{ locations(first: 1, includeLegacy: true) ${NODES} }`, "includeLegacy"],
    [`{ products(first: 1, query: "title:nothing") ${NODES} }`, "query"],
    [`{ customers(first: 1, sortKey: NAME) ${NODES} }`, "sortKey"],
    [`{ companies(first: 1, query: "name:x") ${NODES} }`, "query"],
    [`{ giftCards(first: 1, query: "status:enabled") ${NODES} }`, "query"],
    [`{ deliveryProfiles(first: 1, merchantOwnedOnly: true) ${NODES} }`, "merchantOwnedOnly"],
  ])("%s", async (query, argument) => {
    const { answer, defects } = await run(query);
    expect(defects).toHaveLength(1);
    expect(answer.errors?.[0]?.message).toMatch(
      new RegExp(`^simulator does not read \\w+\\.\\w+\\(${argument}\\)`),
    );
    expect(answer.data).toBeUndefined();
  });
  it("left out, or null, says nothing", async () => {
    for (const query of [
      `{ orders(first: 1, savedSearchId: null) ${NODES} }`,
      ORDER(`lineItems(first: 1, reverse: false) ${NODES}`),
    ])
      expect((await run(query)).defects).toEqual([]);
  });
});

describe("an input of a mutation", () => {
  const UPDATE = (input: string) =>
    `mutation { orderUpdate(input: {id: "${id}", ${input}}) { order { id } userErrors { message } } }`;
  it.each([
    [
      UPDATE('metafields: [{namespace: "abc", key: "def", type: "string", value: "x"}]'),
      "input.metafields",
    ],
    [UPDATE('localizedFields: [{key: TAX_CREDENTIAL_BR, value: "x"}]'), "input.localizedFields"],
    [
      UPDATE('shippingAddress: {lastName: "A", country: "Germany"}'),
      "input.shippingAddress.country",
    ],
    [
      `mutation { fulfillmentCreate(fulfillment: {lineItemsByFulfillmentOrder: [{fulfillmentOrderId: "${order!.fulfillmentOrderRecords[0]!.id}"}], originAddress: {countryCode: "DE"}}, message: "Hello") { userErrors { message } } }`,
      "fulfillment.originAddress, message",
    ],
  ])("%s", async (query, place) => {
    const before = JSON.stringify([order!.updatedAt, order!.fulfillmentRecords.length]);
    const { answer } = await run(query);
    expect(answer.errors?.[0]?.message).toContain(`(${place})`);
    expect(JSON.stringify([order!.updatedAt, order!.fulfillmentRecords.length])).toBe(before);
  });
});

describe("a term of a search", () => {
  it("a comparison that is not computed", async () => {
    const { answer } = await run(`{ orders(first: 1, query: "name:>#1010") ${NODES} }`);
    expect(answer.errors?.[0]?.message).toContain("does not compare name by >");
  });
  it.each(["id:abc", "customer_id:gid", "current_total_price:>much", "created_at:soon"])(
    "%s is no value",
    async (query) => {
      const { answer } = await run(`{ orders(first: 1, query: "${query}") ${NODES} }`);
      expect(answer.extensions?.search).toMatchObject([{ warnings: [{ code: "invalid_value" }] }]);
    },
  );
  it("a way of sorting that is not computed", async () => {
    const { answer } = await run(`{ orders(first: 1, sortKey: TOTAL_PRICE) ${NODES} }`);
    expect(answer.errors?.[0]?.message).toContain("does not sort orders by TOTAL_PRICE");
  });
});
