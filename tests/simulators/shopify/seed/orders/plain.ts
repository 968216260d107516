/** Everyday orders: lines, taxes, texts. */
import type { OrderKind } from "../../world/order-spec.ts";
import { FRENCH_VAT, MAINE, REDUCED, STANDARD, TWO_LEVELS, VAT, GUEST_ADDRESS } from "./shared.ts";

const FLAGS = "ABCDEFGHIJKL".split("").map((letter) => `FLAG-${letter}`);

export const PLAIN: OrderKind[] = [
  {
    kind: "one-line",
    title: "One line, paid, tax included",
    spec: { customer: "mara", taxes: VAT, lines: [{ variant: "MUG-BLUE" }], shipping: [STANDARD] },
  },
  {
    kind: "few-lines",
    title: "Three lines, two tax rates",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [
        { variant: "SWEATER-NAVY-L" },
        { variant: "MUG-WHITE", quantity: 4 },
        { variant: "BISCUIT", quantity: 2, taxes: REDUCED },
      ],
      shipping: [STANDARD],
    },
  },
  {
    kind: "eleven-lines",
    title: "Eleven lines: more than one page of ten",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: FLAGS.slice(0, 11).map((variant) => ({ variant })),
      shipping: [STANDARD],
    },
  },
  {
    kind: "sixty-lines",
    title: "Sixty lines",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: Array.from({ length: 60 }, (_, at) => ({
        variant: FLAGS[at % 12]!,
        quantity: 1 + (at % 3),
        attributes: [{ key: "Position", value: String(at + 1) }],
      })),
      shipping: [STANDARD],
    },
  },
  {
    kind: "same-product-twice",
    title: "The same product on two lines, at two prices",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [
        { variant: "MUG-BLUE", quantity: 2, attributes: [{ key: "Engraving", value: "Mara" }] },
        { variant: "MUG-BLUE", price: "11.90", attributes: [{ key: "Engraving", value: "Ole" }] },
      ],
      shipping: [STANDARD],
    },
  },
  {
    kind: "tax-included",
    title: "Tax in the price, French rate, sent to France",
    spec: {
      customer: "claire",
      taxesIncluded: true,
      taxes: FRENCH_VAT,
      lines: [{ variant: "LANTERN" }, { variant: "MAP-BALTIC", quantity: 3 }],
      shipping: [{ title: "Standard", price: "9.90" }],
    },
  },
  {
    kind: "tax-on-top",
    title: "Tax on top of the price",
    spec: {
      customer: "dana",
      taxesIncluded: false,
      taxes: MAINE,
      taxShipping: false,
      lines: [{ variant: "ROPE-20", quantity: 3 }, { variant: "MUG-WHITE" }],
      shipping: [{ title: "International", price: "24.00" }],
    },
  },
  {
    kind: "two-tax-lines",
    title: "State and city tax on each line, shipping taxed too",
    spec: {
      customer: "dana",
      taxesIncluded: false,
      taxes: TWO_LEVELS,
      taxShipping: true,
      lines: [
        { variant: "CARDS", quantity: 7 },
        { variant: "FLAG-C", quantity: 2 },
      ],
      shipping: [{ title: "International", price: "24.00" }],
    },
  },
  {
    kind: "no-tax",
    title: "No tax at all",
    spec: {
      customer: "noura",
      taxesIncluded: false,
      lines: [{ variant: "LANTERN" }],
      shipping: [{ title: "International", price: "24.00" }],
    },
  },
  {
    kind: "custom-line",
    title: "A custom line without product",
    spec: {
      customer: "jonas",
      source: "draft",
      taxes: VAT,
      lines: [
        { variant: "MAP-BALTIC" },
        // As a draft order's custom item: Shopify keeps neither a vendor nor, unless one is typed, a SKU.
        { title: "Framing, oak, 60 × 80", price: "64.50" },
      ],
      shipping: [STANDARD],
    },
  },
  {
    kind: "unknown-sku",
    title: "An item the ERP does not know",
    spec: { customer: "mara", taxes: VAT, lines: [{ variant: "PROTO-X9" }], shipping: [STANDARD] },
  },
  {
    kind: "digital-only",
    title: "Nothing to ship",
    spec: {
      customer: "claire",
      taxes: FRENCH_VAT,
      lines: [{ variant: "TIDES-PDF", quantity: 2 }, { variant: "BINDING" }],
      shipping: [],
    },
  },
  {
    kind: "digital-and-goods",
    title: "A download beside goods",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "TIDES-PDF" }, { variant: "MAP-BALTIC" }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "note-attributes-tags",
    title: "Note, attributes and many tags",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "ROPE-20" }],
      shipping: [STANDARD],
      note: "Please ring twice.\nThe dog is friendly; the cat is not.",
      poNumber: "Boat 7",
      tags: [
        "wholesale",
        "VIP",
        "Newsletter 2026",
        "gift",
        "spring",
        "boat",
        "follow-up",
        "Nord",
        "do not call",
        "import:yes",
        "a,b",
      ].flatMap((tag) => tag.split(",")),
      attributes: [
        { key: "Delivery date", value: "2026-12-05" },
        { key: "Gift", value: "yes" },
        { key: "Empty", value: "" },
      ],
    },
  },
  {
    kind: "emoji-and-long-texts",
    title: "Emoji, right-to-left and 255-character texts",
    spec: {
      customer: null,
      email: "renate+😀@example.com",
      taxes: VAT,
      lines: [
        {
          variant: "MUG-WHITE",
          title: "Mug 🐋 for «Käpt’n» مرحبا بالعالم",
          attributes: [{ key: "Gravur ✨", value: "שלום עולם" }],
        },
        { title: "L".repeat(255), price: "10.00" },
      ],
      shipping: [STANDARD],
      shippingAddress: {
        firstName: "נועה",
        lastName: "بن يوسف",
        company: "C".repeat(255),
        address1: "A".repeat(255),
        address2: "🏠 3. Stock",
        city: "O".repeat(100),
        zip: "23552",
        countryCode: "DE",
      },
      billingAddress: GUEST_ADDRESS,
      note: `${"N".repeat(254)}🎁`,
      tags: ["🐳", "é".repeat(40)],
    },
  },
];
