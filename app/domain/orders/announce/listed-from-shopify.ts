import type { ListedOrderFragment } from "#app/shopify/generated/admin.ts";
import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import { bag } from "../read/money-from-shopify.ts";

/** An order of a listing in the app's words (I-9). */
export function listedFromShopify(order: ListedOrderFragment): ListedOrder {
  const riskLevels = order.risk.assessments.map(({ riskLevel }) => riskLevel);
  return {
    id: order.id,
    name: order.name,
    number: order.number,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    processedAt: order.processedAt,
    cancelledAt: order.cancelledAt,
    closed: order.closed,
    test: order.test,
    confirmed: order.confirmed,
    financialStatus: order.displayFinancialStatus,
    fulfillmentStatus: order.displayFulfillmentStatus,
    fullyPaid: order.fullyPaid,
    unpaid: order.unpaid,
    sourceName: order.sourceName,
    channel: order.attribution && {
      handle: order.attribution.handle,
      displayName: order.attribution.displayName,
    },
    tags: [...order.tags].sort(),
    attributes: order.customAttributes.map(({ key, value }) => ({ key, value })),
    currency: order.currencyCode,
    total: bag(order.totalPriceSet),
    riskLevels,
    highRisk: riskLevels.includes("HIGH"),
    riskRecommendation: order.risk.recommendation,
    sellToCountry: order.displayAddress?.countryCodeV2 ?? null,
    shipToCountry: order.shippingAddress?.countryCodeV2 ?? null,
    billToCountry: order.billingAddress?.countryCodeV2 ?? null,
    customerName:
      [order.displayAddress?.firstName, order.displayAddress?.lastName].filter(Boolean).join(" ") ||
      null,
  };
}
