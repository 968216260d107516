/** Discounts and shipping. */
import type { OrderKind } from "../../world/order-spec.ts";
import { EXPRESS, STANDARD, VAT } from "./shared.ts";

const FREE = { percent: "100", code: "FREESHIP" };

export const DISCOUNTS: OrderKind[] = [
  {
    kind: "line-discount",
    title: "A discount on one line",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [
        {
          variant: "SWEATER-NAVY-M",
          discount: { percent: "20", title: "Small fault in the knit" },
        },
        { variant: "MUG-WHITE" },
      ],
      shipping: [STANDARD],
    },
  },
  {
    kind: "line-discount-amount",
    title: "A fixed sum off a line of three",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "FLAG-A", quantity: 3, discount: { amount: "5.00", title: "Flag week" } }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "order-discount",
    title: "Ten percent off the whole order by code",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "LANTERN" }, { variant: "MUG-BLUE", quantity: 3 }, { variant: "CARDS" }],
      discounts: [{ percent: "10", code: "WELCOME10" }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "shipping-discount",
    title: "Half the shipping off",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "ROPE-20" }],
      shipping: [{ ...EXPRESS, discount: { percent: "50", code: "HALFSHIP" } }],
    },
  },
  {
    kind: "free-shipping-code",
    title: "Shipping made free by a code",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "JACKET-L" }],
      shipping: [{ ...STANDARD, discount: FREE }],
    },
  },
  {
    kind: "free-shipping",
    title: "Shipping that costs nothing",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "MAP-BALTIC" }],
      shipping: [{ title: "Standard", price: "0.00" }],
    },
  },
  {
    kind: "all-discounts",
    title: "Line, order and shipping discounts together",
    spec: {
      customer: "claire",
      taxes: VAT,
      lines: [
        { variant: "SWEATER-ECRU-M", discount: { amount: "7.50", title: "Loyal" } },
        { variant: "MUG-BLUE", quantity: 2, discount: { percent: "15", title: "Mug week" } },
        { variant: "BISCUIT" },
      ],
      discounts: [
        { percent: "5", code: "FIVE" },
        { amount: "3.00", title: "Automatic thank you" },
      ],
      shipping: [{ ...STANDARD, discount: { amount: "2.00", title: "Slow boat" } }],
    },
  },
  {
    kind: "hundred-percent-line",
    title: "One line given away",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [
        { variant: "LANTERN" },
        { variant: "MUG-WHITE", discount: { percent: "100", title: "A present" } },
      ],
      shipping: [STANDARD],
    },
  },
  {
    kind: "zero-total",
    title: "Everything off: zero total",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "MUG-WHITE", quantity: 2 }, { variant: "CARDS" }],
      discounts: [{ percent: "100", code: "ONTHEHOUSE" }],
      shipping: [{ ...STANDARD, discount: FREE }],
    },
  },
  {
    kind: "two-shipping-lines",
    title: "Two shipping lines",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "LANTERN" }, { variant: "ROPE-20" }],
      shipping: [
        STANDARD,
        { title: "Freight", price: "39.00", custom: true, source: "Draft Orders" },
      ],
    },
  },
  {
    kind: "two-shipping-lines-one-free",
    title: "Two shipping lines, one free by code",
    spec: {
      customer: "claire",
      taxes: VAT,
      lines: [{ variant: "SWEATER-NAVY-M" }],
      shipping: [{ ...STANDARD, discount: FREE }, EXPRESS],
    },
  },
  {
    kind: "carrier-rate",
    title: "Shipping by a carrier's own rate",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "JACKET-M" }],
      shipping: [
        {
          title: "Baltic Parcel",
          price: "7.13",
          code: "BP-HOME",
          source: "Baltic Parcel",
          carrierIdentifier: "8f2a1c",
        },
      ],
    },
  },
];
