/** Orders that differ in how goods and money went back, the youngest of the shop. */
import type { LaterStep, OrderKind, OrderSpec } from "../../world/order-spec.ts";
import { STANDARD, VAT } from "./shared.ts";

const TWO = [{ variant: "MUG-BLUE", quantity: 3 }, { variant: "MAP-BALTIC" }];
const order = (over: Partial<OrderSpec>, ...later: LaterStep[]): OrderSpec => ({
  customer: "mara",
  taxes: VAT,
  lines: TWO,
  shipping: [STANDARD],
  ...over,
  later,
});
const shipped: LaterStep = { hoursLater: 1, act: "fulfill" };
const mug = (
  restock: "RETURN" | "CANCEL" | "NO_RESTOCK",
  location?: string,
): NonNullable<Extract<LaterStep, { act: "refund" }>["lines"]> => [
  { line: 0, quantity: 1, restock, ...(location === undefined ? {} : { location }) },
];
const comesBack = (quantity: number): LaterStep => ({
  hoursLater: 2,
  act: "return",
  lines: [{ line: 0, quantity, reason: "changed-my-mind" }],
  status: "OPEN",
});

/** One unit comes back, is restocked and paid for something else. */
const exchanged = (line: number, variant: string): LaterStep[] => [
  {
    hoursLater: 1.1,
    act: "return",
    lines: [{ line, quantity: 1, reason: "changed-my-mind" }],
    status: "OPEN",
    exchange: [{ variant, taxes: VAT }],
  },
  {
    hoursLater: 1.2,
    act: "receive",
    lines: [{ line: 0, quantity: 1, type: "RESTOCKED", location: "luebeck" }],
  },
  {
    hoursLater: 1.3,
    act: "refund",
    lines: [{ line, quantity: 1, restock: "RETURN", location: "luebeck" }],
    ofReturn: 0,
  },
];

export const MONEY_BACK: (OrderKind & { hoursAgo: number })[] = [
  {
    kind: "refund-restocked-elsewhere",
    hoursAgo: 23,
    title: "Refunded, restocked at another location",
    spec: order({}, shipped, { hoursLater: 3, act: "refund", lines: mug("RETURN", "rotterdam") }),
  },
  {
    kind: "refund-not-restocked",
    hoursAgo: 22,
    title: "Refunded, goods kept by the buyer",
    spec: order({}, shipped, { hoursLater: 3, act: "refund", lines: mug("NO_RESTOCK") }),
  },
  {
    kind: "refund-shipping-only",
    hoursAgo: 21,
    title: "Only the shipping given back",
    spec: order({ customer: "jonas" }, shipped, { hoursLater: 3, act: "refund", shipping: "all" }),
  },
  {
    kind: "refund-twice",
    hoursAgo: 20,
    title: "Given back in two parts, the first to the gift card that paid",
    spec: order(
      { payments: [{ gateway: "gift_card", amount: "10.00", giftCard: "7g2k" }, {}] },
      shipped,
      { hoursLater: 2, act: "refund", lines: mug("RETURN") },
      { hoursLater: 4, act: "refund", lines: mug("NO_RESTOCK"), shipping: "2.00" },
    ),
  },
  {
    kind: "refund-pending",
    hoursAgo: 19,
    title: "Given back, the money still on its way",
    spec: order({ customer: "claire" }, shipped, {
      hoursLater: 3,
      act: "refund",
      lines: mug("RETURN"),
      status: "PENDING",
    }),
  },
  {
    kind: "refund-failed",
    hoursAgo: 18,
    title: "Given back, the bank refused the money",
    spec: order({ customer: "jonas" }, shipped, {
      hoursLater: 3,
      act: "refund",
      lines: mug("RETURN"),
      status: "FAILURE",
    }),
  },
  {
    kind: "refund-without-money",
    hoursAgo: 17,
    title: "Goods taken back, no money given",
    spec: order({}, shipped, { hoursLater: 3, act: "refund", lines: mug("RETURN"), money: "none" }),
  },
  {
    kind: "refund-less-than-worth",
    hoursAgo: 16,
    title: "Less money given back than the goods were worth",
    spec: order({}, shipped, {
      hoursLater: 3,
      act: "refund",
      lines: mug("RETURN"),
      money: "10.00",
    }),
  },
  {
    kind: "refund-gift-card",
    hoursAgo: 15,
    title: "A sold gift card given back",
    spec: order(
      { customer: "jonas", lines: [{ variant: "GIFT-50" }, { variant: "MAP-BALTIC" }] },
      shipped,
      { hoursLater: 3, act: "refund", lines: mug("NO_RESTOCK") },
      { hoursLater: 4, act: "deactivateGiftCards" },
    ),
  },
  {
    kind: "refund-tip",
    hoursAgo: 14,
    title: "A tip given back",
    spec: order({ lines: [...TWO, { kind: "tip", title: "Tip", price: "3.00" }] }, shipped, {
      hoursLater: 3,
      act: "refund",
      lines: [{ line: 2, quantity: 1, restock: "NO_RESTOCK" }],
    }),
  },
  {
    kind: "refund-tax-on-top",
    hoursAgo: 13,
    title: "Given back with tax on top",
    spec: order({ taxesIncluded: false }, shipped, {
      hoursLater: 3,
      act: "refund",
      lines: mug("RETURN"),
      shipping: "all",
    }),
  },
  {
    kind: "refund-discounted",
    hoursAgo: 12,
    title: "One of three discounted units given back",
    spec: order({ discounts: [{ amount: "10.00", code: "TEN" }] }, shipped, {
      hoursLater: 3,
      act: "refund",
      lines: mug("RETURN"),
    }),
  },
  {
    kind: "refund-all-amount",
    hoursAgo: 11,
    title: "Amount and goods given back together",
    spec: order({}, shipped, {
      hoursLater: 3,
      act: "refund",
      lines: mug("RETURN"),
      custom: "4.00",
      note: "Late and chipped",
    }),
  },
  {
    kind: "refund-cancelled",
    hoursAgo: 10,
    title: "Cancelled with the money given back and nothing restocked",
    spec: order({}, { hoursLater: 2, act: "cancel", reason: "CUSTOMER", restock: false }),
  },
  {
    kind: "return-requested",
    hoursAgo: 9,
    title: "A return asked for",
    spec: order({}, shipped, {
      hoursLater: 2,
      act: "return",
      lines: [{ line: 0, quantity: 1, reason: "too-small" }],
      status: "REQUESTED",
    }),
  },
  {
    kind: "return-received",
    hoursAgo: 8,
    title: "A return received and restocked, not paid back yet",
    spec: order({}, shipped, comesBack(1), {
      hoursLater: 3,
      act: "receive",
      lines: [{ line: 0, quantity: 1, type: "RESTOCKED", location: "rotterdam" }],
    }),
  },
  {
    kind: "return-refunded",
    hoursAgo: 7,
    title: "A return received, restocked and paid back",
    spec: order(
      {},
      shipped,
      comesBack(1),
      {
        hoursLater: 3,
        act: "receive",
        lines: [{ line: 0, quantity: 1, type: "RESTOCKED", location: "rotterdam" }],
      },
      { hoursLater: 4, act: "refund", lines: mug("RETURN", "rotterdam"), ofReturn: 0 },
    ),
  },
  {
    kind: "return-two-places",
    hoursAgo: 6,
    title: "A return restocked at two locations",
    spec: order(
      {},
      shipped,
      comesBack(2),
      {
        hoursLater: 3,
        act: "receive",
        lines: [
          { line: 0, quantity: 1, type: "RESTOCKED", location: "luebeck" },
          { line: 0, quantity: 1, type: "RESTOCKED", location: "rotterdam" },
        ],
      },
      {
        hoursLater: 4,
        act: "refund",
        lines: [{ line: 0, quantity: 2, restock: "RETURN" }],
        ofReturn: 0,
      },
    ),
  },
  {
    kind: "return-with-fees",
    hoursAgo: 5,
    title: "A return paid back less its fees",
    spec: order(
      {},
      shipped,
      {
        hoursLater: 2,
        act: "return",
        lines: [{ line: 0, quantity: 1, reason: "style", restocking: "10" }],
        status: "OPEN",
        shippingFee: "3.50",
      },
      {
        hoursLater: 3,
        act: "receive",
        lines: [{ line: 0, quantity: 1, type: "RESTOCKED", location: "luebeck" }],
      },
      { hoursLater: 4, act: "refund", lines: mug("RETURN"), ofReturn: 0 },
    ),
  },
  {
    kind: "return-exchanged",
    hoursAgo: 4,
    title: "A return with an exchange",
    spec: order({}, shipped, {
      hoursLater: 2,
      act: "return",
      lines: [{ line: 0, quantity: 1, reason: "color" }],
      status: "OPEN",
      exchange: [{ variant: "MUG-WHITE" }],
    }),
  },
  {
    kind: "exchange-equal",
    hoursAgo: 3,
    title: "Exchanged for goods of the same price",
    spec: order({}, shipped, ...exchanged(0, "MUG-WHITE")),
  },
  {
    kind: "exchange-cheaper",
    hoursAgo: 2.5,
    title: "Exchanged for cheaper goods, the rest paid back",
    spec: order({ customer: "jonas" }, shipped, ...exchanged(1, "MUG-WHITE")),
  },
  {
    kind: "exchange-dearer",
    hoursAgo: 2,
    title: "Exchanged for dearer goods, the rest paid",
    spec: order({}, shipped, ...exchanged(0, "MAP-BALTIC"), { hoursLater: 1.6, act: "pay" }),
  },
];
