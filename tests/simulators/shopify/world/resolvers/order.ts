/** Order. */
import { add, moneyBag, zero } from "../arithmetic/bag.ts";
import * as totals from "../arithmetic/order-totals.ts";
import * as payments from "../arithmetic/payments.ts";
import { currentQuantity, orderLevelDiscounts } from "../arithmetic/line-amounts.ts";
import { sum } from "../arithmetic/bag.ts";
import { returnStatus } from "../acts/return-order.ts";
import { inOrderOfId } from "../connection.ts";
import { displayFulfillmentStatus } from "../fulfillment-state.ts";
import { maySee } from "../fulfillment-scopes.ts";
import type { OrderRecord } from "../model.ts";
import type { HeaderOff } from "../order-spec.ts";
import type { Tax } from "../arithmetic/taxes.ts";
import type { Store } from "../store.ts";
import { count, fieldsOf, firstOf, legacyId } from "./define.ts";
import { taxLines } from "./tax-line.ts";

type Total = (order: OrderRecord) => Parameters<typeof moneyBag>[1];
const off =
  (of: keyof HeaderOff, total: Total): Total =>
  (order) =>
    add(total(order), totals.headerOff(order, of));
/** The header's own tax lines come to the header's tax. */
const headerTaxes = (order: OrderRecord, current: boolean): Tax[] =>
  totals
    .gatherTaxes(order, current)
    .map((tax, at) =>
      at === 0 ? { ...tax, price: add(tax.price, totals.headerOff(order, "tax")) } : tax,
    );
const MONEY: Record<string, Total> = {
  subtotalPriceSet: off("subtotal", totals.subtotal),
  totalDiscountsSet: totals.totalDiscounts,
  totalShippingPriceSet: off("shipping", (order) =>
    order.shippingTotal === "before"
      ? totals.shippingBeforeDiscounts(order)
      : totals.totalShipping(order),
  ),
  totalTaxSet: off("tax", totals.totalTax),
  totalTipReceivedSet: totals.totalTip,
  totalPriceSet: totals.total,
  currentSubtotalPriceSet: off("subtotal", totals.currentSubtotal),
  currentTotalDiscountsSet: totals.currentTotalDiscounts,
  currentShippingPriceSet: totals.currentShipping,
  currentTotalTaxSet: off("tax", totals.currentTotalTax),
  currentTotalPriceSet: totals.currentTotal,
  totalReceivedSet: payments.totalReceived,
  totalRefundedSet: payments.totalRefunded,
  totalOutstandingSet: payments.totalOutstanding,
  totalCapturableSet: payments.totalCapturable,
  netPaymentSet: payments.netPayment,
  originalTotalPriceSet: (order) => order.originalTotal,
  refundDiscrepancySet: totals.adjustments,
  totalRefundedShippingSet: (order) =>
    sum(order.refundRecords.flatMap(({ shipping }) => shipping.map(({ subtotal }) => subtotal))),
  cartDiscountAmountSet: (order) => sum(order.lines.map(orderLevelDiscounts)),
  currentCartDiscountAmountSet: (order) =>
    order.cancelledAt === null ? sum(order.lines.map(orderLevelDiscounts)) : zero,
};

export function orderFields(store: Store) {
  const units = (order: OrderRecord, of: (line: OrderRecord["lines"][number]) => number) =>
    order.lines.filter(({ isTip }) => !isTip).reduce((total, line) => total + of(line), 0);
  return fieldsOf<OrderRecord>({
    ...Object.fromEntries(
      Object.entries(MONEY).map(([field, total]) => [
        field,
        (order: OrderRecord) => moneyBag(order.currencies, total(order)),
      ]),
    ),
    originalTotalDutiesSet: (order) =>
      order.originalDuties && moneyBag(order.currencies, order.originalDuties),
    currentTotalDutiesSet: (order) =>
      order.originalDuties && moneyBag(order.currencies, totals.currentDuties(order)),
    originalTotalAdditionalFeesSet: (order) =>
      order.originalFees && moneyBag(order.currencies, order.originalFees),
    currentTotalAdditionalFeesSet: (order) =>
      order.originalFees && moneyBag(order.currencies, totals.totalFees(order)),
    totalCashRoundingAdjustment: (order) => {
      const { paymentSet, refundSet } = payments.cashRounding(order);
      return {
        paymentSet: moneyBag(order.currencies, paymentSet),
        refundSet: moneyBag(order.currencies, refundSet),
      };
    },
    taxLines: (order) => taxLines(order, headerTaxes(order, false)),
    currentTaxLines: (order) => taxLines(order, headerTaxes(order, true)),
    legacyResourceId: legacyId,
    currencyCode: (order) => order.currencies.shop,
    presentmentCurrencyCode: (order) => order.currencies.presentment,
    closed: (order) => order.closedAt !== null,
    displayFinancialStatus: (order) => payments.financialStatus(order),
    displayFulfillmentStatus: (order, _, context) =>
      displayFulfillmentStatus(order, context.apiVersion),
    returnStatus,
    fullyPaid: (order) =>
      payments.netPayment(order).presentment.gte(totals.currentTotal(order).presentment),
    unpaid: (order) =>
      payments.totalReceived(order).presentment.eq("0") && !order.originalTotal.presentment.eq("0"),
    refundable: (order) => payments.netPayment(order).presentment.gt("0"),
    capturable: (order) => payments.totalCapturable(order).presentment.gt("0"),
    canMarkAsPaid: payments.canMarkAsPaid,
    requiresShipping: (order) => order.lines.some(({ requiresShipping }) => requiresShipping),
    fulfillable: (order) =>
      order.fulfillmentOrderRecords.some(
        ({ lines, status }) =>
          status !== "CLOSED" &&
          status !== "CANCELLED" &&
          lines.some(({ remainingQuantity }) => remainingQuantity > 0),
      ),
    restockable: (order) =>
      order.lines.some((line) => line.requiresShipping && currentQuantity(line) > 0),
    merchantEditable: (order) => order.cancelledAt === null,
    subtotalLineItemsQuantity: (order) => units(order, ({ quantity }) => quantity),
    currentSubtotalLineItemsQuantity: (order) => units(order, currentQuantity),
    statusPageUrl: (order) =>
      `https://${store.shop}/${legacyId(store.facts)}/orders/${legacyId(order)}/authenticate`,
    discountCodes: (order) => [
      ...new Set(order.discounts.map(({ code }) => code).filter((code) => code !== "")),
    ],
    discountCode: (order) => order.discounts.find(({ code }) => code !== "")?.code ?? null,
    discountApplications: (order, args) =>
      inOrderOfId(
        order.discounts.map((discount) => ({ ...discount, id: `application/${discount.index}` })),
        args,
      ),
    paymentGatewayNames: (order) => [
      ...new Set(
        order.transactions.filter(({ kind }) => kind !== "REFUND").map(({ gateway }) => gateway),
      ),
    ],
    displayAddress: (order) => order.shippingAddress ?? order.billingAddress,
    billingAddressMatchesShippingAddress: (order) =>
      order.billingAddress !== null &&
      order.shippingAddress !== null &&
      (
        ["firstName", "lastName", "address1", "address2", "city", "zip", "countryCodeV2"] as const
      ).every((field) => order.billingAddress![field] === order.shippingAddress![field]),
    purchasingEntity: (order) => order.purchasingCompany ?? order.customer,
    lineItems: (order, args) => inOrderOfId(order.lines, args),
    nonFulfillableLineItems: (order, args) =>
      inOrderOfId(
        order.lines.filter((line) => line.isTip || currentQuantity(line) === 0),
        args,
      ),
    shippingLine: (order) => order.shipping.find(({ isRemoved }) => !isRemoved) ?? null,
    shippingLines: (order, args) =>
      inOrderOfId(
        order.shipping.filter(({ isRemoved }) => args.includeRemovals === true || !isRemoved),
        args,
      ),
    fulfillmentOrders: (order, args, context) =>
      inOrderOfId(
        order.fulfillmentOrderRecords.filter((part) => maySee(part, context.scopes)),
        args,
      ),
    fulfillments: (order, args) => firstOf(order.fulfillmentRecords, args),
    fulfillmentsCount: (order) => count(order.fulfillmentRecords.length),
    refunds: (order, args) => firstOf(order.refundRecords, args),
    returns: (order, args) => inOrderOfId(order.returnRecords, args),
    agreements: (order, args) => inOrderOfId(order.agreementRecords, args),
    transactions: (order, args) =>
      firstOf(
        order.transactions.filter(
          (transaction) =>
            args.capturable !== true || payments.capturableOf(transaction).presentment.gt("0"),
        ),
        args,
      ),
    transactionsCount: (order) => count(order.transactions.length),
    metafields: (_, args) => inOrderOfId([], args),
    metafield: () => null,
    localizedFields: (_, args) => inOrderOfId([], args),
    merchantEditableErrors: (order) =>
      order.cancelledAt === null ? [] : ["This order has been canceled."],
    canNotifyCustomer: (order) => order.email !== null,
    hasTimelineComment: () => false,
    alerts: () => [],
    disputes: () => [],
    staffMember: () => null,
    productNetwork: () => false,
  });
}
