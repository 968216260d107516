import type { OrderId } from "#app/lib/ids.ts";
import { bag } from "#app/domain/orders/read/money-from-shopify.ts";
import type { OrderMoneyFragment, PossibleHoldFragment } from "#app/shopify/generated/admin.ts";
import type { OrderMoney } from "#app/domain/orders/snapshot/order-money.ts";

/** Shopify's answer in the app's own words. Throws when an amount is no decimal. */
export function moneyFromShopify(
  orderId: OrderId,
  order: OrderMoneyFragment,
  fulfillmentOrders: readonly PossibleHoldFragment[] = order.fulfillmentOrders.nodes,
): OrderMoney {
  return {
    orderId,
    name: order.name,
    shopCurrency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    cancelledAt: order.cancelledAt,
    financialStatus: order.displayFinancialStatus,
    fulfillmentStatus: order.displayFulfillmentStatus,
    sourceName: order.sourceName,
    attribution: order.attribution,
    gateways: [...order.paymentGatewayNames],
    holds: fulfillmentOrders.flatMap(({ status, fulfillmentHolds }) =>
      status === "ON_HOLD"
        ? [fulfillmentHolds.map(({ displayReason }) => displayReason).join(", ")]
        : [],
    ),
    total: bag(order.totalPriceSet),
    currentTotal: bag(order.currentTotalPriceSet),
    payments: order.transactions.map(paymentFromShopify),
  };
}

export function paymentFromShopify(
  transaction: OrderMoneyFragment["transactions"][number],
): OrderMoney["payments"][number] {
  return {
    id: transaction.id,
    parentId: transaction.parentTransaction?.id ?? null,
    kind: transaction.kind,
    status: transaction.status,
    gateway: transaction.gateway,
    gatewayTitle: transaction.formattedGateway,
    createdAt: transaction.createdAt,
    amount: bag(transaction.amountSet),
    rounding: transaction.amountRoundingSet && bag(transaction.amountRoundingSet),
    multiCapturable: transaction.multiCapturable,
    authorizationExpiresAt: transaction.authorizationExpiresAt,
    errorCode: transaction.errorCode,
  };
}
