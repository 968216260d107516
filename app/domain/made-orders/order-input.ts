import type { PostalAddress } from "#app/erp/port/customers.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { compare, isZero } from "#app/money/decimal.ts";
import type { MailingAddressInput, OrderCreateOrderInput } from "#app/shopify/generated/admin.ts";
import type { Delivery, ExportOrder } from "./export-order.ts";

/** The order in Shopify's words: paid as far as its document is, and fulfilled unless it is still to be shipped. */
export function orderInput(order: ExportOrder): OrderCreateOrderInput {
  const currencyCode = order.currency;
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode } });
  const taxLines = (taxes: ExportOrder["lines"][number]["taxes"]) =>
    taxes.map(({ title, rate, amount }) => ({ title, rate, priceSet: money(amount) }));
  const billingAddress = addressInput(order.billingAddress);
  const shippingAddress = order.delivery
    ? mailingAddress(order.delivery)
    : addressInput(order.shippingAddress);
  return {
    sourceIdentifier: order.key,
    currency: currencyCode,
    taxesIncluded: order.taxesIncluded,
    processedAt: order.processedAt,
    ...(order.unfulfilled ? {} : { fulfillmentStatus: "FULFILLED" }),
    financialStatus: isZero(order.open)
      ? "PAID"
      : isZero(order.paid)
        ? "PENDING"
        : "PARTIALLY_PAID",
    customAttributes: [{ key: DOCUMENT_ATTRIBUTE, value: order.number }],
    ...buyerInput(order),
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

/** One that is new has been made before the order is sent. */
function buyerInput({
  buyer,
}: ExportOrder): Pick<OrderCreateOrderInput, "customer" | "companyLocationId"> {
  if (buyer.kind === "new") throw new Error("a new customer is made before the order");
  return buyer.kind === "customer"
    ? { customer: { toAssociate: { id: buyer.id } } }
    : { companyLocationId: buyer.id };
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

function mailingAddress({ countryCode, ...address }: Delivery): MailingAddressInput {
  return {
    ...address,
    ...(countryCode !== undefined && isCountry(countryCode) ? { countryCode } : {}),
  };
}

const isCountry = (code: string): code is NonNullable<MailingAddressInput["countryCode"]> =>
  /^[A-Z]{2}$/.test(code);
