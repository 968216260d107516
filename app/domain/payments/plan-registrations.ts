import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Payment } from "#app/domain/orders/snapshot/order-money.ts";
import { sideOf } from "./posted-amount.ts";
import type { OrderTotals } from "./posted-amount.ts";

export interface RegistrationInput {
  /** First posted first. `remaining` as last told; what is planned and not booked yet is taken off here. */
  invoices: readonly { id: string; ordinal: number; currency: string; remaining: Decimal }[];
  /** Captures and sales that succeeded. */
  payments: readonly Payment[];
  currencies: Pick<OrderTotals, "shopCurrency" | "presentmentCurrency">;
  handling: "shop" | "presentment";
  registered: readonly {
    transactionId: string;
    invoiceId: string;
    amount: Decimal;
    state: string;
  }[];
}

export interface Registration {
  transactionId: string;
  invoiceId: string;
  ordinal: number;
  amount: Decimal;
  currency: string;
  gateway: string;
  processedAt: string;
}

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
      ({ invoiceId, state }) => invoiceId === invoice.id && state !== "registered",
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
  const byTime = [...payments].sort((a, b) =>
    a.createdAt < b.createdAt
      ? -1
      : a.createdAt > b.createdAt
        ? 1
        : a.id.length - b.id.length || (a.id < b.id ? -1 : 1),
  );
  for (const payment of byTime) {
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
          ({ transactionId, invoiceId }) =>
            transactionId === payment.id && invoiceId === invoice.id,
        )
      )
        continue;
      const amount = decimal.min(
        invoice.left,
        decimal.subtract(worth(payment, sideOf(invoice.currency, currencies, handling)), taken),
      );
      if (decimal.compare(amount, "0") <= 0) continue;
      shares.push({
        transactionId: payment.id,
        invoiceId: invoice.id,
        ordinal: invoice.ordinal,
        amount,
        currency: invoice.currency,
        gateway: payment.gateway ?? "",
        processedAt: payment.createdAt,
      });
      taken = decimal.add(taken, amount);
      invoice.left = decimal.subtract(invoice.left, amount);
    }
  }
  return shares;
}

/** Amount and cash rounding, in the invoice's currency. */
const worth = ({ amount, rounding }: Payment, side: "shop" | "presentment"): Decimal =>
  decimal.add(amount[side].amount, rounding?.[side].amount ?? "0");
