/** REST forms of the records, for webhook payloads: snake case, numeric ids, admin_graphql_api_id, amounts with the currency's places. */
import type { Bag, Currencies } from "./arithmetic/bag.ts";
import { writeRestDecimal } from "./arithmetic/currency.ts";
import { allDiscounts, currentQuantity } from "./arithmetic/line-amounts.ts";
import {
  currentSubtotal,
  currentTotal,
  currentTotalDiscounts,
  currentTotalTax,
  subtotal,
  total,
  totalDiscounts,
  totalShipping,
  totalTax,
} from "./arithmetic/order-totals.ts";
import { financialStatus, totalOutstanding } from "./arithmetic/payments.ts";
import { numericId } from "./ids.ts";
import type {
  FulfillmentRecord,
  LineRecord,
  OrderRecord,
  RefundRecord,
  TransactionRecord,
} from "./model.ts";
import type { AddressRecord, CustomerRecord } from "./model-shop.ts";
import { restFulfillmentStatus } from "./fulfillment-state.ts";

const bagSet = (currencies: Currencies, bag: Bag) => ({
  shop_money: {
    amount: writeRestDecimal(currencies.shop, bag.shop),
    currency_code: currencies.shop,
  },
  presentment_money: {
    amount: writeRestDecimal(currencies.presentment, bag.presentment),
    currency_code: currencies.presentment,
  },
});
const price = (currencies: Currencies, bag: Bag): string =>
  writeRestDecimal(currencies.shop, bag.shop);
const identity = (gid: string) => ({ id: numericId(gid), admin_graphql_api_id: gid });

const restAddress = (address: AddressRecord | null): Record<string, unknown> | null =>
  address && {
    first_name: address.firstName,
    last_name: address.lastName,
    name: [address.firstName, address.lastName].filter(Boolean).join(" "),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    zip: address.zip,
    province: address.province,
    province_code: address.provinceCode,
    country: address.country,
    country_code: address.countryCodeV2,
    phone: address.phone,
    latitude: address.latitude,
    longitude: address.longitude,
  };
export const restCustomer = (customer: CustomerRecord | null): Record<string, unknown> | null =>
  customer && {
    ...identity(customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
    tags: customer.tags.join(", "),
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
  };

const restLine = (line: LineRecord) => ({
  ...identity(line.id),
  title: line.title,
  variant_title: line.variantTitle,
  name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
  sku: line.sku,
  vendor: line.vendor,
  quantity: line.quantity,
  current_quantity: currentQuantity(line),
  gift_card: line.isGiftCard,
  taxable: line.taxable,
  requires_shipping: line.requiresShipping,
  product_id: line.product && numericId(line.product.id),
  variant_id: line.variant && numericId(line.variant.id),
  price: price(line.order.currencies, line.unitPrice),
  price_set: bagSet(line.order.currencies, line.unitPrice),
  total_discount: price(line.order.currencies, allDiscounts(line)),
  properties: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
  tax_lines: line.taxes.map((tax) => ({
    title: tax.title,
    rate: Number(tax.rate),
    price: price(line.order.currencies, tax.price),
    price_set: bagSet(line.order.currencies, tax.price),
    channel_liable: tax.channelLiable,
  })),
});

export function restOrder(order: OrderRecord): Record<string, unknown> {
  const { currencies } = order;
  const amounts: Record<string, Bag> = {
    total_price: total(order),
    subtotal_price: subtotal(order),
    total_tax: totalTax(order),
    total_discounts: totalDiscounts(order),
    current_total_price: currentTotal(order),
    current_subtotal_price: currentSubtotal(order),
    current_total_tax: currentTotalTax(order),
    current_total_discounts: currentTotalDiscounts(order),
  };
  return {
    ...identity(order.id),
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    processed_at: order.processedAt,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: order.closedAt,
    confirmed: order.confirmed,
    test: order.test,
    taxes_included: order.taxesIncluded,
    currency: currencies.shop,
    presentment_currency: currencies.presentment,
    financial_status: financialStatus(order)?.toLowerCase() ?? null,
    fulfillment_status: restFulfillmentStatus(order),
    email: order.email,
    phone: order.phone,
    note: order.note,
    po_number: order.poNumber,
    source_name: order.sourceName,
    tags: order.tags.join(", "),
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    discount_codes: order.discounts.filter(({ code }) => code !== "").map(({ code }) => ({ code })),
    ...Object.fromEntries(
      Object.entries(amounts).flatMap(([key, bag]): [string, unknown][] => [
        [key, price(currencies, bag)],
        [`${key}_set`, bagSet(currencies, bag)],
      ]),
    ),
    total_shipping_price_set: bagSet(currencies, totalShipping(order)),
    total_outstanding: price(currencies, totalOutstanding(order)),
    payment_gateway_names: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    billing_address: restAddress(order.billingAddress),
    shipping_address: restAddress(order.shippingAddress),
    customer: restCustomer(order.customer),
    line_items: order.lines.map(restLine),
    shipping_lines: order.shipping.map((line) => ({
      id: numericId(line.id),
      title: line.title,
      code: line.code,
      source: line.source,
      price: price(currencies, line.bag),
      price_set: bagSet(currencies, line.bag),
    })),
    fulfillments: order.fulfillmentRecords.map(restFulfillment),
    refunds: order.refundRecords.map(restRefund),
  };
}

export const restFulfillment = (fulfillment: FulfillmentRecord): Record<string, unknown> => ({
  ...identity(fulfillment.id),
  order_id: numericId(fulfillment.order.id),
  name: fulfillment.name,
  status: fulfillment.status.toLowerCase(),
  created_at: fulfillment.createdAt,
  updated_at: fulfillment.updatedAt,
  location_id: fulfillment.location && numericId(fulfillment.location.id),
  tracking_company: fulfillment.tracking[0]?.company ?? null,
  tracking_number: fulfillment.tracking[0]?.number ?? null,
  tracking_numbers: fulfillment.tracking.map(({ number }) => number),
  tracking_url: fulfillment.tracking[0]?.url ?? null,
  line_items: fulfillment.lines.map(({ lineItem, quantity }) => ({
    ...restLine(lineItem),
    quantity,
  })),
});

export const restTransaction = (transaction: TransactionRecord): Record<string, unknown> => ({
  ...identity(transaction.id),
  order_id: numericId(transaction.order.id),
  kind: transaction.kind.toLowerCase(),
  status: transaction.status.toLowerCase(),
  gateway: transaction.gateway,
  created_at: transaction.createdAt,
  processed_at: transaction.processedAt,
  test: transaction.test,
  amount: writeRestDecimal(
    transaction.order.currencies.presentment,
    transaction.amount.presentment,
  ),
  currency: transaction.order.currencies.presentment,
  parent_id: transaction.parentTransaction && numericId(transaction.parentTransaction.id),
  payment_id: transaction.paymentId,
  error_code: transaction.errorCode,
});

export const restRefund = (refund: RefundRecord): Record<string, unknown> => ({
  ...identity(refund.id),
  order_id: numericId(refund.order.id),
  created_at: refund.createdAt,
  processed_at: refund.processedAt,
  note: refund.note,
  user_id: null,
  restock: refund.lines.some(({ restocked }) => restocked),
  refund_line_items: refund.lines.map((line) => ({
    id: numericId(line.id),
    line_item_id: numericId(line.lineItem.id),
    quantity: line.quantity,
    restock_type: line.restockType.toLowerCase(),
    location_id: line.location && numericId(line.location.id),
    subtotal: Number(line.subtotal.shop.toFixed()),
    total_tax: Number(line.tax.shop.toFixed()),
  })),
  transactions: refund.payments.map(restTransaction),
  order_adjustments: refund.adjustments.map((adjustment) => ({
    id: numericId(adjustment.id),
    amount: price(refund.order.currencies, adjustment.amount),
    reason: adjustment.reason,
  })),
});
