import type { InvoiceId, TransactionId } from "#app/lib/ids.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Payment } from "#app/domain/orders/snapshot/order-money.ts";
import { sideOf } from "./posted-amount.ts";
import type { OffDocument, OrderTotals } from "./posted-amount.ts";

export interface RegistrationInput {
  /** First posted first. `remaining` as last told; what is planned and not booked yet is taken off here. */
  invoices: readonly { id: InvoiceId; ordinal: number; currency: string; remaining: Decimal }[];
  /** Captures and sales that succeeded. */
  payments: readonly Payment[];
  currencies: Pick<OrderTotals, "shopCurrency" | "presentmentCurrency">;
  handling: "shop" | "presentment";
  offDocument?: OffDocument | null;
  registered: readonly {
    /** Of a payment, or the name of an entry by hand. */
    transactionId: string;
    invoiceId: InvoiceId;
    amount: Decimal;
    state: string;
    /** No share of an invoice: what stands to the customer's credit. */
    onAccount: boolean;
  }[];
}

export interface Registration {
  transactionId: TransactionId;
  invoiceId: InvoiceId;
  ordinal: number;
  amount: Decimal;
  currency: string;
  gateway: string;
  processedAt: string;
  onAccount: boolean;
}

/** In the currency the invoices are in. */
export interface Unapplied {
  received: Decimal;
  /** On invoices, booked or about to be. */
  applied: Decimal;
  /** Received beyond what invoices take, less what went back to the buyer. */
  left: Decimal;
  /** What of it is to the customer's credit in the ERP, booked or about to be. */
  onAccount: Decimal;
}

export function unappliedOf(
  { invoices, payments, currencies, handling, offDocument, registered }: RegistrationInput,
  shares: readonly Registration[],
  refunds: readonly Payment[],
): Unapplied {
  const [first] = invoices;
  if (!first) return { received: "0", applied: "0", left: "0", onAccount: "0" };
  const side = sideOf(first.currency, currencies, handling);
  const received = sum(payments.map((payment) => worth(payment, side)));
  const booked = [...registered, ...shares];
  const applied = sum(booked.flatMap((one) => (one.onAccount ? [] : one.amount)));
  const back = sum(refunds.map((refund) => worth(refund, side)));
  const elsewhere = offDocument?.amount[side].amount ?? "0";
  return {
    received,
    applied,
    left: decimal.max("0", decimal.subtract(received, decimal.add(applied, back, elsewhere))),
    onAccount: sum(booked.flatMap((one) => (one.onAccount ? one.amount : []))),
  };
}

/**
 * What no invoice takes, as credits of the customer: the newest payments first, for the oldest paid
 * the invoices. Booked on account once no invoice follows and none waits for money.
 */
export function planCredits(
  { invoices, payments, currencies, handling, registered }: RegistrationInput,
  shares: readonly Registration[],
  { left, onAccount }: Unapplied,
): Registration[] {
  const newest = invoices.at(-1);
  if (!newest) return [];
  const side = sideOf(newest.currency, currencies, handling);
  const credits: Registration[] = [];
  let open = decimal.max("0", decimal.subtract(left, onAccount));
  for (const payment of inOrder(payments).reverse()) {
    const mine = [...registered, ...shares].filter((one) => one.transactionId === payment.id);
    if (mine.some((one) => one.onAccount && one.invoiceId === newest.id)) continue; // one for each newest invoice: its key in the ERP says so
    const free = decimal.subtract(worth(payment, side), sum(mine.map(({ amount }) => amount)));
    const amount = decimal.min(open, free);
    if (decimal.compare(amount, "0") <= 0) continue;
    credits.push({ ...shareOf(payment, newest), amount, onAccount: true });
    open = decimal.subtract(open, amount);
  }
  return credits;
}

const sum = (amounts: Decimal[]): Decimal => decimal.add("0", ...amounts);

const inOrder = (payments: readonly Payment[]): Payment[] =>
  [...payments].sort((a, b) =>
    a.createdAt < b.createdAt
      ? -1
      : a.createdAt > b.createdAt
        ? 1
        : a.id.length - b.id.length || (a.id < b.id ? -1 : 1),
  );

const shareOf = (
  payment: Payment,
  invoice: Pick<RegistrationInput["invoices"][number], "id" | "ordinal" | "currency">,
) => ({
  transactionId: payment.id,
  invoiceId: invoice.id,
  ordinal: invoice.ordinal,
  currency: invoice.currency,
  gateway: payment.gateway ?? "",
  processedAt: payment.createdAt,
});

/** How payments spread over invoices (PAY-5): oldest payment first, min(what remains of the invoice, what is left of the payment), then the next invoice. */
export function planRegistrations({
  invoices,
  payments,
  currencies,
  handling,
  registered,
}: RegistrationInput): Registration[] {
  const open = invoices.map((invoice) => {
    const waiting = registered.filter(
      ({ invoiceId, state, onAccount }) =>
        invoiceId === invoice.id && state !== "registered" && !onAccount,
    );
    return {
      ...invoice,
      left: decimal.max(
        "0",
        decimal.subtract(
          invoice.remaining,
          decimal.add("0", ...waiting.map(({ amount }) => amount)),
        ),
      ),
    };
  });
  const shares: Registration[] = [];
  for (const payment of inOrder(payments)) {
    let taken = decimal.add(
      "0",
      ...registered
        .filter(({ transactionId }) => transactionId === payment.id)
        .map(({ amount }) => amount),
    );
    for (const invoice of open) {
      // One share of a payment for one invoice: that is what its key in the ERP says.
      if (
        registered.some(
          ({ transactionId, invoiceId, onAccount }) =>
            transactionId === payment.id && invoiceId === invoice.id && !onAccount,
        )
      )
        continue;
      const amount = decimal.min(
        invoice.left,
        decimal.subtract(worth(payment, sideOf(invoice.currency, currencies, handling)), taken),
      );
      if (decimal.compare(amount, "0") <= 0) continue;
      shares.push({ ...shareOf(payment, invoice), amount, onAccount: false });
      taken = decimal.add(taken, amount);
      invoice.left = decimal.subtract(invoice.left, amount);
    }
  }
  return shares;
}

/** Amount and cash rounding, in the invoice's currency. */
const worth = ({ amount, rounding }: Payment, side: "shop" | "presentment"): Decimal =>
  decimal.add(amount[side].amount, rounding?.[side].amount ?? "0");
