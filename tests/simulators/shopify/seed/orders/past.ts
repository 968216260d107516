/** Orders that changed before the app saw them first. */
import type { OrderKind } from "../../world/order-spec.ts";
import { STANDARD, VAT } from "./shared.ts";

const TWO = [{ variant: "MUG-BLUE", quantity: 3 }, { variant: "MAP-BALTIC" }];

export const PAST: OrderKind[] = [
  {
    kind: "refunded-with-restock",
    title: "One of three given back and restocked, with money",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      later: [
        { hoursLater: 2, act: "fulfill" },
        {
          hoursLater: 6,
          act: "refund",
          lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
          note: "Handle chipped",
        },
      ],
    },
  },
  {
    kind: "refunded-unshipped",
    title: "One line given back before shipping, half the shipping too",
    spec: {
      customer: "jonas",
      taxesIncluded: false,
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      later: [
        {
          hoursLater: 3,
          act: "refund",
          lines: [{ line: 1, quantity: 1, restock: "CANCEL" }],
          shipping: "2.45",
        },
      ],
    },
  },
  {
    kind: "refunded-amount-only",
    title: "Money given back without goods",
    spec: {
      customer: "claire",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      later: [{ hoursLater: 3, act: "refund", custom: "5.00", note: "Late delivery" }],
    },
  },
  {
    kind: "fully-refunded",
    title: "Everything given back",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      later: [
        {
          hoursLater: 4,
          act: "refund",
          lines: [
            { line: 0, quantity: 3, restock: "CANCEL" },
            { line: 1, quantity: 1, restock: "CANCEL" },
          ],
          shipping: "all",
        },
      ],
    },
  },
  {
    kind: "refunded-in-dollars",
    title: "Part of a dollar order given back",
    spec: {
      currency: "USD",
      customer: "dana",
      taxesIncluded: false,
      taxes: [{ title: "Maine State Tax", rate: "0.055" }],
      lines: [{ variant: "FLAG-A", price: "17.99", quantity: 3 }],
      discounts: [{ amount: "4.00", code: "FOUR" }],
      shipping: [{ title: "International", price: "24.00" }],
      later: [
        { hoursLater: 3, act: "refund", lines: [{ line: 0, quantity: 1, restock: "NO_RESTOCK" }] },
      ],
    },
  },
  {
    kind: "return-open",
    title: "Shipped, a return under way",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      later: [
        { hoursLater: 2, act: "fulfill" },
        { hoursLater: 9, act: "return", lines: [{ line: 0, quantity: 1 }], status: "OPEN" },
      ],
    },
  },
  {
    kind: "edited-line-removed",
    title: "Edited: a line removed",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [...TWO, { variant: "LANTERN" }],
      shipping: [STANDARD],
      payments: [{ gateway: "Bank Deposit", status: "PENDING" }],
      later: [{ hoursLater: 1, act: "edit", setQuantity: [{ line: 2, quantity: 0 }] }],
    },
  },
  {
    kind: "edited-quantity-lowered",
    title: "Edited: a quantity lowered on a paid order",
    spec: {
      customer: "jonas",
      taxesIncluded: false,
      taxes: VAT,
      lines: [{ variant: "FLAG-F", quantity: 5 }, { variant: "CARDS" }],
      discounts: [{ percent: "10", code: "WELCOME10" }],
      shipping: [STANDARD],
      later: [
        { hoursLater: 1, act: "edit", setQuantity: [{ line: 0, quantity: 2, restock: true }] },
      ],
    },
  },
  {
    kind: "edited-line-added",
    title: "Edited: a line added, still to be paid",
    spec: {
      customer: "claire",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      later: [{ hoursLater: 1, act: "edit", add: [{ variant: "SWEATER-ECRU-M" }] }],
    },
  },
  {
    kind: "edited-discount-added",
    title: "Edited: a discount added to a line",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "LANTERN" }],
      shipping: [STANDARD],
      payments: [],
      source: "draft",
      later: [
        {
          hoursLater: 1,
          act: "edit",
          discountLine: { line: 0, amount: "20.00", title: "Scratch on the base" },
        },
        { hoursLater: 2, act: "pay" },
      ],
    },
  },
  {
    kind: "cancelled-paid",
    title: "Paid, then cancelled with the money back",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      later: [{ hoursLater: 2, act: "cancel", reason: "CUSTOMER" }],
    },
  },
  {
    kind: "cancelled-unpaid",
    title: "Never paid, cancelled",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      payments: [{ gateway: "Bank Deposit", status: "PENDING" }],
      later: [{ hoursLater: 48, act: "cancel", reason: "DECLINED" }],
    },
    hoursAgo: 400,
  },
  {
    kind: "cancelled-authorized",
    title: "Authorized, cancelled, authorization voided",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      payments: [{ kind: "AUTHORIZATION" }],
      later: [{ hoursLater: 3, act: "cancel", reason: "INVENTORY" }],
    },
  },
  {
    kind: "archived",
    title: "Paid, and archived by a person before it was shipped",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: TWO,
      shipping: [STANDARD],
      later: [{ hoursLater: 12, act: "archive" }],
    },
  },
];
