import { bag, zeroBag } from "./money-from-shopify.ts";
import * as decimal from "#app/money/decimal.ts";
import { returnLocations } from "./returns-from-shopify.ts";
import type { MoneyBag, OrderRefund, OrderReturn, Removal } from "../snapshot/snapshot.ts";
import type { WholeOrder } from "./whole-order.ts";
import { compareGids } from "#app/shopify/gid.ts";
import { momentOrNull } from "./scalars-from-shopify.ts";

type WholeRefund = WholeOrder["refunds"][number];

/**
 * R-12, of a whole refund: it belongs to a return, or money moved. A refund whose money is still on its way counts as moved, else it
 * would reduce the order first and become a credit memo later.
 */
function moved({ head: refund, transactions }: WholeRefund): boolean {
  if (refund.return !== null) return true;
  if (decimal.compare(bag(refund.totalRefundedSet).shop.amount, "0") > 0) return true;
  return transactions.some(
    (transaction) =>
      (transaction.status === "PENDING" || transaction.status === "AWAITING_RESPONSE") &&
      decimal.compare(bag(transaction.amountSet).shop.amount, "0") > 0,
  );
}

const tookBack = (line: { restockType: string }): boolean => line.restockType === "RETURN";

/** I-40: refund lines that can make no credit memo (edits that lowered or removed lines) reduce the order. */
export function removalsOf(order: WholeOrder): Removal[] {
  return sorted(order).flatMap((refund) => {
    const { head, lines } = refund;
    if (moved(refund)) return [];
    const removed = lines
      .filter((line) => !tookBack(line))
      .map((line) => ({
        lineId: line.lineItem.id,
        quantity: line.quantity,
        subtotal: bag(line.subtotalSet),
        tax: bag(line.totalTaxSet),
      }));
    return removed.length === 0
      ? []
      : [{ refundId: head.id, createdAt: head.createdAt ?? head.processedAt, lines: removed }];
  });
}

export function refundsOf(order: WholeOrder, returns: readonly OrderReturn[]): OrderRefund[] {
  const none = zeroBag(order.head.currencyCode, order.head.presentmentCurrencyCode);
  return sorted(order).map((refund) =>
    refundOf(
      refund,
      none,
      returns.find(({ id }) => id === refund.head.return?.id),
    ),
  );
}

function refundOf(refund: WholeRefund, none: MoneyBag, of: OrderReturn | undefined): OrderRefund {
  const { head, lines } = refund;
  const places = of && returnLocations(of);
  return {
    id: head.id,
    createdAt: momentOrNull(head.createdAt, "refund createdAt"),
    note: head.note,
    returnId: head.return?.id ?? null,
    total: bag(head.totalRefundedSet),
    canCreateCreditMemo: moved(refund) || lines.some(tookBack),
    lines: lines.map((line) => ({
      id: line.id,
      lineId: line.lineItem.id,
      quantity: line.quantity,
      restockType: line.restockType,
      restocked: line.restocked,
      locationId: line.location?.id ?? null,
      returnLocationId: places?.get(line.lineItem.id) ?? null,
      price: bag(line.priceSet),
      subtotal: bag(line.subtotalSet),
      tax: bag(line.totalTaxSet),
    })),
    shipping: refund.shippingLines.map((line) => ({
      shippingLineId: line.shippingLine.id,
      subtotal: bag(line.subtotalAmountSet),
      tax: bag(line.taxAmountSet),
    })),
    adjustments: refund.adjustments.map((adjustment) => ({
      reason: adjustment.reason,
      amount: bag(adjustment.amountSet),
      tax: adjustment.taxAmountSet ? bag(adjustment.taxAmountSet) : none,
    })),
    duties: (head.duties ?? []).map((duty) => ({
      dutyId: duty.originalDuty?.id ?? null,
      amount: bag(duty.amountSet),
    })),
    transactions: refund.transactions.map((transaction) => ({
      id: transaction.id,
      kind: transaction.kind,
      status: transaction.status,
      gateway: transaction.gateway,
      amount: bag(transaction.amountSet),
    })),
  };
}

const sorted = (order: WholeOrder): WholeOrder["refunds"] =>
  [...order.refunds].sort((a, b) => compareGids(a.head.id, b.head.id));
