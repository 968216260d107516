import { bag, taxes } from "./money-from-shopify.ts";
import type {
  OrderFulfillmentOrder,
  OrderRefund,
  OrderReturn,
  OrderState,
  OrderTax,
  OrderTransaction,
} from "../snapshot/snapshot.ts";
import type { WholeOrder } from "./whole-order.ts";
import { compareGids } from "#app/shopify/gid.ts";
import { moment, momentOrNull } from "./scalars-from-shopify.ts";

/** What happens to an order after it was placed: payments, fulfillment, returns, archive. Kept as last read. */
export function stateOf(
  order: WholeOrder,
  goneBack: { refunds: OrderRefund[]; returns: OrderReturn[] },
  ownAttribute: string,
): OrderState {
  const { head } = order;
  return {
    updatedAt: moment(head.updatedAt, "updatedAt"),
    cancelledAt: momentOrNull(head.cancelledAt, "cancelledAt"),
    cancelReason: head.cancelReason,
    closed: head.closed,
    closedAt: momentOrNull(head.closedAt, "closedAt"),
    confirmed: head.confirmed,
    financialStatus: head.displayFinancialStatus,
    fulfillmentStatus: head.displayFulfillmentStatus,
    returnStatus: head.returnStatus,
    fullyPaid: head.fullyPaid,
    canMarkAsPaid: head.canMarkAsPaid,
    statusPageUrl: head.statusPageUrl,
    outstanding: bag(head.totalOutstandingSet),
    capturable: bag(head.totalCapturableSet),
    received: bag(head.totalReceivedSet),
    refunded: bag(head.totalRefundedSet),
    currentTotal: bag(head.currentTotalPriceSet),
    currentSubtotal: bag(head.currentSubtotalPriceSet),
    currentTax: bag(head.currentTotalTaxSet),
    currentShipping: bag(head.currentShippingPriceSet),
    currentQuantity: head.currentSubtotalLineItemsQuantity,
    taxes: taxTotals(head.taxLines),
    gateways: [...head.paymentGatewayNames],
    transactions: transactionsOf(order),
    fulfillmentOrders: fulfillmentOrdersOf(order),
    fulfillments: order.fulfillments.map(({ head: fulfillment, lines }) => ({
      id: fulfillment.id,
      name: fulfillment.name,
      status: fulfillment.status,
      createdAt: moment(fulfillment.createdAt, "fulfillment createdAt"),
      locationId: fulfillment.location?.id ?? null,
      tracking: fulfillment.trackingInfo.map(({ company, number, url }) => ({
        company,
        number,
        url,
      })),
      lines: lines.map((line) => ({ lineId: line.lineItem.id, quantity: line.quantity ?? 0 })),
    })),
    ...goneBack,
    agreements: order.agreements.map((agreement) => ({
      id: agreement.id,
      happenedAt: moment(agreement.happenedAt, "agreement happenedAt"),
      reason: agreement.reason,
      refundId: "refund" in agreement ? agreement.refund.id : null,
      returnId: "return" in agreement ? agreement.return.id : null,
      sales: agreement.sales.nodes.map((sale) => ({
        id: sale.id,
        action: sale.actionType,
        lineType: sale.lineType,
        quantity: sale.quantity,
        total: bag(sale.totalAmount),
        tax: bag(sale.totalTaxAmount),
        lineId: "lineItem" in sale ? sale.lineItem.id : null,
        shippingLineId: "shippingLine" in sale ? (sale.shippingLine?.id ?? null) : null,
      })),
    })),
    documentAttribute: head.customAttributes.find(({ key }) => key === ownAttribute)?.value ?? null,
  };
}

function transactionsOf(order: WholeOrder): OrderTransaction[] {
  return order.head.transactions.map((transaction) => ({
    id: transaction.id,
    parentId: transaction.parentTransaction?.id ?? null,
    kind: transaction.kind,
    status: transaction.status,
    gateway: transaction.gateway,
    gatewayTitle: transaction.formattedGateway,
    createdAt: moment(transaction.createdAt, "transaction createdAt"),
    test: transaction.test,
    manual: transaction.manualPaymentGateway,
    amount: bag(transaction.amountSet),
    rounding: transaction.amountRoundingSet && bag(transaction.amountRoundingSet),
    unsettled: transaction.totalUnsettledSet && bag(transaction.totalUnsettledSet),
    multiCapturable: transaction.multiCapturable,
    authorizationExpiresAt: momentOrNull(
      transaction.authorizationExpiresAt,
      "authorizationExpiresAt",
    ),
    errorCode: transaction.errorCode,
  }));
}

function fulfillmentOrdersOf(order: WholeOrder): OrderFulfillmentOrder[] {
  return [...order.fulfillmentOrders]
    .sort((a, b) => compareGids(a.head.id, b.head.id))
    .map(({ head, lines }) => ({
      id: head.id,
      status: head.status,
      requestStatus: head.requestStatus,
      fulfillAt: head.fulfillAt,
      locationId: head.assignedLocation.location?.id ?? null,
      locationName: head.assignedLocation.name,
      deliveryMethod: head.deliveryMethod?.methodType ?? null,
      supportedActions: head.supportedActions.map(({ action }) => action),
      holds: head.fulfillmentHolds.map((hold) => ({
        id: hold.id,
        reason: hold.reason,
        displayReason: hold.displayReason,
        notes: hold.reasonNotes,
      })),
      lines: lines.map((line) => ({
        id: line.id,
        lineId: line.lineItem.id,
        total: line.totalQuantity,
        remaining: line.remainingQuantity,
      })),
    }));
}

/** Shopify gives them in any order; a reading that differs in nothing else is the same. */
const taxTotals = (lines: WholeOrder["head"]["taxLines"]): OrderTax[] => {
  const key = ({ title, rate }: OrderTax): string => `${title}\n${rate ?? ""}`;
  return taxes(lines).sort((a, b) => (key(a) < key(b) ? -1 : 1));
};
