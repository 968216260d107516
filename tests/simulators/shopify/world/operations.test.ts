import { readdirSync, readFileSync } from "node:fs";
import {
  buildSchema,
  execute,
  Kind,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from "graphql";
import { describe, expect, it } from "vitest";
import type { ResolverContext } from "../world-interface.ts";
import { sortTags } from "./tags.ts";
import { testWorld } from "./testing.ts";

const folder = new URL("../../../../app/shopify/", import.meta.url);
const schema: GraphQLSchema = buildSchema(
  readFileSync(new URL("schema/admin-2026-10.graphql", folder), "utf8"),
  { assumeValid: true },
);
const files = readdirSync(new URL("operations/", folder)).filter((name) =>
  name.endsWith(".graphql"),
);
const documents = files.map((name) =>
  parse(readFileSync(new URL(`operations/${name}`, folder), "utf8")),
);
const fragments = documents.flatMap(({ definitions }) =>
  definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
);
const operations = documents.flatMap(({ definitions }) =>
  definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION),
);

const world = testWorld("full");
const mug = world.store().variant("MUG-BLUE");
const context = (): ResolverContext => ({
  shop: world.shop,
  appId: "gid://shopify/App/1",
  scopes: new Set([
    "read_all_orders",
    "read_orders",
    "write_orders",
    ...["merchant_managed", "third_party"].flatMap((kind) => [
      `read_${kind}_fulfillment_orders`,
      `write_${kind}_fulfillment_orders`,
    ]),
  ]),
  apiVersion: "2026-10",
  searchWarnings: [],
  effects: () => undefined,
});

/** The engine's rule: resolver of the world, else own property, else a loud failure. */
const strict: GraphQLFieldResolver<unknown, ResolverContext> = (
  source,
  args: Record<string, unknown>,
  of,
  info,
) => {
  const type = info.parentType.name;
  const resolver =
    type === "QueryRoot"
      ? world.rootQuery[info.fieldName]
      : type === "Mutation"
        ? world.rootMutation[info.fieldName]
        : world.resolvers[type]?.[info.fieldName];
  if (resolver) return resolver(source, args, of, info);
  if (source !== null && typeof source === "object" && Object.hasOwn(source, info.fieldName))
    return (source as Record<string, unknown>)[info.fieldName];
  throw new Error(`unresolved ${type}.${info.fieldName}`);
};

async function run(
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  operationName?: string,
  of = context(),
) {
  const result = (await execute({
    schema,
    document,
    variableValues,
    contextValue: of,
    fieldResolver: strict,
    ...(operationName === undefined ? {} : { operationName }),
  })) as ExecutionResult<Record<string, unknown>>;
  return { ...result, context: of };
}
const ask = (text: string, variables: Record<string, unknown> = {}, of = context()) =>
  run(parse(text), variables, undefined, of);

const { orders } = world.store();
const named = (kind: string) => orders.find((order) => order.kind === kind)!;
const sixty = named("sixty-lines");
const shipped = named("fulfilled");
const dollars = named("authorized-in-dollars");
const refunds = orders.flatMap(({ refundRecords }) => refundRecords.map(({ id }) => id));
const returns = orders.flatMap(({ returnRecords }) => returnRecords);
const [customer] = world.store().customers;
const address = { address1: "Hafenstraße 1", city: "Hamburg", zip: "20359", countryCode: "DE" };
// Only this plan may record a part payment.
world.store().facts.plan.shopifyPlus = true;
const VARIABLES: Record<string, Record<string, unknown>> = {
  ImportOrders: { ids: orders.map(({ id }) => id) },
  ListOrders: { query: "status:open", first: 250, sortKey: "UPDATED_AT" },
  ListOrderIds: { query: "status:open", first: 250, sortKey: "UPDATED_AT" },
  ListedOrders: { ids: orders.map(({ id }) => id) },
  CustomersById: { ids: world.store().customers.map(({ id }) => id) },
  VariantsForItems: { after: null },
  VariantsForItemsById: {
    ids: world.store().products.flatMap(({ variantRecords }) => variantRecords.map(({ id }) => id)),
  },
  VariantsBySku: { query: `sku:"MUG-BLUE" OR sku:"ROPE-20"` },
  ProductByHandle: { handle: "brass-lantern" },
  CreateProduct: {
    input: {
      handle: "compass-1000",
      title: "Compass",
      status: "DRAFT",
      productOptions: [{ name: "Title", values: [{ name: "Default Title" }] }],
      variants: [
        {
          optionValues: [{ optionName: "Title", name: "Default Title" }],
          price: "24.50",
          inventoryItem: {
            sku: "1000",
            tracked: true,
            requiresShipping: true,
            measurement: { weight: { unit: "KILOGRAMS", value: 1.25 } },
          },
          inventoryQuantities: [
            { locationId: world.store().location("luebeck").id, name: "available", quantity: 7 },
          ],
        },
      ],
    },
  },
  CustomerByContact: { identifier: { emailAddress: "jonas@example.com" } },
  SetCustomer: { identifier: { id: customer?.id }, input: { firstName: "Jonas" } },
  AddCustomerAddress: { customerId: customer?.id, address: { ...address, city: "Kiel" } },
  ChangeCustomerAddress: {
    customerId: customer?.id,
    addressId: "gid://shopify/MailingAddress/1",
    address,
  },
  SetEmailConsent: {
    input: {
      customerId: customer?.id,
      emailMarketingConsent: { marketingState: "SUBSCRIBED", marketingOptInLevel: "SINGLE_OPT_IN" },
    },
  },
  CompanyDetails: {
    ids: world
      .store()
      .companies.flatMap(({ locationRecords }) => locationRecords.map(({ id }) => id)),
  },
  FireFlowTrigger: {
    handle: "credit-memo-created",
    payload: {
      order_id: Number(orders[0]!.id.split("/").at(-1)),
      "Credit memo number": "CM-1",
      "Order link": "https://example.com/1",
      "Event ID": "x:1",
    },
  },
  LineDuties: {
    ids: orders
      .flatMap(({ lines }) => lines)
      .flatMap(({ id, duties }) => (duties.length > 0 ? [id] : [])),
  },
  CustomerAddresses: { ids: orders.flatMap(({ customer }) => customer?.id ?? []) },
  OrderAttributes: { ids: [sixty.id] },
  WriteOrderAttributes: {
    input: { id: named("one-line").id, customAttributes: [{ key: "ERP document", value: "1001" }] },
  },
  StockItems: { after: null },
  StockItemsById: { ids: [mug.inventoryItem.id] },
  StockAtMoreLocations: { id: mug.inventoryItem.id, after: null },
  SetStock: {
    key: "operations-set",
    input: {
      name: "available",
      reason: "correction",
      referenceDocumentUri: "gid://erp-connector/StockCall/1",
      quantities: [
        {
          inventoryItemId: mug.inventoryItem.id,
          locationId: world.store().location("luebeck").id,
          quantity: 5,
          changeFromQuantity: null,
        },
      ],
    },
  },
  ActivateStock: {
    key: "operations-activate",
    inventoryItemId: mug.inventoryItem.id,
    locationId: world.store().location("hamburg").id,
    available: 5,
  },
  GiftCards: { after: null },
  GiftCardsWithTransactions: { ids: world.store().giftCards.map(({ id }) => id) },
  GiftCardTransactionsPage: { id: world.store().giftCards[0]!.id },
  GiftCardsById: { ids: world.store().giftCards.map(({ id }) => id) },
  GiftCardReceipts: { ids: named("gift-card-redeemed").transactions.map(({ id }) => id) },
  MoreOrderLines: { id: sixty.id },
  MoreShippingLines: { id: sixty.id },
  MoreFulfillmentOrders: { id: named("three-fulfillment-orders").id },
  MoreFulfillmentOrderLines: { id: sixty.fulfillmentOrderRecords[0]!.id },
  MoreFulfillmentLines: { id: shipped.fulfillmentRecords[0]!.id },
  RefundDetails: { ids: refunds },
  MoreRefundLines: { id: refunds[0] },
  MoreRefundShippingLines: { id: refunds[0] },
  MoreRefundAdjustments: { id: refunds[0] },
  MoreRefundTransactions: { id: refunds[0] },
  MorePaymentSchedules: { id: sixty.id },
  ReturnDetails: { ids: returns.map(({ id }) => id) },
  MoreReturnLines: { id: returns[0]!.id },
  MoreReverseOrders: { id: returns[0]!.id },
  MoreReverseOrderLines: { id: returns.flatMap(({ reverseOrders }) => reverseOrders)[0]!.id },
  AgreementDetails: { ids: orders.map(({ id }) => id) },
  OrdersToFulfill: { ids: orders.map(({ id }) => id) },
  MoreFulfillmentOrdersToFulfill: { id: named("three-fulfillment-orders").id },
  MoreLinesToFulfill: { id: sixty.fulfillmentOrderRecords[0]!.id },
  MoreFulfilledLines: { id: shipped.fulfillmentRecords[0]!.id },
  OrdersOfParts: {
    ids: [
      sixty.fulfillmentOrderRecords[0]!.id,
      refunds[0],
      returns[0]!.id,
      returns.flatMap(({ reverseOrders }) => reverseOrders)[0]!.id,
    ],
  },
  CreateFulfillment: {
    fulfillment: {
      lineItemsByFulfillmentOrder: [
        { fulfillmentOrderId: named("few-lines").fulfillmentOrderRecords[0]!.id },
      ],
      trackingInfo: { company: "DHL", number: "00340434161094042571" },
    },
  },
  OrderPayments: { ids: orders.map(({ id }) => id) },
  MoreHolds: { id: named("three-fulfillment-orders").id },
  UpdateTracking: {
    fulfillmentId: shipped.fulfillmentRecords[0]!.id,
    trackingInfoInput: { company: "DHL", number: "00340434161094042572" },
    notifyCustomer: false,
  },
  CapturePayment: {
    input: {
      id: dollars.id,
      parentTransactionId: dollars.transactions[0]!.id,
      amount: "5.00",
      currency: "USD",
    },
  },
  CreateOrder: {
    order: {
      sourceIdentifier: "ERP-INVOICE-1",
      lineItems: [
        {
          title: "Advice",
          quantity: 1,
          priceSet: { shopMoney: { amount: "10.00", currencyCode: "EUR" } },
        },
      ],
    },
  },
  OrdersPlaced: { query: "created_at:>=2026-01-01T00:00:00Z", limit: 100 },
  OrdersBySource: { query: 'source_identifier:"ERP-INVOICE-1"' },
  RecordPayment: {
    id: named("bank-transfer-pending").id,
    amount: { amount: "1.00", currencyCode: "EUR" },
    paymentMethodName: "Bank Deposit",
  },
  SetPaymentTerms: {
    id: named("bank-transfer-pending").id,
    terms: {
      paymentTermsTemplateId: "gid://shopify/PaymentTermsTemplate/4",
      paymentSchedules: [{ issuedAt: "2026-05-05T00:00:00Z" }],
    },
  },
  OrderOutstanding: { id: shipped.id },
  PaymentTermsTemplates: {},
  MarkAsPaid: { input: { id: named("bank-transfer-pending").id } },
  CancelOrder: {
    orderId: named("on-hold").id,
    reason: "CUSTOMER",
    restock: true,
    refundMethod: { originalPaymentMethodsRefund: true },
  },
  CancelState: { orderId: named("on-hold").id, jobId: "gid://shopify/OrderCancelJobResult/1" },
  OrderClosing: { id: shipped.id },
  CloseOrder: { input: { id: named("eleven-lines").id } },
  LongParts: { ids: [sixty.id, sixty.fulfillmentOrderRecords[0]!.id] },
  MoreReturns: { id: shipped.id },
  MoreExchangeLines: { id: returns[0]!.id },
  MoreAgreements: { id: sixty.id },
  ShopFacts: {},
  Installation: {},
  Locations: {},
  DeliveryMethods: {},
  CatalogOperation: { id: "gid://shopify/BulkOperation/1" },
  CatalogOperations: {},
  CatalogGroups: {},
  CatalogSize: {},
};

/** The engine carries these out: graphql/bulk.test.ts. */
const IN_BULK = ["CatalogProducts", "RunCatalogQuery"];

describe("operations of the app", () => {
  it.each(
    operations
      .map((definition) => [definition.name!.value, definition] as const)
      .filter(([name]) => !IN_BULK.includes(name)),
  )("%s is answered whole", async (name, definition) => {
    const variables = VARIABLES[name];
    if (variables === undefined) throw new Error(`Give the operation ${name} variables here.`);
    const result = await run(
      { kind: Kind.DOCUMENT, definitions: [definition, ...fragments] },
      variables,
      name,
    );
    expect(result.errors ?? []).toEqual([]);
    expect(JSON.stringify(result.data).length).toBeGreaterThan(20);
  });

  it("writes amounts as Shopify does", async () => {
    const { data } = await ask(
      `query($id: ID!) { order(id: $id) { totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } } } }`,
      { id: named("yen").id },
    );
    expect(
      (data as { order: { totalPriceSet: { presentmentMoney: { amount: string } } } }).order
        .totalPriceSet.presentmentMoney.amount,
    ).toMatch(/^\d+\.0$/);
  });
});

describe("ids", () => {
  it("an unknown id is null, a foreign one or the number 0 an error", async () => {
    const { data, errors } = await ask(
      `{ a: order(id: "gid://shopify/Order/1") { id } b: order(id: "gid://shopify/Customer/1") { id } c: node(id: "gid://shopify/Order/0") { id } d: order(id: "gid://shopify/Order/0") { id } }`,
    );
    expect(data).toEqual({ a: null, b: null, c: null, d: null });
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      ["Invalid id: gid://shopify/Customer/1", "RESOURCE_NOT_FOUND"],
      ["Invalid id: gid://shopify/Order/0", "RESOURCE_NOT_FOUND"],
    ]);
  });
  it("orders older than 60 days show only with read_all_orders", async () => {
    const other = testWorld("empty", "other.myshopify.com");
    const { id } = other.control.placeOrder!({ kind: "one-line", daysAgo: 61 }) as { id: string };
    expect(
      other.rootQuery.order!(null, { id }, { ...context(), scopes: new Set() }, {} as never),
    ).toBeNull();
    expect(other.rootQuery.order!(null, { id }, context(), {} as never)).toMatchObject({ id });
  });
});

describe("pages", () => {
  type Page = {
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      endCursor: string | null;
      startCursor: string | null;
    };
    nodes: { id: string }[];
  };
  const lines = async (args: string): Promise<Page> =>
    (
      (
        await ask(
          `{ order(id: "${sixty.id}") { lineItems(${args}) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id } } } }`,
        )
      ).data as { order: { lineItems: Page } }
    ).order.lineItems;

  it("forward pages give every line once", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page++) {
      const found: Page = await lines(`first: 7${after === null ? "" : `, after: "${after}"`}`);
      seen.push(...found.nodes.map(({ id }) => id));
      if (!found.pageInfo.hasNextPage) break;
      after = found.pageInfo.endCursor;
    }
    expect(seen).toEqual(sixty.lines.map(({ id }) => id));
  });
  it("backward and reversed pages", async () => {
    const end = await lines("last: 2");
    expect(end.nodes.map(({ id }) => id)).toEqual(sixty.lines.slice(-2).map(({ id }) => id));
    expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await lines(`last: 3, before: "${end.pageInfo.startCursor}"`);
    expect(before.nodes.map(({ id }) => id)).toEqual(sixty.lines.slice(-5, -2).map(({ id }) => id));
    expect((await lines("first: 1, reverse: true")).nodes[0]!.id).toBe(sixty.lines.at(-1)!.id);
  });
  it("a cursor holds its place when an order before it moves to the end", async () => {
    const moving = testWorld("empty", "moving.myshopify.com");
    for (let at = 0; at < 5; at++) {
      moving.control.placeOrder!({ kind: "one-line" });
      moving.clock.advance(60_000);
    }
    type Named = Omit<Page, "nodes"> & { nodes: { name: string }[] };
    const read = (after?: string | null) =>
      moving.rootQuery.orders!(
        null,
        { first: 2, sortKey: "UPDATED_AT", ...(after ? { after } : {}) },
        context(),
        { path: { key: "orders" } } as never,
      ) as Named;
    const first = read();
    moving.control.touchOrder!({ order: "#1001" });
    const rest = read(first.pageInfo.endCursor);
    expect(first.nodes.map(({ name }) => name)).toEqual(["#1001", "#1002"]);
    expect(rest.nodes.map(({ name }) => name)).toEqual(["#1003", "#1004"]);
    expect(read(rest.pageInfo.endCursor).nodes.map(({ name }) => name)).toEqual(["#1005", "#1001"]);
  });
  it.each([
    ["", "you must provide one of first or last"],
    ["first: 1, last: 1", "providing both first and last is not supported"],
    ['first: 1, after: "zzz"', "Invalid cursor for current pagination sort."],
  ])("refuses (%s)", async (args, message) => {
    const { errors } = await ask(`{ orders${args === "" ? "" : `(${args})`} { nodes { id } } }`);
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: "BAD_REQUEST" } });
  });
});

describe("orderUpdate", () => {
  const update = async (input: Record<string, unknown>) => {
    const of = context();
    const made: unknown[] = [];
    of.effects = (effect) => {
      made.push(effect);
    };
    const events: string[] = [];
    const target = testWorld("empty", "written.myshopify.com");
    const { id } = target.control.placeOrder!({ kind: "note-attributes-tags" }) as { id: string };
    target.onEvent(({ topic }) => {
      events.push(topic);
    });
    target.clock.advance(5_000);
    const result = target.rootMutation.orderUpdate!(
      null,
      { input: { id, ...input } },
      of,
      {} as never,
    ) as {
      order: {
        tags: string[];
        customAttributes: unknown[];
        updatedAt: string;
        note: string | null;
      };
      userErrors: unknown[];
    };
    return { result, made, events };
  };
  it("replaces attributes and tags, moves updatedAt and is heard as orders/updated", async () => {
    const { result, made, events } = await update({
      customAttributes: [{ key: "ERP", value: "SO-1" }],
      tags: ["z", "A", "a"],
    });
    expect(result.order.customAttributes).toEqual([{ key: "ERP", value: "SO-1" }]);
    expect(result.order.tags).toEqual(["A", "z"]);
    expect(result.order.updatedAt).toBe("2026-11-21T09:00:05Z");
    expect(events).toEqual(["orders/updated"]);
    expect(made).toHaveLength(1);
  });
  it("refuses as recorded and changes nothing", async () => {
    expect((await update({})).result.userErrors).toEqual([
      { field: null, message: "No valid update parameters have been provided" },
    ]);
    const phone = await update({ phone: "not a phone", note: "x" });
    expect(phone.result.userErrors).toEqual([{ field: ["phone"], message: "Phone is invalid" }]);
    expect(phone.result.order.note).not.toBe("x");
    expect(phone.events).toEqual([]);
    expect(
      (
        await update({
          shippingAddress: {
            address1: "3 Bad Province",
            city: "Chicago",
            countryCode: "US",
            provinceCode: "ON",
          },
        })
      ).result.userErrors,
    ).toEqual([
      { field: ["shippingAddress", "lastName"], message: "Enter a last name" },
      { field: ["shippingAddress", "zip"], message: "Enter a ZIP code" },
      {
        field: ["shippingAddress", "province"],
        message: "State is not a valid state in United States",
      },
    ]);
  });
  it("an unknown order", () => {
    expect(
      world.rootMutation.orderUpdate!(
        null,
        { input: { id: "gid://shopify/Order/1", note: "x" } },
        context(),
        {} as never,
      ),
    ).toEqual({ order: null, userErrors: [{ field: ["id"], message: "Order does not exist" }] });
  });
});

describe("other mutations", () => {
  it("closing twice is a no-op; tags are added and removed", async () => {
    const id = named("unpaid").id;
    const once = await ask(
      `mutation($id: ID!) { orderClose(input: { id: $id }) { order { closed closedAt } userErrors { message } } }`,
      { id },
    );
    world.clock.advance(60_000);
    const twice = await ask(
      `mutation($id: ID!) { orderClose(input: { id: $id }) { order { closed closedAt } userErrors { message } } }`,
      { id },
    );
    expect(twice.data).toEqual(once.data);
    const tagged = await ask(
      `mutation($id: ID!) { tagsAdd(id: $id, tags: ["Synced", "synced"]) { node { id ... on Order { tags } } userErrors { message } } }`,
      { id },
    );
    expect(tagged.data).toEqual({ tagsAdd: { node: { id, tags: ["Synced"] }, userErrors: [] } });
    const remove = async (of: string, tag: string) =>
      (
        await ask(
          `mutation($id: ID!, $tags: [String!]!) { tagsRemove(id: $id, tags: $tags) { node { ... on Order { tags } ... on Customer { tags } } } }`,
          { id: of, tags: [tag] },
        )
      ).data;
    expect(await remove(id, "SYNCED")).toEqual({ tagsRemove: { node: { tags: ["Synced"] } } });
    expect(await remove(id, "Synced")).toEqual({ tagsRemove: { node: { tags: [] } } });
    const { errors, data } = await ask(
      `mutation { a: tagsAdd(id: "gid://shopify/Customer/1", tags: ["x"]) { node { id } userErrors { field message } } b: tagsAdd(id: "gid://shopify/Refund/1", tags: ["x"]) { node { id } } }`,
    );
    expect(data).toEqual({
      a: { node: null, userErrors: [{ field: ["id"], message: "Customer does not exist" }] },
      b: null,
    });
    expect(errors?.map(({ message }) => message)).toEqual(["invalid id"]);
    expect(sortTags(["b", " a ", "B"])).toEqual(["a", "b"]);
  });
});

describe("neighbours", () => {
  it("customers, companies, products, gift cards", async () => {
    const { errors, data } = await ask(`{
      customers(first: 3, query: "email:'jonas@example.com'") { nodes { displayName addressesV2(first: 5) { nodes { formatted city } } orders(first: 2) { nodes { name } } amountSpent { amount } numberOfOrders } }
      companies(first: 5) { nodes { name mainContact { customer { displayName } } locations(first: 5) { nodes { name shippingAddress { city countryCode } taxSettings { taxRegistrationId } } } } }
      productVariants(first: 5, query: "sku:MUG-BLUE") { nodes { sku barcode price displayName product { title vendor } inventoryItem { id tracked } selectedOptions { name value } } }
      giftCards(first: 50) { nodes { lastCharacters balance { amount currencyCode } order { name } } }
      ordersCount(limit: 10) { count precision }
      orders(first: 100) { nodes { discountApplications(first: 5) { nodes { index value { ... on MoneyV2 { amount } ... on PricingPercentageValue { percentage } } } } } }
    }`);
    expect(errors ?? []).toEqual([]);
    expect(data).toMatchObject({
      ordersCount: { count: 10, precision: "AT_LEAST" },
      productVariants: { nodes: [{ sku: "MUG-BLUE" }] },
    });
  });
});
