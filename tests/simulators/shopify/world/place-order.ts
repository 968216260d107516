/** A declarative spec becomes a whole order, and Shopify's webhooks for it are announced. */
import { zero } from "./arithmetic/bag.ts";
import { Big } from "./arithmetic/big.ts";
import { total, totalDuties, totalFees } from "./arithmetic/order-totals.ts";
import { totalOutstanding } from "./arithmetic/payments.ts";
import { announceFulfillmentOrder, announceOrder, announceTransaction, touch } from "./announce.ts";
import { recordOrderAgreement } from "./acts/agreements.ts";
import { pay } from "./acts/pay-order.ts";
import { route } from "./acts/route-order.ts";
import { addressFor } from "./addresses.ts";
import { buildFees, buildLine, buildShipping, discountOrder, taxLine } from "./build-lines.ts";
import { channelOf } from "./channels.ts";
import { issueGiftCards } from "./gift-cards.ts";
import { numericId } from "./ids.ts";
import type { OrderRecord, PaymentTermsRecord, RiskRecord } from "./model.ts";
import { sortTags } from "./tags.ts";
import type { OrderKind, OrderSpec } from "./order-spec.ts";
import type { Store } from "./store.ts";
import { applyLater } from "./later-steps.ts";
import { hoursBefore, writeInstant } from "./time.ts";

export function placeOrder(
  store: Store,
  { kind, spec }: Pick<OrderKind, "kind" | "spec">,
): OrderRecord {
  const order = newOrder(store, kind, spec);
  const rates = spec.taxes ?? [];
  for (const line of spec.lines) buildLine(store, order, line, []);
  for (const discount of spec.discounts ?? []) discountOrder(order, discount);
  order.lines.forEach((line, at) => taxLine(order, line, spec.lines[at]!.taxes ?? rates));
  for (const line of spec.shipping ?? [])
    buildShipping(store, order, line, (spec.taxShipping ?? store.facts.taxShipping) ? rates : []);
  buildFees(store, order, spec.fees ?? []);
  order.originalTotal = total(order);
  order.originalDuties = order.lines.some(({ duties }) => duties.length > 0)
    ? totalDuties(order)
    : null;
  order.originalFees = order.additionalFees.length > 0 ? totalFees(order) : null;
  store.orders.push(store.keep(order));
  for (const payment of spec.payments ?? [{}]) pay(store, order, payment);
  if (spec.paymentTerms) order.paymentTerms = termsOf(store, order, spec.paymentTerms);
  route(store, order, spec.fulfillmentOrders ?? []);
  issueGiftCards(store, order);
  recordOrderAgreement(store, order);

  announceOrder(store, "orders/create", order);
  if (
    order.transactions.length > 0 &&
    totalOutstanding(order).presentment.lte("0") &&
    order.transactions.some(
      ({ kind: of, status }) => of !== "AUTHORIZATION" && status === "SUCCESS",
    )
  )
    announceOrder(store, "orders/paid", order);
  for (const transaction of order.transactions) announceTransaction(store, transaction);
  for (const fulfillmentOrder of order.fulfillmentOrderRecords) {
    announceFulfillmentOrder(store, "fulfillment_orders/order_routing_complete", fulfillmentOrder);
    if (fulfillmentOrder.status === "ON_HOLD")
      announceFulfillmentOrder(store, "fulfillment_orders/placed_on_hold", fulfillmentOrder);
  }
  touch(store, order);
  applyLater(store, order, spec.later ?? []);
  return order;
}

/** Without lines, payments and parts to ship. */
export function newOrder(store: Store, kind: string, spec: OrderSpec): OrderRecord {
  const number = store.nextOrderNumber++;
  const id = store.ids.of("Order");
  const customer = spec.customer ? store.customer(spec.customer) : null;
  const company = spec.company ? store.company(spec.company.key) : null;
  const companyLocation =
    company?.locationRecords.find(({ key }) => key === spec.company!.location) ?? null;
  if (company && !companyLocation)
    throw new Error(`${company.name} has no location ${spec.company!.location}.`);
  const presentment = spec.currency ?? store.facts.currencyCode;
  const rate = presentment === store.facts.currencyCode ? "1" : store.facts.rates[presentment];
  if (rate === undefined) throw new Error(`The shop does not sell in ${presentment}.`);
  const shippingAddress = addressFor(
    store,
    spec.shippingAddress === undefined ? "customer" : spec.shippingAddress,
    customer,
  );
  const billing = spec.billingAddress === undefined ? "customer" : spec.billingAddress;
  const at = store.instant();
  const { sourceName, app, publication, attribution, sourceIdentifier } = channelOf(spec.source);
  return {
    __typename: "Order",
    id,
    kind,
    number,
    name:
      spec.name ??
      `${store.facts.orderNumberFormatPrefix}${number}${store.facts.orderNumberFormatSuffix}`,
    createdAt: at,
    // The same, but for orders brought in later (schema: "This date and time might not match the date and time when the order was created").
    processedAt: writeInstant(hoursBefore(store.now(), spec.soldHoursEarlier ?? 0)),
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    confirmed: true,
    test: spec.test ?? false,
    edited: false,
    taxesIncluded: spec.taxesIncluded ?? store.facts.taxesIncluded,
    taxExempt: spec.taxExempt ?? false,
    dutiesIncluded: spec.dutiesIncluded ?? false,
    estimatedTaxes: spec.estimatedTaxes ?? false,
    currencies: { shop: store.facts.currencyCode, presentment, rate: new Big(rate) },
    headerOff: spec.headerOff ?? {},
    shippingTotal: spec.shippingTotal ?? "after",
    email: spec.email === undefined ? (customer?.email ?? null) : spec.email,
    phone: spec.phone ?? null,
    note: spec.note ?? null,
    poNumber: spec.poNumber ?? null,
    customerLocale: spec.locale ?? customer?.locale ?? "en",
    customerAcceptsMarketing: false,
    clientIp: null,
    sourceName,
    app,
    publication,
    attribution,
    sourceIdentifier: spec.sourceIdentifier ?? sourceIdentifier,
    tags: sortTags(spec.tags ?? []),
    customAttributes: [...(spec.attributes ?? [])],
    confirmationNumber: numericId(id).toString(36).toUpperCase(),
    cartToken: null,
    checkoutToken: null,
    retailLocation: spec.retailLocation === undefined ? null : store.location(spec.retailLocation),
    shippingAddress,
    billingAddress:
      billing === "same"
        ? shippingAddress && { ...shippingAddress, id: store.ids.of("MailingAddress") }
        : addressFor(store, billing, customer),
    customer,
    purchasingCompany:
      company && companyLocation
        ? {
            __typename: "PurchasingCompany",
            company,
            contact: spec.company!.contact === false ? null : (company.contactRecords[0] ?? null),
            location: companyLocation,
          }
        : null,
    paymentTerms: null,
    risk: riskOf(spec.risk ?? "LOW"),
    financialStatus: spec.paymentTerms ? "PENDING" : null,
    originalTotal: zero,
    originalDuties: null,
    originalFees: null,
    complete: false,
    now: () => store.now(),
    discounts: [],
    lines: [],
    shipping: [],
    additionalFees: [],
    transactions: [],
    fulfillmentOrderRecords: [],
    fulfillmentRecords: [],
    refundRecords: [],
    returnRecords: [],
    agreementRecords: [],
  };
}

/** Shopify's own analysis has no provider. */
const riskOf = (level: "LOW" | "MEDIUM" | "HIGH"): RiskRecord => ({
  recommendation: { LOW: "ACCEPT", MEDIUM: "INVESTIGATE", HIGH: "CANCEL" }[level],
  assessments: [
    {
      riskLevel: level,
      provider: null,
      facts:
        level === "LOW"
          ? [
              {
                description:
                  "Characteristics of this order are similar to non-fraudulent orders observed in the past",
                sentiment: "POSITIVE",
              },
            ]
          : [
              {
                description: "The billing country differs from the country of the IP address",
                sentiment: "NEGATIVE",
              },
              {
                description: "Card verification value (CVV) isn't correct",
                sentiment: level === "HIGH" ? "NEGATIVE" : "NEUTRAL",
              },
            ],
    },
  ],
});

function termsOf(
  store: Store,
  order: OrderRecord,
  spec: NonNullable<OrderSpec["paymentTerms"]>,
): PaymentTermsRecord {
  const due =
    spec.days === undefined
      ? null
      : writeInstant(new Date(store.now().getTime() + spec.days * 86_400_000));
  return store.keep({
    __typename: "PaymentTerms",
    id: store.ids.of("PaymentTerms"),
    paymentTermsName: spec.name,
    paymentTermsType: spec.type,
    dueInDays: spec.days ?? null,
    translatedName: spec.name,
    schedules: [{ id: store.ids.of("PaymentSchedule"), dueAt: due, issuedAt: store.instant() }],
    order,
  });
}
