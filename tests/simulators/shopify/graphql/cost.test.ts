import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Kind, type OperationDefinitionNode, parse, print } from "graphql";
import { describe, expect, it } from "vitest";
import { actualCost } from "./actual-cost.ts";
import { pageFactor } from "#scripts/shopify-cost-rule.mjs";
import { requestedCost as calculated } from "#app/shopify/cost.ts";
import { requestedCost, type Variables } from "./cost.ts";
import { adminSchema, API_VERSIONS } from "./schema.ts";
import { staticErrors } from "./static-errors.ts";

const schema = adminSchema("2026-10");
const cost = (query: string, variables: Variables = {}) =>
  requestedCost(schema, parse(query), null, variables);

function appOperations() {
  const folder = path.join(import.meta.dirname, "../../../../app/shopify/operations");
  return parse(
    readdirSync(folder)
      .filter((f) => f.endsWith(".graphql"))
      .map((f) => readFileSync(path.join(folder, f), "utf8"))
      .join("\n"),
  );
}

/** Variables that say how large a page is: all whole numbers of our operations do. */
const pageSizes = (operation: OperationDefinitionNode): string[] =>
  (operation.variableDefinitions ?? [])
    .filter(({ type }) => /^Int!?$/.test(print(type)))
    .map(({ variable }) => variable.name.value);

describe("requested cost", () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [10, 4],
    [20, 5],
    [25, 6],
    [50, 7],
    [100, 9],
    [200, 10],
    [250, 11],
  ])("sizes a page of %i as %i", (n, size) => {
    expect(pageFactor(n)).toBe(size);
  });

  // Page costs measured on a live store. Of the third only the number is published; the query is one that a store page would ask.
  it.each([
    [
      "250 orders, flat",
      "{ orders(first: 250) { nodes { id name } pageInfo { hasNextPage } } }",
      13,
    ],
    [
      "250 orders with 250 lines each",
      "{ orders(first: 250) { nodes { id lineItems(first: 250) { nodes { id sku } } } } }",
      156,
    ],
    [
      "250 products with 250 variants each and one picture",
      "{ products(first: 250) { nodes { id variants(first: 250) { nodes { id sku } } featuredMedia { id } } } }",
      167,
    ],
  ])("%s", (_name, query, expected) => expect(cost(query)).toBe(expected));

  // Query shapes and costs of recorded live requests, retyped small.
  it.each<[string, string, number, Variables?]>([
    [
      "a mutation's own objects are free",
      'mutation { orderClose(input: {id: "gid://shopify/Order/1"}) { order { id closed } userErrors { field message } } }',
      10,
    ],
    [
      "capture has its own cost",
      'mutation { orderCapture(input: {id: "gid://shopify/Order/1", parentTransactionId: "gid://shopify/OrderTransaction/1", amount: "1.00"}) { transaction { id } userErrors { message } } }',
      20,
    ],
    ["a scalar-only object is 1", '{ order(id: "gid://shopify/Order/1") { id name closed } }', 1],
    [
      "money bags are free",
      '{ order(id: "gid://shopify/Order/1") { totalPriceSet { shopMoney { amount } } } }',
      1,
    ],
    [
      "plain lists cost one object whatever first says",
      '{ order(id: "gid://shopify/Order/1") { transactions(first: 50) { id parentTransaction { id } } } }',
      3,
    ],
    [
      "page size from a variable and its default",
      "query ($n: Int = 10) { orders(first: $n) { nodes { id } } }",
      6,
    ],
    [
      "page size from a variable",
      "query ($n: Int = 10) { orders(first: $n) { nodes { id } } }",
      13,
      { n: 250 },
    ],
    [
      "nodes and edges both count",
      "{ orders(first: 10) { nodes { id } edges { node { id } } } }",
      10,
    ],
    ["only pageInfo", "{ orders(first: 250) { pageInfo { hasNextPage } } }", 2],
    ["a root count", "{ ordersCount { count } }", 10],
    [
      "a profile's variant count is dear",
      "query ($n: Int) { deliveryProfiles(first: $n) { edges { node { id productVariantsCount { count } } } pageInfo { hasNextPage } } }",
      13,
      { n: 2 },
    ],
    [
      "a list in a payload is free, too, its selection is not",
      "mutation { fulfillmentOrderMerge(fulfillmentOrderMergeInputs: []) { fulfillmentOrderMerges { fulfillmentOrder { id } } userErrors { message } } }",
      11,
    ],
    [
      "variants of the input are charged, five to the point",
      'mutation ($v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: "gid://shopify/Product/1", variants: $v) { product { id } productVariants { inventoryItem { id } } } }',
      12,
      { v: [{}, {}, {}] },
    ],
    [
      "a store credit balance has its own cost",
      '{ storeCreditAccount(id: "gid://shopify/StoreCreditAccount/1") { id balance { amount } } }',
      6,
    ],
    [
      "a scalar that has to be looked for costs",
      '{ location(id: "gid://shopify/Location/1") { id hasUnfulfilledOrders } }',
      2,
    ],
    ["a connection without a page size", "{ orders { nodes { id } } }", 2],
    [
      "skipped fields are free",
      'query ($no: Boolean!) { order(id: "gid://shopify/Order/1") { id customer @skip(if: $no) { id } } }',
      1,
      { no: true },
    ],
    [
      "the dearest possible type counts",
      '{ node(id: "gid://shopify/Order/1") { id ... on Order { customer { id } } ... on Product { id } } }',
      2,
    ],
    [
      "fragments merge by response key",
      '{ order(id: "gid://shopify/Order/1") { ...A ...B } } fragment A on Order { customer { id } } fragment B on Order { customer { firstName } }',
      2,
    ],
  ])("%s", (_name, query, expected, variables) =>
    expect(cost(query, variables ?? {})).toBe(expected),
  );

  it.each(API_VERSIONS)("the app's own operations are valid in %s", (version) => {
    // How a cancellation ended can be read from 2026-10 on; the app asks for it and speaks that version.
    const tooNew =
      version === "2026-07"
        ? [
            "Field 'jobResult' doesn't exist on type 'OrderCancelPayload'",
            "No such type OrderCancelJobResult, so it can't be a fragment condition",
          ]
        : [];
    expect(
      staticErrors(adminSchema(version), appOperations()).map(({ message }) => message),
    ).toEqual(tooNew);
  });

  it.each([1, 10, 250])("is what the app expects for each of its operations, pages of %i", (n) => {
    const document = appOperations();
    const names = document.definitions.flatMap((d) =>
      d.kind === Kind.OPERATION_DEFINITION && d.name
        ? [{ name: d.name.value, sizes: pageSizes(d) }]
        : [],
    );
    const both = (of: (name: string, variables: Variables) => number) =>
      Object.fromEntries(
        names.map(({ name, sizes }) => [
          name,
          of(name, Object.fromEntries(sizes.map((size) => [size, n]))),
        ]),
      );
    expect(both(calculated)).toEqual(
      both((name, variables) => requestedCost(schema, document, name, variables)),
    );
  });

  it("holds the app's own queries to their budget: ImportOrders at most 125 points, nothing over 1,000", () => {
    const document = appOperations();
    const costs = Object.fromEntries(
      document.definitions.flatMap((d) =>
        d.kind === Kind.OPERATION_DEFINITION && d.name
          ? [[d.name.value, requestedCost(schema, document, d.name.value, { first: 250 })]]
          : [],
      ),
    );
    expect(costs["ImportOrders"]).toBeLessThanOrEqual(125);
    expect(Math.max(...Object.values(costs))).toBeLessThan(1000);
  });
});

describe("actual cost", () => {
  const query = parse("{ orders(first: 10) { nodes { id customer { id } } } }"); // requested 2 + 4 × 2 = 10
  const actual = (nodes: unknown[]) => actualCost(schema, query, null, {}, { orders: { nodes } });
  it("charges the share that came back, rounded up", () => {
    expect(actual([{ id: "gid://shopify/Order/1", customer: null }])).toBe(3);
    expect(
      actual(
        Array.from({ length: 10 }, (_, i) => ({ id: `gid://shopify/Order/${i}`, customer: null })),
      ),
    ).toBe(10);
  });
  it("charges an empty page in full", () => expect(actual([])).toBe(10));
  it("charges a null object 1", () =>
    expect(
      actualCost(
        schema,
        parse(
          '{ order(id: "gid://shopify/Order/1") { id lineItems(first: 10) { nodes { id } } } }',
        ),
        null,
        {},
        { order: null },
      ),
    ).toBe(1));
});
