/** Transactions of an order, at checkout and later. */
import { fromPresentment, isZero, type Bag } from "../arithmetic/bag.ts";
import { Big } from "../arithmetic/big.ts";
import {
  capturableOf,
  cashRoundingOf,
  totalCapturable,
  totalOutstanding,
} from "../arithmetic/payments.ts";
import { announceOrder, announceTransaction, touch } from "../announce.ts";
import type { OrderRecord, TransactionRecord } from "../model.ts";
import type { PaymentSpec } from "../order-spec.ts";
import { issueGiftCards, redeem, restore } from "../gift-cards.ts";
import type { Store } from "../store.ts";
import { writeInstant } from "../time.ts";

const GATEWAYS: Record<string, string> = {
  shopify_payments: "Shopify Payments",
  manual: "Manual",
  "Bank Deposit": "Bank Deposit",
  cash: "Cash",
  gift_card: "Gift Card",
  paypal: "PayPal",
  marketplace: "Marketplace",
  instagram: "Facebook Payments",
  shopify_store_credit: "Store credit",
};
const MANUAL = new Set(["manual", "Bank Deposit", "cash"]);

export function addTransaction(
  store: Store,
  order: OrderRecord,
  kind: TransactionRecord["kind"],
  gateway: string,
  amount: Bag,
  more: Partial<TransactionRecord> = {},
): TransactionRecord {
  const id = store.ids.of("OrderTransaction");
  const transaction: TransactionRecord = {
    __typename: "OrderTransaction",
    id,
    kind,
    status: "SUCCESS",
    gateway,
    formattedGateway: GATEWAYS[gateway] ?? gateway,
    createdAt: store.instant(),
    processedAt: store.instant(),
    test: order.test,
    manualPaymentGateway: MANUAL.has(gateway),
    multiCapturable: false,
    authorizationExpiresAt: null,
    errorCode: null,
    paymentId:
      MANUAL.has(gateway) || gateway === "gift_card" || gateway === "shopify_store_credit"
        ? null
        : `${order.name}.${order.transactions.length + 1}`,
    accountNumber: null,
    receiptJson: null,
    amount,
    rate: null,
    rounding: null,
    parentTransaction: null,
    settlesAs: null,
    order,
    ...more,
  };
  order.transactions.push(store.keep(transaction));
  return transaction;
}

/** A payment of exactly what is open takes the order's own amounts in both currencies; any other sum is converted at the order's rate (or the day's). */
function sized(order: OrderRecord, spec: PaymentSpec): Bag {
  const open = totalOutstanding(order);
  const wanted = spec.amount === undefined ? open.presentment : new Big(spec.amount);
  if (spec.rate !== undefined)
    return fromPresentment({ ...order.currencies, rate: new Big(spec.rate) }, wanted);
  return wanted.eq(open.presentment) ? open : fromPresentment(order.currencies, wanted);
}

export function pay(store: Store, order: OrderRecord, spec: PaymentSpec): void {
  const amount = sized(order, spec);
  if (isZero(amount)) return;
  const gateway = spec.gateway ?? "shopify_payments";
  const kind = spec.kind ?? "SALE";
  const transaction = addTransaction(store, order, kind, gateway, amount, {
    status: spec.status ?? "SUCCESS",
    errorCode: spec.errorCode ?? null,
    processedAt: spec.status === "PENDING" ? null : store.instant(),
    multiCapturable: spec.multiCapturable ?? false,
    rate: spec.rate === undefined ? null : new Big(spec.rate),
    rounding:
      spec.cashStep === undefined
        ? null
        : cashRoundingOf(order.currencies, amount.presentment, spec.cashStep),
    authorizationExpiresAt:
      kind === "AUTHORIZATION"
        ? writeInstant(new Date(store.now().getTime() + 7 * 86_400_000))
        : null,
  });
  if (spec.giftCard !== undefined) redeem(store, transaction, spec.giftCard);
  if (spec.capture !== undefined)
    capture(store, order, transaction, spec.capture === true ? undefined : spec.capture);
  if (spec.void) voidAuthorization(store, transaction);
}

/** Shop money of a capture or a refund follows the rate of its payment (recording money-bag-presentment-parity: 5.00 of 9.00 paid as 12.77 is 7.10). */
export const atRateOf = ({ rate, order }: TransactionRecord, amount: Big): Bag =>
  fromPresentment({ ...order.currencies, rate: rate ?? order.currencies.rate }, amount);

const nothing: Bag = { shop: new Big("0"), presentment: new Big("0") };

/** `amount` in the buyer's currency; left out: all that is left. A capture that is not SUCCESS moved no money (yet). */
export function capture(
  store: Store,
  order: OrderRecord,
  authorization: TransactionRecord,
  amount?: string,
  outcome: {
    status?: TransactionRecord["status"];
    errorCode?: string;
    settlesAs?: "SUCCESS" | "FAILURE";
  } = {},
): TransactionRecord {
  const open = capturableOf(authorization);
  const wanted =
    amount === undefined || new Big(amount).eq(open.presentment)
      ? open
      : atRateOf(authorization, new Big(amount));
  if (wanted.presentment.gt(open.presentment))
    throw new Error(
      `Cannot capture more than the authorized ${open.presentment.toFixed(2)} for this payment.`,
    );
  const { status = "SUCCESS", errorCode = null, settlesAs = null } = outcome;
  return addTransaction(store, order, "CAPTURE", authorization.gateway, wanted, {
    parentTransaction: authorization,
    rate: authorization.rate,
    status,
    errorCode,
    settlesAs,
    processedAt: status === "PENDING" ? null : store.instant(),
  });
}

/** What is left of an authorization is given up (recording order-payment-transaction-void-live: a VOID of 0). */
export const voidAuthorization = (
  store: Store,
  authorization: TransactionRecord,
): TransactionRecord =>
  addTransaction(store, authorization.order, "VOID", authorization.gateway, nothing, {
    parentTransaction: authorization,
  });

export function announcePayment(store: Store, order: OrderRecord, made: TransactionRecord[]): void {
  issueGiftCards(store, order);
  made.forEach((transaction) => announceTransaction(store, transaction));
  const moved = made.some(
    ({ kind, status }) => status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE"),
  );
  if (
    moved &&
    totalOutstanding(order).presentment.lte("0") &&
    totalCapturable(order).presentment.lte("0")
  )
    announceOrder(store, "orders/paid", order);
  touch(store, order);
}

/** Its last day is over. */
export function expire(store: Store, authorization: TransactionRecord): void {
  authorization.authorizationExpiresAt = store.instant();
  touch(store, authorization.order);
}

/** A transaction that was pending ends. A pending one that fails leaves its authorization as it was. */
export function settle(
  store: Store,
  transaction: TransactionRecord,
  status: "SUCCESS" | "FAILURE",
  errorCode: string | null,
): void {
  if (transaction.status !== "PENDING")
    throw new Error(`The transaction ${transaction.id} is not pending but ${transaction.status}.`);
  Object.assign(transaction, { status, errorCode, processedAt: store.instant() });
  restore(store, transaction);
  announcePayment(store, transaction.order, [transaction]);
}

export function saleOfOutstanding(
  store: Store,
  order: OrderRecord,
  spec: PaymentSpec = {},
): TransactionRecord {
  const before = order.transactions.length;
  const pending = order.transactions.find(
    ({ status, kind }) => status === "PENDING" && kind === "SALE",
  );
  pay(store, order, { gateway: pending?.gateway ?? "manual", ...spec });
  const made = order.transactions[before];
  if (!made) throw new Error(`Order ${order.name} has nothing to pay.`);
  made.parentTransaction = pending ?? null;
  return made;
}

/** A transfer that arrived, as the merchant writes it down. */
export const payLater = (store: Store, order: OrderRecord, spec: PaymentSpec): void =>
  announcePayment(store, order, [saleOfOutstanding(store, order, spec)]);

export function captureLater(store: Store, order: OrderRecord, amount?: string): void {
  const authorization = order.transactions.find((transaction) =>
    capturableOf(transaction).presentment.gt("0"),
  );
  if (!authorization) throw new Error(`Order ${order.name} has nothing to capture.`);
  announcePayment(store, order, [capture(store, order, authorization, amount)]);
}
