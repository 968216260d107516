import type { PostalAddress } from "#app/erp/port/customers.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { compare, isZero } from "#app/money/decimal.ts";
import type { MailingAddressInput, OrderCreateOrderInput } from "#app/shopify/generated/admin.ts";
import type { ExportOrder } from "./export-order.ts";

/** The order in Shopify's words: fulfilled, and paid as far as the invoice is. */
export function orderInput(order: ExportOrder): OrderCreateOrderInput {
  const currencyCode = order.currency;
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode } });
  const taxLines = (taxes: ExportOrder["lines"][number]["taxes"]) =>
    taxes.map(({ title, rate, amount }) => ({ title, rate, priceSet: money(amount) }));
  const billingAddress = addressInput(order.billingAddress);
  const shippingAddress = addressInput(order.shippingAddress);
  return {
    sourceIdentifier: order.key,
    currency: currencyCode,
    taxesIncluded: order.taxesIncluded,
    processedAt: order.processedAt,
    fulfillmentStatus: "FULFILLED",
    financialStatus: isZero(order.open)
      ? "PAID"
      : isZero(order.paid)
        ? "PENDING"
        : "PARTIALLY_PAID",
    customAttributes: [{ key: DOCUMENT_ATTRIBUTE, value: order.number }],
    ...(order.buyer.kind === "customer"
      ? { customer: { toAssociate: { id: order.buyer.id } } }
      : { companyLocationId: order.buyer.id }),
    ...(order.email === undefined ? {} : { email: order.email }),
    ...(order.poNumber === undefined ? {} : { poNumber: order.poNumber }),
    ...(order.note === undefined ? {} : { note: order.note }),
    ...(billingAddress ? { billingAddress } : {}),
    ...(shippingAddress ? { shippingAddress } : {}),
    lineItems: order.lines.map(({ title, sku, quantity, unitPrice, ships, taxes }) => ({
      title,
      ...(sku === undefined ? {} : { sku }),
      quantity,
      priceSet: money(unitPrice),
      requiresShipping: ships,
      taxable: taxes.length > 0,
      taxLines: taxLines(taxes),
    })),
    shippingLines: order.shipping.map(({ title, price, taxes }) => ({
      title,
      priceSet: money(price),
      taxLines: taxLines(taxes),
    })),
    ...(isZero(order.discount)
      ? {}
      : {
          discountCode: {
            itemFixedDiscountCode: { code: DISCOUNT, amountSet: money(order.discount) },
          },
        }),
    transactions:
      compare(order.paid, "0") > 0
        ? [
            {
              kind: "SALE",
              status: "SUCCESS",
              gateway: order.gateway,
              amountSet: money(order.paid),
            },
          ]
        : [],
  };
}

/** S1's own name of it. */
const DISCOUNT = "Invoice Discount Amount";

/**
 * S1 puts Name into the first name and Name 2 into the last. Shopify asks for a last name, a street, a city and a postal code: a name alone is the last one,
 * and an address that lacks the others is left out.
 */
function addressInput(address: PostalAddress | undefined): MailingAddressInput | undefined {
  const { name = "", name2, address1, address2, city, zip, countryCode } = address ?? {};
  if (!name || !address1 || !city || !zip || !countryCode || !/^[A-Z]{2}$/.test(countryCode))
    return undefined;
  return {
    ...(name2 ? { firstName: name, lastName: name2 } : { lastName: name }),
    address1,
    ...(address2 ? { address2 } : {}),
    city,
    zip,
    countryCode,
  };
}
