import { describe, expect, it } from "vitest";
import { createClock } from "../clock.ts";
import { tinyWorld } from "../testing-world.ts";
import { createBucket } from "./bucket.ts";
import { runGraphql } from "./execute.ts";
import { effectiveScopes } from "./scopes.ts";

const clock = createClock({ running: false, start: new Date("2026-11-21T10:00:00Z") });
const ALL = ["write_orders", "read_customers", "read_payment_terms"];

function setting(scopes: string[] = ALL) {
  return {
    world: tinyWorld({ shop: "a.myshopify.com", clock, seed: "full" }),
    bucket: createBucket(clock),
    appId: "gid://shopify/App/1",
    scopes: effectiveScopes(scopes),
    apiVersion: "2026-10" as const,
    effects: () => undefined,
  };
}
const run = (query: string, variables: Record<string, unknown> = {}, use = setting()) =>
  runGraphql({ query, variables }, use);
const errorOf = async (query: string, variables: Record<string, unknown> = {}, use = setting()) => {
  const { answer } = await run(query, variables, use);
  expect(answer.errors, JSON.stringify(answer)).toHaveLength(1);
  return { ...answer.errors?.[0], answer };
};

describe("a good request", () => {
  it("answers data and cost", async () => {
    const { answer } = await run(
      "{ orders(first: 2) { nodes { id name } pageInfo { hasNextPage } } }",
    );
    expect(answer).toEqual({
      data: {
        orders: {
          nodes: [
            { id: "gid://shopify/Order/1", name: "#1001" },
            { id: "gid://shopify/Order/2", name: "#1002" },
          ],
          pageInfo: { hasNextPage: true },
        },
      },
      extensions: {
        cost: {
          requestedQueryCost: 3,
          actualQueryCost: 3,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1997, restoreRate: 100 },
        },
      },
    });
  });
  it("tells search warnings", async () => {
    const { answer } = await run('{ orders(first: 1, query: "colour:red") { nodes { id } } }');
    expect(answer.extensions?.search).toMatchObject([
      { path: ["orders"], warnings: [{ field: "colour", code: "invalid_field" }] },
    ]);
  });
});

describe("static errors", () => {
  it.each([
    [
      'query Q { order(id: "gid://shopify/Order/1") { nope } }',
      "Field 'nope' doesn't exist on type 'Order'",
      ["query Q", "order", "nope"],
      { code: "undefinedField", typeName: "Order", fieldName: "nope" },
    ],
    [
      "{ order { id } }",
      "Field 'order' is missing required arguments: id",
      ["query", "order"],
      { code: "missingRequiredArguments", className: "Field", name: "order", arguments: "id" },
    ],
    [
      '{ order(id: "gid://shopify/Order/1") }',
      "Field must have selections (field 'order' returns Order but has no selections. Did you mean 'order { ... }'?)",
      ["query", "order"],
      { code: "selectionMismatch" },
    ],
    [
      '{ orders(first: "x") { nodes { id } } }',
      "Argument 'first' on Field 'orders' has an invalid value (\"x\"). Expected type 'Int'.",
      ["query", "orders", "first"],
      { code: "argumentLiteralsIncompatible" },
    ],
    // A list that does not fit is shown whole.
    [
      'mutation { tagsAdd(id: "gid://shopify/Order/1", tags: ["a", 2]) { userErrors { message } } }',
      "Argument 'tags' on Field 'tagsAdd' has an invalid value ([\"a\", 2]). Expected type '[String!]!'.",
      ["mutation", "tagsAdd", "tags"],
      { code: "argumentLiteralsIncompatible", typeName: "Field", argumentName: "tags" },
    ],
    [
      'mutation { orderUpdate(input: {id: "gid://shopify/Order/1", tags: ["a", [true]]}) { userErrors { message } } }',
      "Argument 'tags' on InputObject 'OrderInput' has an invalid value ([\"a\", [true]]). Expected type '[String!]'.",
      ["mutation", "orderUpdate", "input", "tags"],
      { code: "argumentLiteralsIncompatible", typeName: "InputObject", argumentName: "tags" },
    ],
    [
      '{ nodes(ids: ["gid://shopify/Order/1", "12"]) { id } }',
      "Invalid global id '12'",
      ["query", "nodes", "ids"],
      { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
    ],
    [
      "{ orders(first: 1, foo: 2) { nodes { id } } }",
      "Field 'orders' doesn't accept argument 'foo'",
      ["query", "orders", "foo"],
      { code: "argumentNotAccepted" },
    ],
    [
      "query A($x: Int) { shop { id } }",
      "Variable $x is declared by A but not used",
      ["query A"],
      { code: "variableNotUsed" },
    ],
    [
      "query A { shop { ...F } } fragment F on Nope { id }",
      "No such type Nope, so it can't be a fragment condition",
      ["fragment F"],
      { code: "undefinedType" },
    ],
    [
      "{ shop @foo { id } }",
      "Directive @foo is not defined",
      ["query", "shop"],
      { code: "undefinedDirective" },
    ],
    // Recorded, but for the type: bulk-operations-read-arg-validation.
    [
      'query Q { order(id: "not-a-gid") { id } }',
      "Invalid global id 'not-a-gid'",
      ["query Q", "order", "id"],
      { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
    ],
    [
      "mutation { orderCapture(input: {}) { userErrors { message } } }",
      "Argument 'id' on InputObject 'OrderCaptureInput' is required. Expected type ID!",
      ["mutation", "orderCapture", "input", "id"],
      { code: "missingRequiredInputObjectAttribute" },
    ],
    [
      "mutation { tagsAdd { userErrors { message } } }",
      "Field 'tagsAdd' is missing required arguments: id, tags",
      ["mutation", "tagsAdd"],
      { code: "missingRequiredArguments", arguments: "id, tags" },
    ],
    [
      "{ collectionByIdentifier(identifier: {}) { id } }",
      "OneOf Input Object 'CollectionIdentifierInput' must specify exactly one key.",
      ["query", "collectionByIdentifier", "identifier"],
      { code: "invalidOneOfInputObject" },
    ],
  ])("%s", async (query, message, path, extensions) => {
    const { answer } = await run(query);
    expect(answer.errors).toContainEqual(
      expect.objectContaining({
        message,
        path,
        extensions: expect.objectContaining(extensions) as unknown,
      }),
    );
    expect(answer.extensions).toBeUndefined();
  });
  it("refuses text that does not parse", async () =>
    expect(await errorOf("{ shop { ")).toMatchObject({
      message: "syntax error, unexpected end of file at [1, 10]",
      extensions: { code: "PARSE_ERROR" },
    }));
  it("refuses a field of the next version", async () => {
    const { answer } = await runGraphql(
      {
        query:
          'mutation { orderCancel(orderId: "gid://shopify/Order/1", reason: OTHER, restock: false) { jobResult { status } } }',
        variables: {},
      },
      { ...setting(), apiVersion: "2026-07" },
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: "undefinedField",
      fieldName: "jobResult",
    });
  });
});

describe("variables", () => {
  it("says that text is no global id, and charges nothing", async () => {
    const error = await errorOf("query A($id: ID!) { order(id: $id) { id } }", { id: "12" });
    expect(error).toMatchObject({
      message: "Variable $id of type ID! was provided invalid value Invalid global id '12'",
      extensions: {
        code: "INVALID_VARIABLE",
        problems: [{ path: [], explanation: "Invalid global id '12'" }],
      },
    });
    expect(error.answer.extensions).toBeUndefined();
  });
  it("counts the keys of an object that takes exactly one", async () => {
    const error = await errorOf(
      "query A($by: CollectionIdentifierInput!) { collectionByIdentifier(identifier: $by) { id } }",
      { by: {} },
    );
    expect(error.extensions?.["problems"]).toEqual([
      {
        path: [],
        explanation:
          "'CollectionIdentifierInput' requires exactly one argument, but 0 were provided.",
      },
    ]);
  });
  const query =
    "mutation M($input: OrderInput!) { orderUpdate(input: $input) { order { id } userErrors { message } } }";
  it("names what is wrong", async () => {
    const error = await errorOf(query, { input: { note: 3, foo: 1 } });
    expect(error.message).toContain(
      "Variable $input of type OrderInput! was provided invalid value for foo (Field is not defined on OrderInput)",
    );
    expect(error.extensions).toMatchObject({
      code: "INVALID_VARIABLE",
      value: { note: 3, foo: 1 },
      problems: expect.arrayContaining([
        { path: ["id"], explanation: "Expected value to not be null" },
      ]) as unknown,
    });
  });
  it("asks for a missing one", async () =>
    expect((await errorOf(query)).extensions).toMatchObject({
      code: "INVALID_VARIABLE",
      problems: [{ path: [], explanation: "Expected value to not be null" }],
    }));
  it("lists the values of an enum as Shopify defined them", async () => {
    const error = await errorOf(
      "mutation M($input: ReturnInput!) { returnCreate(returnInput: $input) { userErrors { message } } }",
      {
        input: {
          orderId: "gid://shopify/Order/1",
          returnLineItems: [
            {
              fulfillmentLineItemId: "gid://shopify/FulfillmentLineItem/1",
              quantity: 1,
              returnReason: "NOT_A_REASON",
            },
          ],
        },
      },
    );
    expect(error.extensions?.["problems"]).toEqual([
      {
        path: ["returnLineItems", 0, "returnReason"],
        explanation:
          'Expected "NOT_A_REASON" to be one of: SIZE_TOO_SMALL, SIZE_TOO_LARGE, UNWANTED, NOT_AS_DESCRIBED, WRONG_ITEM, DEFECTIVE, STYLE, COLOR, OTHER, UNKNOWN',
      },
    ]);
  });
  it("numbers what stands in a list on the way to a list too long", async () => {
    const line = { id: "gid://shopify/FulfillmentOrderLineItem/1", quantity: 1 };
    const group = { fulfillmentOrderId: "gid://shopify/FulfillmentOrder/1" };
    const error = await errorOf(
      "mutation M($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { userErrors { message } } }",
      {
        f: {
          lineItemsByFulfillmentOrder: [
            group,
            { ...group, fulfillmentOrderLineItems: Array.from({ length: 251 }, () => line) },
          ],
        },
      },
      setting(["write_merchant_managed_fulfillment_orders"]),
    );
    expect(error).toMatchObject({
      path: [
        "fulfillmentCreate",
        "fulfillment",
        "lineItemsByFulfillmentOrder",
        1,
        "fulfillmentOrderLineItems",
      ],
      extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
    });
  });
  it("takes 2,048 variants of a product and 499 lines of a draft order", async () => {
    const all = setting(["write_products", "write_draft_orders"]);
    const product =
      "mutation M($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }";
    const draft =
      "mutation M($input: DraftOrderInput!) { draftOrderCreate(input: $input) { userErrors { message } } }";
    const variants = (length: number) => ({
      input: { variants: Array.from({ length }, () => ({ optionValues: [] })) },
    });
    const lines = (length: number) => ({
      input: { lineItems: Array.from({ length }, () => ({ title: "A", quantity: 1 })) },
    });
    const said = async (query: string, variables: Record<string, unknown>) =>
      (await run(query, variables, all)).answer.errors?.[0]?.message;
    expect(await said(product, variants(2049))).toBe(
      "The input array size of 2049 is greater than the maximum allowed of 2048.",
    );
    expect(await said(draft, lines(500))).toBe(
      "The input array size of 500 is greater than the maximum allowed of 499.",
    );
    for (const answer of [await said(product, variants(2048)), await said(draft, lines(499))])
      expect(answer).toMatch(/^simulator does not compute/);
  });
  it("refuses more than 250 ids", async () => {
    const error = await errorOf("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: Array.from({ length: 251 }, () => "gid://shopify/Order/1"),
    });
    expect(error).toMatchObject({
      message: "The input array size of 251 is greater than the maximum allowed of 250.",
      path: ["nodes", "ids"],
      extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
    });
  });
});

describe("run time", () => {
  it("denies a field and answers the rest", async () => {
    const { answer } = await run(
      '{ order(id: "gid://shopify/Order/1") { name paymentTerms { id } } }',
      {},
      setting(["read_orders"]),
    );
    expect(answer.data).toEqual({ order: { name: "#1001", paymentTerms: null } });
    expect(answer.errors).toEqual([
      {
        message:
          "Access denied for paymentTerms field. Required access: `read_payment_terms` access scope.",
        locations: [{ line: 1, column: 45 }],
        path: ["order", "paymentTerms"],
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess: "`read_payment_terms` access scope.",
        },
      },
    ]);
  });
  it("denies connections and mutations, and lets write imply read", async () => {
    expect(
      (await run("{ orders(first: 1) { nodes { id } } }", {}, setting([]))).answer.errors?.[0]
        ?.extensions,
    ).toMatchObject({ code: "ACCESS_DENIED" });
    expect(
      (
        await run(
          'mutation { orderUpdate(input: {id: "gid://shopify/Order/1"}) { order { id } userErrors { message } } }',
          {},
          setting(["read_orders"]),
        )
      ).answer.errors?.[0]?.message,
    ).toContain("Access denied for orderUpdate field. Required access: `write_orders`");
    expect(
      (await run("{ orders(first: 1) { nodes { id } } }", {}, setting(["write_orders"]))).answer
        .errors,
    ).toBeUndefined();
  });
  it("repeats what Shopify adds behind the scopes", async () => {
    const { answer } = await run(
      'mutation { orderMarkAsPaid(input: {id: "gid://shopify/Order/1"}) { userErrors { message } } }',
      {},
      setting([]),
    );
    const requiredAccess =
      "`write_orders` access scope. Also: The user must have mark_orders_as_paid permission.";
    expect(answer.errors?.[0]).toMatchObject({
      message: `Access denied for orderMarkAsPaid field. Required access: ${requiredAccess}`,
      extensions: { requiredAccess },
    });
  });
  it("denies one element of nodes by its own type", async () => {
    const { answer } = await run(
      '{ nodes(ids: ["gid://shopify/Order/1", "gid://shopify/PaymentTerms/1"]) { id } }',
      {},
      setting(["read_orders"]),
    );
    expect(answer.data).toEqual({ nodes: [{ id: "gid://shopify/Order/1" }, null] });
    expect(answer.errors?.[0]).toMatchObject({
      path: ["nodes", 1],
      extensions: { code: "ACCESS_DENIED" },
    });
  });
  it.each([
    ["{ orders { nodes { id } } }", "you must provide one of first or last"],
    [
      "{ orders(first: 1, last: 1) { nodes { id } } }",
      "providing both first and last is not supported",
    ],
  ])("%s is a bad request", async (query, message) => {
    expect(await errorOf(query)).toMatchObject({
      message,
      path: ["orders"],
      extensions: { code: "BAD_REQUEST" },
    });
  });
  it("passes the world's own errors on", async () =>
    expect(await errorOf('{ order(id: "gid://shopify/Product/1") { id } }')).toMatchObject({
      message: "Invalid id: gid://shopify/Product/1",
      path: ["order"],
      extensions: { code: "RESOURCE_NOT_FOUND" },
    }));
  it("wants the idempotency key where Shopify does", async () => {
    const query =
      'mutation { refundCreate(input: {orderId: "gid://shopify/Order/1"}) { userErrors { message } } }';
    expect(await errorOf(query)).toMatchObject({
      message: "The @idempotent directive is required for this mutation but was not provided.",
      extensions: { code: "BAD_REQUEST" },
    });
  });
});

describe("loud gaps", () => {
  it("never answers null for what nobody computes", async () => {
    const { answer, defects } = await run(
      '{ order(id: "gid://shopify/Order/1") { id confirmationNumber } }',
    );
    expect(answer).toEqual({
      errors: [
        {
          message:
            "simulator does not compute Order.confirmationNumber at order.confirmationNumber",
          extensions: { code: "SIMULATOR_DOES_NOT_COMPUTE" },
        },
      ],
    });
    expect(defects).toHaveLength(1);
  });
  it("tells a mistake in the world", async () =>
    expect((await run('{ order(id: "gid://shopify/Order/1") { tags } }')).defects[0]).toMatch(
      /^simulator failed at order.tags: a mistake in the world/,
    ));
});

describe("throttling", () => {
  it("refuses what the bucket does not hold", async () => {
    const use = setting();
    use.bucket.drain(5);
    const { answer } = await run("{ orders(first: 250) { nodes { id } } }", {}, use);
    expect(answer).toEqual({
      errors: [
        {
          message: "Throttled",
          extensions: {
            code: "THROTTLED",
            documentation: "https://shopify.dev/api/usage/rate-limits",
          },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 13,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 5, restoreRate: 100 },
        },
      },
    });
  });
  it("refuses over 1,000 points for good", async () => {
    const error = await errorOf(
      "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id variant { id product { id variants(first: 250) { nodes { id } } } } } } } } }",
    );
    expect(error).toMatchObject({ extensions: { code: "MAX_COST_EXCEEDED", maxCost: 1000 } });
    expect(error.message).toMatch(
      /^Query cost is \d+, which exceeds the single query max cost limit \(1000\)\./,
    );
    expect(error.answer.extensions).toBeUndefined();
  });
});
