import type { Payment } from "./order-money.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { TransactionId } from "#app/lib/ids.ts";

const AUTHORIZATIONS = new Set(["AUTHORIZATION", "EMV_AUTHORIZATION"]);

export const isAuthorization = ({ kind, status }: Payment): boolean =>
  AUTHORIZATIONS.has(kind) && status === "SUCCESS";

/** Money that came in: captures and sales that succeeded, gift cards among them; refunds are not taken off (they never let money be captured again). */
export const isReceived = ({ kind, status }: Payment): boolean =>
  status === "SUCCESS" && (kind === "CAPTURE" || kind === "SALE");

/** A capture that moved money, or still may. */
const isActiveCapture = ({ kind, status }: Payment): boolean =>
  kind === "CAPTURE" && (status === "SUCCESS" || status === "PENDING");

export const capturesOf = (
  payments: readonly Payment[],
  authorizationId: TransactionId,
): Payment[] =>
  payments.filter((payment) => payment.parentId === authorizationId && isActiveCapture(payment));

const isVoided = (payments: readonly Payment[], authorizationId: TransactionId): boolean =>
  payments.some(
    ({ kind, status, parentId }) =>
      kind === "VOID" && status === "SUCCESS" && parentId === authorizationId,
  );

export const isExpired = ({ authorizationExpiresAt }: Payment, at: Date): boolean =>
  authorizationExpiresAt !== null && Date.parse(authorizationExpiresAt) <= at.getTime();

/**
 * What is left of an authorization, in its own (presentment) currency, whether or not its time has run out: less successful and pending captures;
 * nothing once it was voided, or captured where only one capture is possible.
 */
export function uncaptured(payments: readonly Payment[], authorization: Payment): Decimal {
  if (!isAuthorization(authorization) || isVoided(payments, authorization.id)) return "0";
  const captures = capturesOf(payments, authorization.id);
  if (captures.length > 0 && !authorization.multiCapturable) return "0";
  return decimal.max(
    "0",
    decimal.subtract(presentment(authorization), decimal.add("0", ...captures.map(presentment))),
  );
}

/** As `uncaptured`, and nothing once the authorization's time has run out. */
export const capturable = (
  payments: readonly Payment[],
  authorization: Payment,
  at: Date,
): Decimal => (isExpired(authorization, at) ? "0" : uncaptured(payments, authorization));

export const presentment = ({ amount }: Pick<Payment, "amount">): Decimal =>
  amount.presentment.amount;

/** Received, or about to be: pending captures count, so that they are never captured a second time. */
export const taken = (payments: readonly Payment[]): Decimal =>
  decimal.add(
    "0",
    ...payments
      .filter((payment) => isReceived(payment) || isActiveCapture(payment))
      .map(presentment),
  );

/** Given back for certain; a refund on its way has not lowered what was paid. */
export const isRefunded = ({ kind, status }: Payment): boolean =>
  kind === "REFUND" && status === "SUCCESS";
export const refunded = (payments: readonly Payment[]): Decimal =>
  decimal.add("0", ...payments.filter(isRefunded).map(presentment));

/** When the first authorization that still holds money ends (or ended); null: none does. */
export function earliestExpiry(payments: readonly Payment[]): string | null {
  const open = payments.filter(
    (payment) =>
      payment.authorizationExpiresAt !== null && !decimal.isZero(uncaptured(payments, payment)),
  );
  return (
    open
      .map(({ authorizationExpiresAt }) => authorizationExpiresAt ?? "")
      .sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
  );
}
