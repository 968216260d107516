import type { ListedOrderFragment } from "#app/shopify/generated/admin.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { isOrderGid, numericId } from "#app/shopify/gid.ts";
import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { bag } from "../read/money-from-shopify.ts";
import {
  count,
  currency,
  isMoment,
  moment,
  momentOrNull,
  quoted,
} from "../read/scalars-from-shopify.ts";

/** An order that a listing names and whose other parts cannot be read: enough for a row that says so. */
export interface UnreadableOrder {
  id: OrderId;
  name: string;
  /** The part, with the value that is wrong. */
  part: string;
  createdAt: string | null;
  updatedAt: string | null;
}

export type Listing = Result<ListedOrder, UnreadableOrder>;

/** An order of a listing in the app's words (I-9). One that cannot be read is its own error, so that it does not stop the others of its page. */
export function listedFromShopify(order: ListedOrderFragment): Listing {
  try {
    return ok(listed(order));
  } catch (error) {
    return err(unreadable(order, missingPart(order) ?? said(error)));
  }
}

export function unreadable(
  order: { id: OrderId } & Partial<Pick<ListedOrderFragment, "name" | "createdAt" | "updatedAt">>,
  part: string,
): UnreadableOrder {
  const time = (value: unknown): string | null => (isMoment(value) ? value : null);
  return {
    id: order.id,
    name: typeof order.name === "string" && order.name !== "" ? order.name : nameless(order.id),
    part: part.slice(0, 300),
    createdAt: time(order.createdAt),
    updatedAt: time(order.updatedAt),
  };
}

const nameless = (id: unknown): string =>
  typeof id === "string" && isOrderGid(id) ? numericId(id) : "?";
const said = (error: unknown): string => (error instanceof Error ? error.message : "unknown");

/** The type says these are there; an answer with errors may still hold null. */
const REQUIRED = ["name", "tags", "customAttributes", "risk", "totalPriceSet"] as const;
const missingPart = (order: ListedOrderFragment): string | undefined =>
  REQUIRED.find((part) => (order[part] as unknown) === null || order[part] === undefined);

function listed(order: ListedOrderFragment): ListedOrder {
  if (typeof order.name !== "string") throw new Error(`name ${quoted(order.name)}`);
  const riskLevels = order.risk.assessments.map(({ riskLevel }) => riskLevel);
  return {
    id: order.id,
    name: order.name,
    number: count(order.number, "number"),
    createdAt: moment(order.createdAt, "createdAt"),
    updatedAt: moment(order.updatedAt, "updatedAt"),
    processedAt: moment(order.processedAt, "processedAt"),
    cancelledAt: momentOrNull(order.cancelledAt, "cancelledAt"),
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
    currency: currency(order.currencyCode),
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
