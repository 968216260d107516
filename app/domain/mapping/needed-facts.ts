import type { OrderLine, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { CustomerQuery } from "#app/erp/port/customers.ts";
import type { ItemQuery } from "#app/erp/port/items.ts";
import { companyWay } from "./customers/company-ways.ts";
import { billedToOwnAddress, strategyOf } from "./customers/bill-to.ts";
import { linksOfBuyer, waysOf } from "./customers/strategy.ts";
import { sourceAddress } from "./customers/new-customer.ts";
import type { Choices, MappingFacts, NeededFacts } from "./facts.ts";
import { joinNeeds, noFacts, noNeeds } from "./facts.ts";
import { bundleLine, bundlesAsItems } from "./items/bundles.ts";
import { itemWays } from "./items/queries.ts";
import { mappingKey } from "./kinds.ts";
import { payingGateways, refundingGateways } from "./payment-methods/decide.ts";
import { keptShipping, shipmentMapping } from "./shipment-methods/decide.ts";
import { decidingAddress, taxAreaKey } from "./tax-areas/decide.ts";

/**
 * What has to be looked up to plan this order. Without `known`: everything it could need, links and mappings included. With `known`
 * (mappings and links already read) only the ERP questions that are still open: a linked buyer or product asks nothing.
 * So a gatherer reads links and mappings for many orders, then asks the ERP once for what remains.
 */
export function neededFacts(
  order: OrderSnapshot,
  settings: Settings,
  choices: Choices = {},
  known?: MappingFacts,
): NeededFacts {
  return joinNeeds([
    {
      ...noNeeds,
      mappings: mappingsOf(order, settings, known),
      customerAddresses: addressesToRead(order, settings, choices, known),
      customerLinks: linksOf(order, settings),
      variantIds: soldLines(order, settings).flatMap(({ variantId }) => variantId ?? []),
    },
    {
      ...noNeeds,
      customerQueries: customerQueries(order, settings, choices, known),
      itemQueries: itemQueries(order, settings, choices, known),
    },
  ]);
}

function mappingsOf(
  order: OrderSnapshot,
  settings: Settings,
  known: MappingFacts = noFacts,
): NeededFacts["mappings"] {
  const { content, personal, state } = order;
  const country = personal.shipTo?.countryCode ?? personal.sellTo?.countryCode;
  const deciding = decidingAddress(personal, settings);
  // Whose address the bill-to is may not be known yet: then a customer may be made from either.
  const other = addressesToRead(order, settings, {}, known).length > 0;
  const creating = [
    sourceAddress(order, settings, known),
    other ? (personal.customer?.defaultAddress ?? null) : null,
  ];
  const locations = [
    ...content.lineLocations.map(({ locationId, locationName }) => ({
      id: locationId,
      name: locationName,
    })),
    ...(content.retailLocation ? [content.retailLocation] : []),
  ];
  return [
    ...locations.map(({ id, name }) => ({
      kind: "location" as const,
      key: mappingKey.location(id, name),
      title: name,
    })),
    ...keptShipping(content).map(({ title }) => ({
      kind: "shipmentMethod" as const,
      key: mappingKey.shipmentMethod(title),
      title,
    })),
    ...(content.paymentTerms
      ? [
          {
            kind: "paymentTerms" as const,
            key: mappingKey.paymentTerms(content.paymentTerms.type, content.paymentTerms.name),
            title: content.paymentTerms.name,
          },
        ]
      : []),
    ...[...new Set([...payingGateways(state), ...refundingGateways(state)])]
      .filter((gateway) => gateway !== "")
      .map((gateway) => ({
        kind: "paymentMethod" as const,
        key: mappingKey.paymentMethod(gateway),
        title: gateway,
      })),
    ...(content.company
      ? [
          {
            kind: "companyLocation" as const,
            key: mappingKey.companyLocation(content.company.locationId),
            title: [content.company.name, content.company.locationName].filter(Boolean).join(" – "),
          },
        ]
      : []),
    ...[country, ...creating.map((address) => address?.countryCode)]
      .filter((code) => code != null && code !== "")
      .map((code) => ({
        kind: "customerTemplate" as const,
        key: mappingKey.customerTemplate(code ?? ""),
        title: code ?? "",
      })),
    ...[deciding?.address, ...(settings.taxAreaPriority === "none" ? [] : creating)]
      .flatMap((address) => (address?.countryCode?.trim() ? [address] : []))
      .map((address) => ({
        kind: "taxArea" as const,
        key: taxAreaKey(address, settings),
        title: [address.country, address.province].filter(Boolean).join(", "),
      })),
  ];
}

function linksOf(order: OrderSnapshot, settings: Settings): string[] {
  const { company } = order.content;
  return [...linksOfBuyer(order, settings), ...(company ? [company.locationId, company.id] : [])];
}

/** M-12: whose addresses decide, unless the order is billed to one that is linked, or to their default one. */
function addressesToRead(
  order: OrderSnapshot,
  settings: Settings,
  choices: Choices,
  known: MappingFacts | undefined,
): string[] {
  const { customerId, company } = order.content;
  if (customerId === null || company || strategyOf(order, settings) !== "billTo") return [];
  if ((choices.sellTo && choices.billTo) || choices.createCustomer) return [];
  return billedToOwnAddress(order, settings, known ?? noFacts) === null ? [customerId] : [];
}

function customerQueries(
  order: OrderSnapshot,
  settings: Settings,
  choices: Choices,
  known: MappingFacts | undefined,
): CustomerQuery[] {
  if ((choices.sellTo && choices.billTo) || choices.createCustomer) return [];
  const numbers: string[] = [];
  if (order.content.company) return companyQueries(order, order.content.company, settings, known);
  const country = order.personal.shipTo?.countryCode ?? order.personal.sellTo?.countryCode ?? "";
  const template = known?.mappings.customerTemplate?.[mappingKey.customerTemplate(country)];
  if (template?.defaultCustomer) return [{ number: template.defaultCustomer }];
  const ways = waysOf(order, settings, known ?? noFacts);
  const linked =
    known !== undefined && ways.some((way) => way.kind === "link" && known.customerLinks[way.link]);
  if (linked && settings.customerImport !== "none") return [];
  if (settings.defaultCustomer !== "") numbers.push(settings.defaultCustomer);
  const onlyDefault =
    settings.customerImport === "none" && settings.defaultCustomer !== "" && known !== undefined;
  const asked =
    onlyDefault || strategyOf(order, settings) === "default"
      ? []
      : ways.flatMap((way) => (way.kind === "query" ? [way.query] : []));
  return [...numbers.map((number) => ({ number })), ...asked];
}

function companyQueries(
  order: OrderSnapshot,
  company: NonNullable<OrderSnapshot["content"]["company"]>,
  settings: Settings,
  known: MappingFacts | undefined,
): CustomerQuery[] {
  const numbers = (...some: (string | undefined)[]): CustomerQuery[] =>
    some.flatMap((number) => (number ? [{ number }] : []));
  const off = settings.companyImport === "none";
  if (off && settings.defaultCompany !== "") return numbers(settings.defaultCompany);
  const row = known?.mappings.companyLocation?.[mappingKey.companyLocation(company.locationId)];
  if (row) return numbers(row.sellTo, row.billTo);
  if (known?.customerLinks[company.locationId] ?? known?.customerLinks[company.id]) return [];
  const { way } = companyWay(order, settings);
  return [...numbers(settings.defaultCompany), ...(way && !off ? [way.query] : [])];
}

/** The order's lines, with a bundle that stands as one item in place of its components. */
function soldLines({ content }: OrderSnapshot, settings: Settings): OrderLine[] {
  const bundles = bundlesAsItems(content, settings);
  const inBundles = new Set(bundles.flatMap(({ lines }) => lines.map(({ id }) => id)));
  return [...content.lines.filter(({ id }) => !inBundles.has(id)), ...bundles.map(bundleLine)];
}

function itemQueries(
  order: OrderSnapshot,
  settings: Settings,
  choices: Choices,
  known: MappingFacts | undefined,
): ItemQuery[] {
  const lines = soldLines(order, settings);
  const open = lines.filter(
    (line) =>
      line.kind === "item" &&
      !choices.items?.[line.id] &&
      !(line.variantId !== null && known?.itemLinks[line.variantId]),
  );
  const charges = keptShipping(order.content).flatMap(({ title }) => {
    const charge = known ? shipmentMapping(title, known)?.charge : undefined;
    return charge?.type === "item" ? [charge.number] : [];
  });
  const custom =
    settings.customLines === "item" &&
    settings.customLineItem !== "" &&
    lines.some(({ kind }) => kind === "custom")
      ? [settings.customLineItem]
      : [];
  return [
    ...open.flatMap((line) => itemWays(line, settings).map(({ query }) => query)),
    ...[...charges, ...custom].map((number) => ({ number })),
  ];
}
