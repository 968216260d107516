import type { LineKind } from "#app/erp/port/line-kinds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { cashRounding } from "./cash-rounding.ts";
import { comment } from "./comment.ts";
import { duty } from "./duty.ts";
import { fee } from "./fee.ts";
import { giftCard } from "./gift-card.ts";
import { item } from "./item.ts";
import { documentTotal } from "./line-kind.ts";
import type { LineContext, LineKindPlanner } from "./line-kind.ts";
import { shipping } from "./shipping.ts";
import { tip } from "./tip.ts";

export interface LineKindDeclaration {
  /** How the order's lines of the kind come about; null: by the proof (rounding), or only on a credit memo (adjustment). */
  planner: LineKindPlanner | null;
  /** What the order has once stands before its lines, not after them. */
  first?: true;
  /** The row of the proof its amounts add up in, and what they come to in Shopify; null: it has no amount. */
  proof: {
    row: string;
    shopify: (context: LineContext) => Decimal;
    /** Shown only where there is something of it. */
    rare?: true;
  } | null;
}

const giftCards = (context: LineContext): Decimal =>
  decimal.add(
    "0",
    ...context.order.lines
      .filter(({ line }) => line.kind === "giftCard")
      .map(({ total, taxes }) => documentTotal({ total: context.amount(total), taxes }, context)),
  );

/** Every kind of document line, in the order of the proof and of what the order has once. */
export const lineKinds = {
  item: {
    planner: item,
    proof: {
      row: "items",
      shopify: (context) =>
        decimal.subtract(context.amount(context.order.header.goods), giftCards(context)),
    },
  },
  giftCard: { planner: giftCard, proof: { row: "giftCards", shopify: giftCards } },
  tip: {
    planner: tip,
    proof: { row: "tips", shopify: ({ order, amount }) => amount(order.header.tip) },
  },
  shipping: {
    planner: shipping,
    proof: { row: "shipping", shopify: ({ order, amount }) => amount(order.header.shipping) },
  },
  duty: {
    planner: duty,
    proof: { row: "duties", shopify: ({ order, amount }) => amount(order.header.duties) },
  },
  fee: {
    planner: fee,
    proof: { row: "fees", shopify: ({ order, amount }) => amount(order.header.fees) },
  },
  cashRounding: {
    planner: cashRounding,
    proof: {
      row: "cashRounding",
      shopify: ({ input, amount }) => amount(input.snapshot.content.cashRounding),
    },
  },
  adjustment: {
    planner: null,
    proof: {
      row: "adjustments",
      shopify: ({ order, amount }) =>
        order.header.adjustment === undefined ? "0" : amount(order.header.adjustment),
      rare: true,
    },
  },
  rounding: { planner: null, proof: { row: "rounding", shopify: () => "0" } },
  comment: { planner: comment, first: true, proof: null },
} as const satisfies Record<LineKind, LineKindDeclaration>;

/** Rows of the proof that lines add up in. */
export type LineProofRow = NonNullable<(typeof lineKinds)[LineKind]["proof"]>["row"];
