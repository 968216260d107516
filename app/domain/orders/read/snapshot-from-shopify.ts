import { exportKeyOf } from "../snapshot/export-key.ts";
import type { OrderLineFragment, OrderShippingLineFragment } from "#app/shopify/generated/admin.ts";
import { bag, sumBags, taxes, zeroBag } from "./money-from-shopify.ts";
import { DOCUMENT_ATTRIBUTE } from "../snapshot/own-attribute.ts";
import { refundsOf, removalsOf } from "./refunds-from-shopify.ts";
import { returnsOf } from "./returns-from-shopify.ts";
import { personalOf } from "./personal-from-shopify.ts";
import type {
  OrderContent,
  OrderLine,
  OrderShippingLine,
  OrderSnapshot,
} from "../snapshot/snapshot.ts";
import { kindOfLine, tipsOf } from "./line-kind.ts";
import { lineLocations } from "./line-locations.ts";
import { count, currency, moment } from "./scalars-from-shopify.ts";
import { stateOf } from "./state-from-shopify.ts";
import type { WholeOrder } from "./whole-order.ts";
import type { LineId } from "#app/lib/ids.ts";

/**
 * An order as Shopify tells it, in the app's own words (ImportOrders and its details, Shopify Admin API 2026-10). Pure. Amounts stay
 * decimal text. Throws when the answer cannot be read as an order (an amount that is no number, a date that is none) and names the part:
 * the order then becomes an error on its own row.
 */
export function snapshotFromShopify(
  order: WholeOrder,
  ownAttribute: string = DOCUMENT_ATTRIBUTE,
): OrderSnapshot {
  const returns = returnsOf(order);
  return {
    content: contentOf(order),
    personal: personalOf(order, ownAttribute),
    state: stateOf(order, { refunds: refundsOf(order, returns), returns }, ownAttribute),
  };
}

function contentOf(order: WholeOrder): OrderContent {
  const { head } = order;
  const none = zeroBag(head.currencyCode, head.presentmentCurrencyCode);
  const tips = tipsOf(order.lines, bag(head.totalTipReceivedSet).presentment.amount);
  const exchanged = exchangedLines(order);
  return {
    id: head.id,
    legacyId: String(head.legacyResourceId),
    name: head.name,
    number: count(head.number, "number"),
    createdAt: moment(head.createdAt, "createdAt"),
    processedAt: moment(head.processedAt, "processedAt"),
    test: head.test,
    edited: head.edited,
    taxesIncluded: head.taxesIncluded,
    taxExempt: head.taxExempt,
    dutiesIncluded: head.dutiesIncluded,
    currency: currency(head.currencyCode),
    presentmentCurrency: currency(head.presentmentCurrencyCode),
    sourceName: head.sourceName,
    ...exportKeyOf(head.sourceIdentifier),
    app: head.app && { id: head.app.id, name: head.app.name },
    attribution: head.attribution && {
      handle: head.attribution.handle,
      displayName: head.attribution.displayName,
    },
    retailLocation: head.retailLocation && {
      id: head.retailLocation.id,
      name: head.retailLocation.name,
    },
    tags: [...head.tags].sort(),
    poNumber: head.poNumber,
    discountCodes: [...head.discountCodes],
    customerId: head.customer?.id ?? null,
    company: companyOf(head),
    paymentTerms: head.paymentTerms && {
      name: head.paymentTerms.paymentTermsName,
      type: head.paymentTerms.paymentTermsType,
      dueInDays: head.paymentTerms.dueInDays,
      dueDates: dueDates(order.paymentSchedules),
    },
    risk: {
      recommendation: head.risk.recommendation,
      assessments: head.risk.assessments.map((assessment) => ({
        level: assessment.riskLevel,
        provider: assessment.provider?.title ?? null,
        facts: assessment.facts.map(({ description, sentiment }) => ({ description, sentiment })),
      })),
    },
    requiresShipping: head.requiresShipping,
    lines: order.lines.map((line) => ({
      ...lineOf(line, kindOfLine(line, tips), none),
      duties: (order.duties.get(line.id) ?? []).map((duty) => ({
        id: duty.id,
        price: bag(duty.price),
        taxes: taxes(duty.taxLines),
      })),
      ...(exchanged.has(line.id) ? { exchange: true } : {}),
    })),
    shippingLines: order.shippingLines.map((line) => shippingLineOf(line, none)),
    fees: head.additionalFees.map((fee) => ({
      id: fee.id,
      name: fee.name,
      price: bag(fee.price),
      taxes: taxes(fee.taxLines),
    })),
    cashRounding: bag(head.totalCashRoundingAdjustment.paymentSet),
    totals: {
      subtotal: head.subtotalPriceSet ? bag(head.subtotalPriceSet) : none,
      discounts: head.totalDiscountsSet ? bag(head.totalDiscountsSet) : none,
      shipping: bag(head.totalShippingPriceSet),
      tax: head.totalTaxSet ? bag(head.totalTaxSet) : none,
      tip: bag(head.totalTipReceivedSet),
      duties: head.originalTotalDutiesSet ? bag(head.originalTotalDutiesSet) : none,
      fees: head.originalTotalAdditionalFeesSet ? bag(head.originalTotalAdditionalFeesSet) : none,
      total: bag(head.totalPriceSet),
      originalTotal: bag(head.originalTotalPriceSet),
    },
    removals: removalsOf(order),
    lineLocations: lineLocations(order),
  };
}

/** I-42: the lines that a return's exchange added to the order. */
const exchangedLines = ({ returns }: WholeOrder): ReadonlySet<LineId> =>
  new Set(
    returns.flatMap(({ exchanges }) =>
      exchanges.flatMap(({ lineItems }) => (lineItems ?? []).map(({ id }) => id)),
    ),
  );

/** None where one of several payments has no date yet: the date of another is not the date of the whole. */
const dueDates = (schedules: readonly { dueAt: string | null }[]): string[] => {
  const dates = schedules.flatMap(({ dueAt }) => (dueAt === null ? [] : [moment(dueAt, "dueAt")]));
  return dates.length === schedules.length ? dates : [];
};

function companyOf(head: WholeOrder["head"]): OrderContent["company"] {
  const buyer = head.purchasingEntity;
  if (!buyer || !("company" in buyer)) return null;
  return {
    id: buyer.company.id,
    name: buyer.company.name,
    locationId: buyer.location.id,
    locationName: buyer.location.name,
    contactId: buyer.contact?.id ?? null,
    contactCustomerId: buyer.contact?.customer.id ?? null,
  };
}

function lineOf(
  line: OrderLineFragment,
  kind: OrderLine["kind"],
  none: ReturnType<typeof zeroBag>,
): Omit<OrderLine, "duties"> {
  return {
    id: line.id,
    kind,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    barcode: line.variant?.barcode ?? null,
    productId: line.product?.id ?? null,
    variantId: line.variant?.id ?? null,
    options: line.variant?.selectedOptions.map(({ name, value }) => ({ name, value })) ?? [],
    quantity: line.quantity,
    requiresShipping: line.requiresShipping,
    taxable: line.taxable,
    unitPrice: bag(line.originalUnitPriceSet),
    discount: sumBags(
      line.discountAllocations.map((allocation) => bag(allocation.allocatedAmountSet)),
      none,
    ),
    taxes: taxes(line.taxLines),
    ...(line.lineItemGroup
      ? {
          bundle: {
            id: line.lineItemGroup.id,
            title: line.lineItemGroup.title,
            quantity: count(line.lineItemGroup.quantity, "lineItemGroup.quantity"),
            variantId: line.lineItemGroup.variantId,
            sku: line.lineItemGroup.variantSku,
          },
        }
      : {}),
    ...(line.sellingPlan ? { sellingPlan: line.sellingPlan.name } : {}),
  };
}

function shippingLineOf(
  line: OrderShippingLineFragment,
  none: ReturnType<typeof zeroBag>,
): OrderShippingLine {
  return {
    id: line.id,
    title: line.title,
    code: line.code,
    source: line.source,
    removed: line.isRemoved,
    originalPrice: bag(line.originalPriceSet),
    discount: sumBags(
      line.discountAllocations.map((allocation) => bag(allocation.allocatedAmountSet)),
      none,
    ),
    taxes: taxes(line.taxLines),
  };
}
