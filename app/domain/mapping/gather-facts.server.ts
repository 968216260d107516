import type { CardId, ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { CustomerLink, ItemLink, Mapping } from "#app/db/generated/client.ts";
import {
  readReference,
  referenceCodes,
} from "#app/domain/erp-connections/reference-codes.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { given } from "#app/lib/given.ts";
import type { Choices, KnownItem, MappingFacts, NeededFacts } from "./facts.ts";
import { joinNeeds, noFacts, queryKey } from "./facts.ts";
import { companyCreationAllowed } from "./customers/new-customer.ts";
import { creationAllowed } from "./customers/strategy.ts";
import { readCustomerAddresses } from "./customer-addresses.server.ts";
import type { MappingKind } from "./kinds.ts";
import { mappingSchemas } from "./kinds.ts";
import { usedCodes } from "./used-codes.ts";
import { neededFacts } from "./needed-facts.ts";

export interface FactsFor {
  snapshot: OrderSnapshot;
  settings: Settings;
  choices: Choices;
}

/** Whose books are asked: the card that maps, and its ERP, opened. */
export interface FactsScope {
  shop: string;
  cardId: CardId;
  open: OpenPort;
}

/**
 * Everything mapping looks at, for many orders of one card at once: mappings and links in one query, then the ERP is asked only
 * for what they leave open, customers and items in one call each. Throws ErpError when the ERP does not answer.
 */
export async function gatherFacts(
  { shop, cardId, open }: FactsScope,
  orders: readonly FactsFor[],
  options: CallOptions,
): Promise<MappingFacts> {
  if (orders.length === 0) return noFacts;
  const needs = joinNeeds(
    orders.map(({ snapshot, settings, choices }) => neededFacts(snapshot, settings, choices)),
  );
  const stored = await readKnown(shop, cardId, open.connection.id, needs);
  const missing = joinNeeds(
    orders.map(({ snapshot, settings, choices }) =>
      neededFacts(snapshot, settings, choices, stored),
    ),
  );
  const known = {
    ...stored,
    ...(await readCustomerAddresses(shop, missing.customerAddresses)),
  };
  const asked = joinNeeds(
    orders.map(({ snapshot, settings, choices }) =>
      neededFacts(snapshot, settings, choices, known),
    ),
  );
  const [customers, items, currencies, templates, codes] = await Promise.all([
    asked.customerQueries.length > 0 ? open.port.findCustomers(asked.customerQueries, options) : [],
    asked.itemQueries.length > 0 ? open.port.findItems(asked.itemQueries, options) : [],
    orders.every((order) => isInOwnCurrency(order, open))
      ? []
      : readReference(open, "currencies", options),
    orders.some(mayCreateCustomer) ? readReference(open, "customerTemplates", options) : [],
    referenceCodes(open, usedCodes(orders, known), options),
  ]);
  return {
    ...known,
    customers: Object.fromEntries(
      asked.customerQueries.map((query, index) => [queryKey(query), customers[index] ?? []]),
    ),
    items: Object.fromEntries(
      asked.itemQueries.map((query, index) => [queryKey(query), items[index] ?? []]),
    ),
    currencies: currencies.map(({ code, details }) => ({
      code,
      ...(details?.["iso"] ? { iso: details["iso"] } : {}),
    })),
    customerTemplates: templates.map(({ code }) => code),
    codes,
  };
}

/** Its document is in the ERP's own currency, whatever other currencies the ERP knows. */
const isInOwnCurrency = (
  { snapshot: { content }, settings }: FactsFor,
  { probe }: OpenPort,
): boolean =>
  settings.currencyCode === "" &&
  probe !== null &&
  content.currency === probe.currency &&
  content.presentmentCurrency === probe.currency;

const mayCreateCustomer = ({ snapshot, settings, choices }: FactsFor): boolean =>
  choices.createCustomer !== undefined ||
  (snapshot.content.company ? companyCreationAllowed(settings) : creationAllowed(settings));

interface Known {
  rows: Pick<Mapping, "kind" | "key" | "erp">[];
  customerLinks: Pick<CustomerLink, "shopifyId" | "erpId" | "erpNumber" | "title">[];
  itemLinks: Pick<ItemLink, "variantId" | "erpId" | "erpNumber" | "variantCode" | "unit">[];
}

async function readKnown(
  shop: string,
  cardId: CardId,
  connectionId: ConnectionId,
  needs: NeededFacts,
): Promise<MappingFacts> {
  const [known] = await db.$queryRaw<Known[]>`
    SELECT
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('kind', m.kind, 'key', m.key, 'erp', m.erp)), '[]') FROM "Mapping" m
        WHERE m.shop = ${shop} AND m."cardId" = ${cardId}::uuid AND m.kind = ANY(${needs.mappings.map(({ kind }) => kind)}::text[])
          AND m.key = ANY(${needs.mappings.map(({ key }) => key)}::text[])) AS rows,
      (SELECT COALESCE(jsonb_agg(c), '[]') FROM "CustomerLink" c
        WHERE c.shop = ${shop} AND c."connectionId" = ${connectionId}::uuid AND c."shopifyId" = ANY(${needs.customerLinks}::text[])) AS "customerLinks",
      (SELECT COALESCE(jsonb_agg(i), '[]') FROM "ItemLink" i
        WHERE i.shop = ${shop} AND i."connectionId" = ${connectionId}::uuid AND i."variantId" = ANY(${needs.variantIds}::text[])) AS "itemLinks"`;
  const { rows, customerLinks, itemLinks } = given(known, "what is known of these orders");
  const mappings: Record<string, Record<string, unknown>> = {};
  for (const { kind, key, erp } of rows) {
    // A value of an older shape counts as not mapped: it shows as unmapped instead of failing every order.
    const value =
      erp === null ? null : (mappingSchemas[kind as MappingKind].safeParse(erp).data ?? null);
    (mappings[kind] ??= {})[key] = value;
  }
  return {
    ...noFacts,
    mappings: mappings,
    customerLinks: Object.fromEntries(
      customerLinks.map(({ shopifyId, erpId, erpNumber, title }) => [
        shopifyId,
        {
          ref: {
            kind: "customer" as const,
            id: erpId,
            ...(erpNumber ? { number: erpNumber } : {}),
          },
          name: title ?? erpNumber ?? erpId,
        },
      ]),
    ),
    itemLinks: Object.fromEntries(
      itemLinks.map(({ variantId, erpId, erpNumber, variantCode, unit }): [string, KnownItem] => [
        variantId,
        {
          ref: { kind: "item", id: erpId, ...(erpNumber ? { number: erpNumber } : {}) },
          ...(variantCode ? { variantCode } : {}),
          ...(unit ? { unit } : {}),
        },
      ]),
    ),
  };
}
