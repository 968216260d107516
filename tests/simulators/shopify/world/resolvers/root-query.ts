/** QueryRoot. A malformed id is an error, an unknown one null. */
import { phoneOf } from "../customers.ts";
import type { GraphQLResolveInfo } from "graphql";
import type { FieldResolver, ResolverContext } from "../../world-interface.ts";
import { connection, inOrderOfId } from "../connection.ts";
import { numericId, requireGid } from "../ids.ts";
import { maySee } from "../fulfillment-scopes.ts";
import type { FulfillmentOrderRecord, OrderRecord } from "../model.ts";
import { searchOrders } from "../search/orders.ts";
import { searchVariants } from "../search/variants.ts";
import { invalidField, warnOfSearch } from "../search/warnings.ts";
import { TEMPLATES } from "../payment-terms-templates.ts";
import type { Store } from "../store.ts";
import { countedTo } from "./counts.ts";

const DAYS_VISIBLE = 60;

const SORTS: Record<string, (order: OrderRecord) => string | number> = {
  CREATED_AT: ({ createdAt }) => Date.parse(createdAt),
  UPDATED_AT: ({ updatedAt }) => Date.parse(updatedAt),
  PROCESSED_AT: ({ processedAt }) => Date.parse(processedAt),
  ORDER_NUMBER: ({ number }) => number,
  ID: ({ id }) => numericId(id),
};

export function rootQuery(store: Store): Record<string, FieldResolver> {
  /** Without read_all_orders older orders do not exist for the app, silently. */
  const visible = (order: OrderRecord, context: ResolverContext): boolean =>
    context.scopes.has("read_all_orders") ||
    Date.parse(order.createdAt) >= store.now().getTime() - DAYS_VISIBLE * 86_400_000;
  const orderOf = (record: unknown): OrderRecord | undefined => {
    const of = record as { __typename: string; order?: OrderRecord };
    return of.__typename === "Order"
      ? (record as OrderRecord)
      : of.__typename === "GiftCard"
        ? undefined
        : of.order;
  };
  const find = (id: unknown, context: ResolverContext, type?: string) => {
    if (id === "gid://shopify/Order/0" && type === "Order") return null; // recorded: no error here
    const record = store.find(requireGid(id, type));
    if (record === undefined) return null;
    if (
      record.__typename === "FulfillmentOrder" &&
      !maySee(record as FulfillmentOrderRecord, context.scopes)
    )
      return null;
    const order = orderOf(record);
    return order !== undefined && !visible(order, context) ? null : record;
  };
  const one =
    (type: string): FieldResolver =>
    (_, args, context) =>
      find(args.id, context, type);
  const selected = (
    args: Record<string, unknown>,
    context: ResolverContext,
    info: GraphQLResolveInfo,
  ): OrderRecord[] => {
    const query = typeof args.query === "string" ? args.query : "";
    const search = searchOrders(query, store.facts.ianaTimezone);
    warnOfSearch(context, info, query, search.warnings);
    return store.orders.filter((order) => visible(order, context) && search.matches(order));
  };
  return {
    node: (_, args, context) => find(args.id, context),
    nodes: (_, args, context) => (args.ids as unknown[]).map((id) => find(id, context)),
    order: one("Order"),
    customer: one("Customer"),
    company: one("Company"),
    companyLocation: one("CompanyLocation"),
    companyContact: one("CompanyContact"),
    product: one("Product"),
    productVariant: one("ProductVariant"),
    productVariants: (_, args, context, info) => {
      const query = typeof args.query === "string" ? args.query : "";
      const search = searchVariants(query);
      warnOfSearch(context, info, query, search.warnings);
      return inOrderOfId(
        store.products.flatMap(({ variantRecords }) => variantRecords).filter(search.matches),
        args,
      );
    },
    // Reads no index: what was made a moment ago is known.
    productByIdentifier: (_, args) => {
      const { handle } = args.identifier as { handle?: string };
      if (handle === undefined) throw new Error("The simulated shop finds products by handle.");
      return store.products.find((product) => product.handle === handle) ?? null;
    },
    inventoryItem: one("InventoryItem"),
    inventoryItems: (_, args) =>
      inOrderOfId(
        store.products.flatMap(({ variantRecords }) =>
          variantRecords.map(({ inventoryItem }) => inventoryItem),
        ),
        args,
      ),
    // The item is a parameter of the id, so it is looked for as it is written.
    inventoryLevel: (_, args) => {
      requireGid(args.id, "InventoryLevel");
      return store.find(String(args.id)) ?? null;
    },
    job: one("Job"),
    fulfillmentOrder: one("FulfillmentOrder"),
    fulfillment: one("Fulfillment"),
    refund: one("Refund"),
    return: one("Return"),
    reverseFulfillmentOrder: one("ReverseFulfillmentOrder"),
    deliveryProfile: one("DeliveryProfile"),
    giftCard: one("GiftCard"),
    location: (_, args, context) =>
      args.id === undefined || args.id === null
        ? (store.locations[0] ?? null)
        : find(args.id, context, "Location"),
    orders: (_, args, context, info) => {
      const sort = typeof args.sortKey === "string" ? args.sortKey : "PROCESSED_AT";
      const key = SORTS[sort];
      if (key === undefined) throw new Error(`The simulated shop does not sort orders by ${sort}.`);
      return connection(selected(args, context, info), args, {
        id: ({ id }) => numericId(id),
        key,
        // Without a query the rows come from the database, whose dates and numbers stand in the cursor as texts (recorded).
        asText: typeof args.query !== "string" || args.query.trim() === "",
      });
    },
    ordersCount: (_, args, context, info) =>
      countedTo(selected(args, context, info).length, args.limit),
    customers: (_, args, context, info) => {
      const query = typeof args.query === "string" ? args.query : "";
      const found = filterCustomers(store, query);
      if (found === undefined) warnOfSearch(context, info, query, [invalidField(fieldIn(query))]);
      return connection(found ?? store.customers, args, {
        id: ({ id }) => numericId(id),
        key: ({ id }) => numericId(id),
      });
    },
    // Reads no index: what was written a moment ago is known.
    customerByIdentifier: (_, args) => {
      const wanted = args.identifier as {
        emailAddress?: string;
        phoneNumber?: string;
        id?: string;
      };
      if (wanted.emailAddress === undefined && wanted.phoneNumber === undefined)
        throw new Error("The simulated shop finds customers by e-mail and phone.");
      return (
        store.customers.find(({ email, phone }) =>
          wanted.emailAddress === undefined
            ? phone !== null && phone === phoneOf(wanted.phoneNumber ?? "")
            : email?.toLowerCase() === wanted.emailAddress.trim().toLowerCase(),
        ) ?? null
      );
    },
    companies: (_, args) => inOrderOfId(store.companies, args),
    collections: (_, args) => inOrderOfId(store.collections, args),
    productVariantsCount: (_, args) =>
      countedTo(
        store.products.reduce((sum, { variantRecords }) => sum + variantRecords.length, 0),
        args.limit,
      ),
    bulkOperation: one("BulkOperation"),
    // The newest first (schema).
    bulkOperations: (_, args) => {
      if (args.query !== undefined && args.query !== null)
        throw new Error("The simulated shop does not search bulk operations.");
      return inOrderOfId(store.bulkOperations, { ...args, reverse: args.reverse !== true });
    },
    products: (_, args) => inOrderOfId(store.products, args),
    locations: (_, args) =>
      inOrderOfId(
        store.locations.filter(({ isActive }) => isActive || args.includeInactive === true),
        args,
      ),
    deliveryProfiles: (_, args) => inOrderOfId(store.deliveryProfiles, args),
    giftCards: (_, args) => inOrderOfId(store.giftCards, args),
    paymentTermsTemplates: (_, args) =>
      TEMPLATES.filter(
        ({ paymentTermsType: type }) =>
          args.paymentTermsType === undefined || args.paymentTermsType === type,
      ),
    shop: () => ({
      __typename: "Shop",
      ...store.facts,
      myshopifyDomain: store.shop,
      url: `https://${store.shop}`,
      primaryDomain: {
        __typename: "Domain",
        id: "gid://shopify/Domain/1",
        host: store.shop,
        url: `https://${store.shop}`,
        sslEnabled: true,
      },
      weightUnit: "KILOGRAMS",
      unitSystem: "METRIC_SYSTEM",
    }),
    currentAppInstallation: (_, __, context) => ({
      __typename: "AppInstallation",
      id: `gid://shopify/AppInstallation/${/\d+$/.exec(context.appId)?.[0] ?? "1"}`,
      accessScopes: [...context.scopes]
        .sort()
        .map((handle) => ({ __typename: "AccessScope", handle, description: handle })),
    }),
  };
}

const fieldIn = (query: string): string => query.split(":")[0] ?? "";

/** Undefined: a filter the simulated shop does not know. */
function filterCustomers(store: Store, query: string) {
  const match = /^(email|phone|id):(?:'([^']*)'|"([^"]*)"|(\S+))$/.exec(query.trim());
  if (query.trim() === "") return store.customers;
  if (!match && query.includes(":")) return undefined;
  const wanted = (match ? (match[2] ?? match[3] ?? match[4] ?? "") : query.trim()).toLowerCase();
  return store.customers.filter((customer) =>
    match?.[1] === "email"
      ? customer.email?.toLowerCase() === wanted
      : match?.[1] === "phone"
        ? customer.phone === wanted
        : match?.[1] === "id"
          ? String(numericId(customer.id)) === wanted
          : [customer.firstName, customer.lastName, customer.email].some((field) =>
              field?.toLowerCase().includes(wanted),
            ),
  );
}
