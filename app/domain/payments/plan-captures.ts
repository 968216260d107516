import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Payment } from "#app/domain/orders/snapshot/order-money.ts";
import {
  capturable,
  capturesOf,
  isAuthorization,
  isExpired,
  presentment,
  refunded,
  taken,
  uncaptured,
} from "#app/domain/orders/snapshot/transactions.ts";
import type { OrderTotals } from "./posted-amount.ts";
import { inPresentment, sideOf } from "./posted-amount.ts";
import type { TransactionId } from "#app/lib/ids.ts";

export interface CaptureInput {
  /** Posted invoices that count: this one and the earlier ones, none cancelled. Amounts are gross, all in one currency. */
  posted: readonly { amount: Decimal; currency: string }[];
  order: OrderTotals;
  payments: readonly Payment[];
  /** Captures that other invoices let us make and that are not made yet, by authorization. */
  planned: readonly { transactionId: TransactionId | null; amount: Decimal }[];
  /** Captures this app made or asked for; others were made elsewhere. */
  ours: ReadonlySet<TransactionId>;
  settings: { captureOnce: "completing" | "first"; currencyHandling: "shop" | "presentment" };
  /** No invoice will follow: the ERP's document is fully invoiced, closed or gone. */
  complete: boolean;
  /** How far the invoices of a complete document may end beside the order; then what is due is the order's own total. Absent: not at all. */
  apart?: Decimal;
  /** A person wants the due part of this authorization now, though it can be captured only once. */
  force?: string;
  at: Date;
}

export interface PlannedLine {
  transactionId: TransactionId;
  gateway: string;
  gatewayTitle: string | null;
  currency: string;
  authorized: Decimal;
  capturable: Decimal;
  /** What this invoice lets us capture; "0": nothing now, `reason` says why. */
  amount: Decimal;
  multiCapturable: boolean;
  expiresAt: string | null;
  state: "open" | "later" | "nothing" | "elsewhere" | "failed" | "channel";
  reason: ProblemValue | null;
}

export interface CapturePlan {
  lines: PlannedLine[];
  currency: string;
  /** Posted beyond what is paid and can be captured. */
  short: Decimal;
  /** Posted beyond what the order owes now: an edit, a refund or a cancellation made it smaller than its document. Never captured. */
  beyond: Decimal;
}

/**
 * What an invoice lets us capture (PAY-1, PAY-2; amounts in the authorizations' currency). Captures follow the cumulative posted amounts: what was received
 * or is on its way is taken off, refunds are not put back, the authorization that ends first goes first. Never more than the order owes now. An authorization that can be captured only once
 * is captured when it is used up, at the completing invoice, or (captureOnce = first) with everything the order still needs at the first.
 */
export function planCaptures(input: CaptureInput): CapturePlan {
  const { payments, order, at } = input;
  const due = dueOf(input);
  const authorizations = payments.filter(isAuthorization).sort(byExpiry);
  const left = { due: due.now, order: due.order, beyond: due.beyond };
  let reach: Decimal = "0";
  const lines = authorizations.map((authorization): PlannedLine => {
    const free = freeOf(authorization, input);
    reach = decimal.add(reach, free);
    const { amount, state, reason } = share(authorization, free, left, input);
    left.due = decimal.max("0", decimal.subtract(left.due, amount));
    left.order = decimal.max("0", decimal.subtract(left.order, amount));
    return {
      transactionId: authorization.id,
      gateway: authorization.gateway ?? "",
      gatewayTitle: authorization.gatewayTitle,
      currency: authorization.amount.presentment.currency,
      authorized: presentment(authorization),
      capturable: capturable(payments, authorization, at),
      amount,
      multiCapturable: authorization.multiCapturable,
      expiresAt: authorization.authorizationExpiresAt,
      state,
      reason,
    };
  });
  return {
    lines,
    currency: order.presentmentCurrency,
    short: decimal.max("0", decimal.subtract(due.now, reach)),
    beyond: due.beyond,
  };
}

export interface Due {
  /** By the invoices posted so far, never more than the order owes. */
  now: Decimal;
  /** For the whole order, as it is now. */
  order: Decimal;
  /** What the invoices come to beyond what the order owes. */
  beyond: Decimal;
}

/** What may still be taken. */
export function dueOf({
  posted,
  order,
  payments,
  planned,
  settings,
  apart = "0",
}: Pick<CaptureInput, "posted" | "order" | "payments" | "planned" | "settings" | "apart">): Due {
  const [first] = posted;
  const sum = decimal.add("0", ...posted.map(({ amount }) => amount));
  const target = first
    ? inPresentment(sum, sideOf(first.currency, order, settings.currencyHandling), order, apart)
    : "0";
  const gone = decimal.add(taken(payments), ...planned.map(({ amount }) => amount));
  const open = (amount: Decimal): Decimal => decimal.max("0", decimal.subtract(amount, gone));
  // What was refunded lowered the order as well: it was owed, and paid, before.
  const owed = decimal.add(order.currentTotal.presentment.amount, refunded(payments));
  const now = open(decimal.min(target, owed));
  return { now, order: open(owed), beyond: decimal.subtract(open(target), now) };
}

function byExpiry(a: Payment, b: Payment): number {
  const end = ({ authorizationExpiresAt }: Payment): number =>
    authorizationExpiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(authorizationExpiresAt);
  const [first, second] = [end(a), end(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.createdAt < b.createdAt
    ? -1
    : a.createdAt > b.createdAt
      ? 1
      : a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

/** What other invoices have not spoken for. The one capture of an authorization that allows no second is spoken for as a whole. */
function freeOf(authorization: Payment, { payments, planned, at }: CaptureInput): Decimal {
  const spoken = planned
    .filter(
      ({ transactionId, amount }) => transactionId === authorization.id && !decimal.isZero(amount),
    )
    .map(({ amount }) => amount);
  if (spoken.length > 0 && !authorization.multiCapturable) return "0";
  return decimal.max(
    "0",
    decimal.subtract(capturable(payments, authorization, at), decimal.add("0", ...spoken)),
  );
}

type Share = Pick<PlannedLine, "amount" | "state" | "reason">;
const nothing = (reason: ProblemValue): Share => ({ amount: "0", state: "nothing", reason });

function share(
  authorization: Payment,
  free: Decimal,
  left: { due: Decimal; order: Decimal; beyond: Decimal },
  input: CaptureInput,
): Share {
  if (decimal.isZero(free)) return used(authorization, input);
  if (decimal.isZero(left.due))
    return nothing(problem(decimal.isZero(left.beyond) ? "paid-already" : "owes-less"));
  const open = (amount: Decimal): Share => ({ amount, state: "open", reason: null });
  if (
    authorization.multiCapturable ||
    decimal.compare(left.due, free) >= 0 ||
    input.complete ||
    input.force === authorization.id
  )
    return open(decimal.min(left.due, free));
  if (input.settings.captureOnce === "first") return open(decimal.min(left.order, free));
  return { amount: "0", state: "later", reason: problem("capture-later") };
}

/** Why an authorization has nothing to give. */
function used(authorization: Payment, { payments, ours, at }: CaptureInput): Share {
  const captures = capturesOf(payments, authorization.id);
  if (captures.some(({ id }) => !ours.has(id)))
    return { amount: "0", state: "elsewhere", reason: problem("captured-elsewhere") };
  if (isExpired(authorization, at) && !decimal.isZero(uncaptured(payments, authorization)))
    return { amount: "0", state: "failed", reason: problem("authorization-expired") };
  return nothing(
    problem(
      captures.length > 0 || !decimal.isZero(uncaptured(payments, authorization))
        ? "paid-already"
        : "nothing-to-capture",
    ),
  );
}
