/** More than one currency, and amounts that do not divide. */
import type { OrderKind } from "../../world/order-spec.ts";
import { INTERNATIONAL, MAINE, STANDARD, VAT } from "./shared.ts";

export const CURRENCIES: OrderKind[] = [
  {
    kind: "two-currencies",
    title: "Sold in US dollars, booked in euro",
    spec: {
      currency: "USD",
      customer: "dana",
      taxesIncluded: false,
      taxes: MAINE,
      lines: [
        { variant: "SWEATER-ECRU-M", price: "99.99" },
        { variant: "MUG-BLUE", price: "14.49", quantity: 3 },
      ],
      shipping: [INTERNATIONAL],
    },
  },
  {
    kind: "two-currencies-discounted",
    title: "Dollars with line and order discounts",
    spec: {
      currency: "USD",
      customer: "dana",
      taxesIncluded: false,
      taxes: MAINE,
      lines: [
        {
          variant: "FLAG-A",
          price: "17.99",
          quantity: 3,
          discount: { percent: "15", title: "Three for less" },
        },
        { variant: "CARDS", price: "3.33", quantity: 7 },
      ],
      discounts: [{ amount: "10.00", code: "TEN" }],
      shipping: [INTERNATIONAL],
    },
  },
  {
    kind: "yen",
    title: "Japanese yen: no cents",
    spec: {
      currency: "JPY",
      customer: "haruka",
      taxesIncluded: true,
      taxes: [{ title: "Consumption tax", rate: "0.1" }],
      lines: [
        { variant: "LANTERN", price: "24500" },
        { variant: "CARDS", price: "545", quantity: 3 },
      ],
      discounts: [{ percent: "7", code: "NANA" }],
      shipping: [{ title: "International", price: "3900" }],
    },
  },
  {
    kind: "kuwaiti-dinar",
    title: "Kuwaiti dinar: three decimals",
    spec: {
      currency: "KWD",
      customer: "noura",
      taxesIncluded: false,
      lines: [
        { variant: "JACKET-M", price: "73.125" },
        { variant: "CARDS", price: "1.111", quantity: 3 },
      ],
      discounts: [{ percent: "12.5", code: "EIGHTH" }],
      shipping: [{ title: "International", price: "8.250" }],
    },
  },
  {
    kind: "thirds",
    title: "Three at 3.33, ten off across them",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [
        { variant: "CARDS", quantity: 3, price: "3.33" },
        { variant: "MUG-BLUE" },
        { variant: "MUG-WHITE" },
      ],
      discounts: [{ amount: "10.00", code: "ZEHN" }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "thirds-on-top",
    title: "Three at 3.33 with tax on top that does not divide",
    spec: {
      customer: "mara",
      taxesIncluded: false,
      taxes: VAT,
      lines: [
        { variant: "CARDS", quantity: 3, price: "3.33" },
        { variant: "CARDS", price: "3.34" },
      ],
      shipping: [STANDARD],
    },
  },
  {
    kind: "paid-at-another-rate",
    title: "Paid in dollars on a day with another rate",
    spec: {
      currency: "USD",
      customer: "dana",
      taxesIncluded: false,
      taxes: MAINE,
      lines: [{ variant: "ROPE-20", price: "38.00" }],
      shipping: [INTERNATIONAL],
      payments: [{ gateway: "shopify_payments", rate: "0.9051" }],
    },
  },
];
