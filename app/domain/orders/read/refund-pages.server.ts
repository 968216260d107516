import {
  MoreRefundAdjustmentsDocument,
  MoreRefundLinesDocument,
  MoreRefundShippingLinesDocument,
  MoreRefundTransactionsDocument,
} from "#app/shopify/generated/admin.ts";
import type { Ask } from "./order-pages.server.ts";
import { toTheEnd } from "./order-pages.server.ts";
import type { RefundNode, WholeOrder } from "./whole-order.ts";

type WholeRefund = WholeOrder["refunds"][number];

/** A refund with every page of its parts: each is read to its end, because what is missing would be missing in the amount. */
export async function wholeRefund(ask: Ask, head: RefundNode): Promise<WholeRefund> {
  const { id } = head;
  return {
    head,
    lines: await toTheEnd<WholeRefund["lines"][number]>(
      head.refundLineItems,
      "refund lines",
      async (after) => (await ask(MoreRefundLinesDocument, { id, after })).refund?.refundLineItems,
    ),
    shippingLines: await toTheEnd<WholeRefund["shippingLines"][number]>(
      head.refundShippingLines,
      "refund shipping lines",
      async (after) =>
        (await ask(MoreRefundShippingLinesDocument, { id, after })).refund?.refundShippingLines,
    ),
    adjustments: await toTheEnd<WholeRefund["adjustments"][number]>(
      head.orderAdjustments,
      "refund adjustments",
      async (after) =>
        (await ask(MoreRefundAdjustmentsDocument, { id, after })).refund?.orderAdjustments,
    ),
    transactions: await toTheEnd<WholeRefund["transactions"][number]>(
      head.transactions,
      "refund transactions",
      async (after) =>
        (await ask(MoreRefundTransactionsDocument, { id, after })).refund?.transactions,
    ),
  };
}
