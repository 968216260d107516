/** Where the goods are and what was paid. */
import type { OrderKind } from "../../world/order-spec.ts";
import { GUEST_ADDRESS, STANDARD, VAT } from "./shared.ts";

export const SHIPPING_AND_PAYMENT: OrderKind[] = [
  {
    kind: "fulfilled",
    title: "Shipped before the first sync",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "MUG-BLUE", quantity: 2 }, { variant: "CARDS" }],
      shipping: [STANDARD],
      later: [
        {
          hoursLater: 5,
          act: "fulfill",
          tracking: {
            company: "DHL",
            number: "00340434161094042557",
            url: "https://tracking.example/00340434161094042557",
          },
        },
      ],
    },
  },
  {
    kind: "partially-fulfilled",
    title: "One of two lines shipped",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "LANTERN" }, { variant: "FLAG-B", quantity: 4 }],
      shipping: [STANDARD],
      later: [
        {
          hoursLater: 5,
          act: "fulfill",
          lines: [{ line: 1, quantity: 3 }],
          tracking: { company: "DHL", number: "00340434161094042564" },
        },
      ],
    },
  },
  {
    kind: "two-locations",
    title: "Shipped from two locations, one line split",
    spec: {
      customer: "claire",
      taxes: VAT,
      lines: [{ variant: "JACKET-M" }, { variant: "MUG-WHITE", quantity: 6 }],
      shipping: [STANDARD],
      fulfillmentOrders: [
        {
          location: "luebeck",
          lines: [
            { line: 0, quantity: 1 },
            { line: 1, quantity: 2 },
          ],
        },
        { location: "rotterdam", lines: [{ line: 1, quantity: 4 }] },
      ],
    },
  },
  {
    kind: "three-fulfillment-orders",
    title: "Three fulfillment orders",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [
        { variant: "ROPE-20", quantity: 3 },
        { variant: "LANTERN" },
        { variant: "FLAG-D", quantity: 2 },
      ],
      shipping: [STANDARD],
      fulfillmentOrders: [
        { location: "luebeck", lines: [{ line: 0, quantity: 2 }] },
        {
          location: "rotterdam",
          lines: [
            { line: 0, quantity: 1 },
            { line: 1, quantity: 1 },
          ],
        },
        { location: "hamburg", lines: [{ line: 2, quantity: 2 }] },
      ],
    },
  },
  {
    kind: "scheduled",
    title: "To be shipped later",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "MAP-BALTIC" }],
      shipping: [STANDARD],
      fulfillmentOrders: [{ scheduledInHours: 24 * 60 }],
    },
  },
  {
    kind: "on-hold",
    title: "Held: the address looks wrong",
    spec: {
      customer: null,
      email: "typo@example.com",
      shippingAddress: { ...GUEST_ADDRESS, zip: "99999" },
      billingAddress: "same",
      taxes: VAT,
      lines: [{ variant: "FLAG-E" }],
      shipping: [STANDARD],
      fulfillmentOrders: [
        { hold: { reason: "INCORRECT_ADDRESS", notes: "Postal code does not exist" } },
      ],
    },
  },
  {
    kind: "authorized-only",
    hoursAgo: 30,
    title: "Authorized, not captured",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "SWEATER-NAVY-M" }],
      shipping: [STANDARD],
      payments: [{ kind: "AUTHORIZATION" }],
    },
  },
  {
    kind: "captured-later",
    title: "Authorized, captured after five hours",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "SWEATER-NAVY-L" }],
      shipping: [STANDARD],
      payments: [{ kind: "AUTHORIZATION" }],
      later: [{ hoursLater: 5, act: "capture" }],
    },
  },
  {
    kind: "partially-paid",
    title: "Half paid",
    spec: {
      customer: "claire",
      source: "draft",
      taxes: VAT,
      lines: [{ variant: "LANTERN", quantity: 2 }],
      shipping: [STANDARD],
      payments: [{ gateway: "Bank Deposit", amount: "150.00" }],
    },
  },
  {
    kind: "bank-transfer-pending",
    title: "Waiting for a bank transfer",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "ROPE-20" }],
      shipping: [STANDARD],
      payments: [{ gateway: "Bank Deposit", status: "PENDING" }],
    },
  },
  {
    kind: "failed-then-paid",
    title: "A payment failed, the next one went through",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "BISCUIT", quantity: 5 }],
      shipping: [STANDARD],
      payments: [{ status: "FAILURE", errorCode: "CARD_DECLINED" }, { gateway: "paypal" }],
    },
  },
  {
    kind: "unpaid",
    title: "Nothing paid, no payment begun",
    spec: {
      customer: "mara",
      source: "draft",
      taxes: VAT,
      lines: [{ variant: "MUG-WHITE", quantity: 8 }],
      shipping: [STANDARD],
      payments: [],
    },
  },
];
