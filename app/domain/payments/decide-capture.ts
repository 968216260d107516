import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { marketplaceForbids } from "#app/domain/marketplace/marketplace.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { OffDocument } from "./posted-amount.ts";
import type { OrderMoney } from "#app/domain/orders/snapshot/order-money.ts";
import {
  capturable,
  capturesOf,
  isExpired,
  uncaptured,
} from "#app/domain/orders/snapshot/transactions.ts";
import type { CaptureInput } from "./plan-captures.ts";
import { dueOf } from "./plan-captures.ts";
import type { TransactionId } from "#app/lib/ids.ts";

/** Whatever the channel: while Shopify, a marketplace or a person holds goods of an order back, its money is left alone. */
export const heldFrom = ({ orderId, holds }: OrderMoney): ProblemValue | null =>
  holds.length === 0
    ? null
    : problem("capture-held", { orderId, holds: [...new Set(holds)].join("; ") });

export interface CaptureRequest {
  transactionId: TransactionId;
  /** What the invoice let us capture when it was read. */
  amount: Decimal;
  /** All invoices that count now, and amounts that nobody is to capture. */
  posted: CaptureInput["posted"];
  skipped: CaptureInput["planned"];
  offDocument: OffDocument | null;
  ours: ReadonlySet<TransactionId>;
  settings: Pick<
    Settings,
    "captureOnce" | "capturePolicy" | "channelCaptures" | "currencyHandling"
  >;
  /** As in CaptureInput. */
  apart: Decimal;
  /** No invoice follows, and no other line waits for this authorization. */
  last: boolean;
  byHand: boolean;
}

export type CaptureDecision =
  | {
      do: "capture";
      amount: Decimal;
      currency: string;
      sendCurrency: boolean;
      final: boolean;
      /** What the invoice allowed and the order does not owe any more. */
      beyond: Decimal;
    }
  | { do: "nothing"; state: "nothing" | "elsewhere" | "channel"; reason: ProblemValue }
  /** Not now: a fulfillment order is on hold. */
  | { do: "wait"; reason: ProblemValue }
  | { do: "stop"; reason: ProblemValue };

/**
 * What to capture now that the payments were read again, right before acting: never more than is left of the authorization, never more than the
 * invoices posted by now allow, never more than the order owes now (PAY-2), nothing that a marketplace captures (MKT-3), and nothing while any fulfillment order is on hold.
 */
export function decideCapture(
  money: OrderMoney,
  request: CaptureRequest,
  at: Date,
): CaptureDecision {
  const { payments } = money;
  const { settings } = request;
  const authorization = payments.find(({ id }) => id === request.transactionId);
  const forbidden = marketplaceForbids(money, settings.channelCaptures).get("capture");
  if (!authorization)
    return {
      do: "nothing",
      state: "nothing",
      reason: problem("nothing-to-capture", { orderId: money.orderId }),
    };
  const free = capturable(payments, authorization, at);
  const elsewhere = capturesOf(payments, authorization.id).some(({ id }) => !request.ours.has(id));
  if (decimal.isZero(free)) {
    if (elsewhere)
      return {
        do: "nothing",
        state: "elsewhere",
        reason: problem("captured-elsewhere", { orderId: money.orderId }),
      };
    if (isExpired(authorization, at) && !decimal.isZero(uncaptured(payments, authorization)))
      return { do: "stop", reason: problem("authorization-expired", { orderId: money.orderId }) };
    const used = capturesOf(payments, authorization.id).length > 0;
    return {
      do: "nothing",
      state: "nothing",
      reason: problem(used ? "paid-already" : "nothing-to-capture", { orderId: money.orderId }),
    };
  }
  if (forbidden) return { do: "nothing", state: "channel", reason: forbidden };
  if (settings.capturePolicy === "never" && !request.byHand)
    return { do: "nothing", state: "nothing", reason: problem("capture-off") };
  const held = heldFrom(money);
  if (held) return { do: "wait", reason: held };
  const due = dueOf({
    posted: request.posted,
    order: { ...money, offDocument: request.offDocument },
    payments,
    planned: request.skipped,
    settings,
    apart: request.apart,
  });
  const limit =
    settings.captureOnce === "first" && !authorization.multiCapturable && !decimal.isZero(due.now)
      ? due.order
      : due.now;
  const allowed = decimal.min(request.amount, free);
  const amount = decimal.min(allowed, limit);
  if (decimal.isZero(amount))
    return elsewhere
      ? {
          do: "nothing",
          state: "elsewhere",
          reason: problem("captured-elsewhere", { orderId: money.orderId }),
        }
      : {
          do: "nothing",
          state: "nothing",
          reason: problem(decimal.isZero(due.beyond) ? "paid-already" : "owes-less", {
            orderId: money.orderId,
          }),
        };
  return {
    do: "capture",
    amount,
    currency: authorization.amount.presentment.currency,
    sendCurrency: money.shopCurrency !== money.presentmentCurrency,
    final: request.last && authorization.multiCapturable,
    beyond: decimal.compare(amount, allowed) < 0 ? due.beyond : "0",
  };
}
