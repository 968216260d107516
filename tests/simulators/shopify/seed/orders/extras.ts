/** Tips, gift cards, duties, fees, cash. */
import type { OrderKind } from "../../world/order-spec.ts";
import { INTERNATIONAL, STANDARD, VAT } from "./shared.ts";

export const EXTRAS: OrderKind[] = [
  {
    kind: "tip",
    title: "With a tip",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "MUG-BLUE" }, { kind: "tip", price: "2.50" }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "gift-card-sold",
    title: "A gift card sold beside goods",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "GIFT-50" }, { variant: "MAP-BALTIC" }],
      discounts: [{ percent: "10", code: "WELCOME10" }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "gift-card-only",
    title: "Only a gift card",
    spec: {
      customer: "claire",
      taxes: VAT,
      lines: [{ variant: "GIFT-50", quantity: 2 }],
      shipping: [],
    },
  },
  {
    kind: "gift-card-redeemed",
    title: "Partly paid with a gift card",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "SWEATER-NAVY-M" }],
      shipping: [STANDARD],
      payments: [{ gateway: "gift_card", amount: "25.00", giftCard: "p4ss" }, {}],
    },
  },
  {
    kind: "gift-card-pays-all",
    title: "Paid with a gift card alone",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "MUG-BLUE" }],
      shipping: [STANDARD],
      payments: [{ gateway: "gift_card", giftCard: "p4ss" }],
    },
  },
  {
    kind: "duties-and-fee",
    title: "Duties on the lines and an additional fee",
    spec: {
      customer: "dana",
      taxesIncluded: false,
      lines: [
        {
          variant: "JACKET-M",
          duties: [{ amount: "28.47", harmonizedSystemCode: "6201.40", countryCodeOfOrigin: "NO" }],
        },
        {
          variant: "LANTERN",
          quantity: 2,
          duties: [{ amount: "17.91", harmonizedSystemCode: "9405.50", countryCodeOfOrigin: "DE" }],
        },
      ],
      fees: [{ name: "Import brokerage", amount: "9.95" }],
      shipping: [INTERNATIONAL],
    },
  },
  {
    kind: "taxed-fee",
    title: "A fee with tax",
    spec: {
      customer: "jonas",
      taxesIncluded: false,
      taxes: VAT,
      lines: [{ variant: "LANTERN" }],
      fees: [{ name: "Fragile handling", amount: "3.99", taxes: VAT }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "cash-rounding",
    title: "Paid in cash, rounded to five cents",
    spec: {
      source: "pos",
      retailLocation: "hamburg",
      customer: "jonas",
      shippingAddress: null,
      billingAddress: null,
      taxes: VAT,
      lines: [{ variant: "CARDS" }, { variant: "MUG-WHITE" }],
      shipping: [],
      fulfillmentOrders: [{ location: "hamburg", method: "RETAIL" }],
      payments: [{ gateway: "cash", cashStep: "0.05" }],
      later: [{ hoursLater: 0, act: "fulfill" }],
    },
  },
];
