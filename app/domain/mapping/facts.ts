import type { CustomerCandidate, CustomerQuery } from "#app/erp/port/customers.ts";
import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";
import type { ReferenceKind } from "#app/erp/port/reference.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { Address } from "#app/domain/orders/snapshot/snapshot.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { canonicalJson } from "#app/lib/json.ts";
import type { MappingKind, MappingValue } from "./kinds.ts";
import type { VariantId } from "#app/lib/ids.ts";

/** An ERP customer as a link or a look-up knows it. */
export interface KnownCustomer {
  ref: ErpRef;
  /** The ERP's name of it, used when the order gives none. */
  name: string;
}

export interface KnownItem {
  ref: ErpRef;
  variantCode?: string;
  unit?: string;
}

/**
 * Everything mapping looks at, gathered beforehand for one order or for many at once. Plain data: the same facts give the same plan.
 * What was not asked for is absent; asked and not found is an empty list (look-ups) or absent (links, mappings).
 */
export interface MappingFacts {
  /** Rows by kind and key (kinds.ts `mappingKey`); null: the row exists and is not mapped. */
  mappings: { [K in MappingKind]?: Record<string, MappingValue<K> | null> };
  /** Live links by their key: customer gid, "customer gid#address" (By Bill-to), company gid, company location gid. */
  customerLinks: Record<string, KnownCustomer>;
  /** Live links by variant gid. */
  itemLinks: Record<string, KnownItem>;
  /** Answers of ErpConnectionPort.findCustomers by `queryKey`. */
  customers: Record<string, CustomerCandidate[]>;
  /** All addresses that a customer has in Shopify, by customer gid; read where an order's bill-to is not the default one (M-12). */
  customerAddresses: Record<string, Address[]>;
  /** Why addresses could not be read. */
  addressesUnread?: ProblemValue;
  /** Answers of ErpConnectionPort.findItems by `queryKey`. */
  items: Record<string, ItemCandidate[]>;
  /** Currency codes the ERP can post in; the connection's own is always one. `iso` where its code differs (I-30). */
  currencies: { code: string; iso?: string }[];
  /** Template codes the ERP offers; empty: it has none, so none is asked for (M-20). */
  customerTemplates: string[];
  /** The codes of the ERP's lists that the orders use; a list that was not read is absent, an empty one is no list of this ERP. */
  codes: Partial<Record<ReferenceKind, string[]>>;
}

/** Names a look-up in the facts. */
export const queryKey = (query: CustomerQuery | ItemQuery): string => canonicalJson(query);

/** What a person chose by hand for one order before its document is made (`Order.choices`). It wins over every rule. */
export interface Choices {
  sellTo?: KnownCustomer;
  billTo?: KnownCustomer;
  /** "Create new customer" with this template ("" = the shop card's). */
  createCustomer?: { template: string };
  /** By order line id. */
  items?: Record<string, KnownItem>;
  shipmentMethod?: string;
  shippingAgent?: string;
  shippingAgentService?: string;
  paymentTerms?: string;
  paymentMethod?: string;
  useShopifyOrderNumber?: boolean;
  /** Policies a person released for this order. */
  release?: PolicyName[];
}

export type PolicyName = "cancelled" | "test" | "highRisk" | "heldMarketplace" | "refunded";

/** What must be looked up before an order can be planned. Union the answers of many orders (`joinNeeds`) and ask once. */
export interface NeededFacts {
  mappings: { kind: MappingKind; key: string; title: string }[];
  customerLinks: string[];
  /** Customers whose addresses are read from Shopify. */
  customerAddresses: string[];
  variantIds: VariantId[];
  customerQueries: CustomerQuery[];
  itemQueries: ItemQuery[];
}

export const noNeeds: NeededFacts = {
  mappings: [],
  customerLinks: [],
  customerAddresses: [],
  variantIds: [],
  customerQueries: [],
  itemQueries: [],
};
export const noFacts: MappingFacts = {
  mappings: {},
  customerLinks: {},
  itemLinks: {},
  customers: {},
  customerAddresses: {},
  items: {},
  currencies: [],
  customerTemplates: [],
  codes: {},
};

/** The needs of several orders, each thing once. */
export function joinNeeds(needs: readonly NeededFacts[]): NeededFacts {
  const once = <T>(values: readonly T[], key: (value: T) => string): T[] => [
    ...new Map(values.map((value) => [key(value), value])).values(),
  ];
  return {
    mappings: once(
      needs.flatMap((need) => need.mappings),
      ({ kind, key }) => `${kind}\n${key}`,
    ),
    customerLinks: [...new Set(needs.flatMap((need) => need.customerLinks))],
    customerAddresses: [...new Set(needs.flatMap((need) => need.customerAddresses))],
    variantIds: [...new Set(needs.flatMap((need) => need.variantIds))],
    customerQueries: once(
      needs.flatMap((need) => need.customerQueries),
      queryKey,
    ),
    itemQueries: once(
      needs.flatMap((need) => need.itemQueries),
      queryKey,
    ),
  };
}
