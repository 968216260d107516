import { z } from "zod";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { PaymentData } from "#app/erp/port/documents.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, compare, isNegative, isZero, negate, parseDecimal } from "#app/money/decimal.ts";
import { conflict, duplicate, invalid, missing, refusal } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { day, decimal } from "../rpc/codec.ts";
import { pressAnswering } from "../press.server.ts";
import { recordId } from "../drafts/record-id.ts";
import { decimalText, id, text, textOrEmpty } from "../rpc/shapes.ts";
import { runWizard } from "../rpc/wizard.server.ts";
import { bookOnAccount } from "./on-account.server.ts";

/**
 * Books a payment on a posted invoice, never more than what remains, or on account of its customer;
 * the same key again gives the payment booked earlier. The key is the description of the payment's
 * journal entry. To be called alone on its database.
 */
export async function registerPayment(
  tryton: Tryton,
  key: ExternalKey,
  payment: PaymentData,
  options: CallOptions,
): Promise<ErpRef> {
  const externalKey = renderExternalKey(key);
  const existing = await bookedPayment(tryton, externalKey, options);
  if (existing) return existing;
  const invoice = await invoiceOf(tryton, payment.invoice, options);
  const amount = checkedAmount(invoice, payment);
  const date = dayOf(payment.date);
  const method = await methodOf(tryton, payment.method, options);
  if (payment.onAccount) {
    const credit = { invoice: invoice.id, amount, method, date: payment.date };
    await bookOnAccount(tryton, { ...credit, description: externalKey }, options);
    return must(await bookedPayment(tryton, externalKey, options), invoice);
  }
  const values = {
    amount: decimal(isNegative(invoice.total_amount) ? negate(amount) : amount),
    currency: invoice["currency."].id,
    currency_digits: invoice["currency."].digits,
    payment_method: method,
    date,
    description: externalKey,
  };
  // From the first view straight to the second: "choice" would pay at once where the amount closes
  // the invoice, and ask otherwise.
  await runWizard(
    tryton,
    {
      name: "account.invoice.pay",
      on: { model: "account.invoice", ids: [invoice.id] },
      steps: [
        { view: "start", values, button: "ask" },
        { view: "ask", values: { type: "partial" }, button: "pay" },
      ],
    },
    options,
  );
  return must(await bookedPayment(tryton, externalKey, options), invoice);
}

function must(booked: ErpRef | undefined, { number }: Pick<Invoice, "number">): ErpRef {
  if (!booked) throw conflict(refusal("trytonPayment.nothingBooked", { invoice: number }));
  return booked;
}

const moveRow = z.object({ id, number: textOrEmpty, state: text });

/** The entry of this key. One that broke off before it was posted is posted now. */
async function bookedPayment(
  tryton: Tryton,
  externalKey: string,
  options: CallOptions,
): Promise<ErpRef | undefined> {
  const found = await findPayment(tryton, externalKey, options);
  if (found?.state !== "draft") return found?.ref;
  await pressAnswering(
    tryton,
    { model: "account.move", ids: [Number(found.ref.id)], button: "post" },
    options,
  );
  return found.ref;
}

async function findPayment(
  tryton: Tryton,
  externalKey: string,
  options: CallOptions,
): Promise<{ ref: ErpRef; state: string } | undefined> {
  const rows = await tryton.search(
    {
      model: "account.move",
      domain: [
        ["description", "=", externalKey],
        ["origin", "like", "account.invoice,%"],
      ],
      fields: ["number", "state"],
    },
    moveRow,
    options,
  );
  const [move, other] = rows;
  if (other)
    throw duplicate(
      refusal("trytonPayment.several", { key: externalKey }),
      rows.map((row) => String(row.id)),
    );
  return (
    move && {
      ref: {
        kind: "payment",
        id: String(move.id),
        ...(move.number ? { number: move.number } : {}),
      },
      state: move.state,
    }
  );
}

const invoiceRow = z.object({
  id,
  number: textOrEmpty,
  state: text,
  total_amount: decimalText,
  amount_to_pay: decimalText,
  "currency.": z.object({ id, code: text, digits: z.number().int() }),
});
type Invoice = z.output<typeof invoiceRow>;
const FIELDS = [
  "number",
  "state",
  "total_amount",
  "amount_to_pay",
  "currency.code",
  "currency.digits",
];

/** The invoice itself, or the only posted one of an order. */
async function invoiceOf(tryton: Tryton, ref: ErpRef, options: CallOptions): Promise<Invoice> {
  const record = recordId(ref.id);
  const domain: Wire[] = [
    ref.kind === "salesOrder" || ref.kind === "returnOrder"
      ? ["sales", "=", record ?? 0]
      : ["id", "=", record ?? 0],
    ["type", "=", "out"],
    ["state", "in", ["posted", "paid"]],
  ];
  const [invoice, other] =
    record === undefined
      ? []
      : await tryton.search(
          { model: "account.invoice", domain, fields: FIELDS },
          invoiceRow,
          options,
        );
  if (!invoice)
    throw missing(refusal("trytonPayment.noInvoice", { invoice: ref.number ?? ref.id }));
  if (other) throw conflict(refusal("payment.severalInvoices", { invoice: ref.number ?? ref.id }));
  return invoice;
}

function checkedAmount(
  invoice: Invoice,
  { amount: asked, currency, onAccount }: PaymentData,
): Decimal {
  const { code, digits } = invoice["currency."];
  if (code !== currency)
    throw invalid(
      "currency",
      refusal("payment.currency", { invoice: invoice.number, invoiceCurrency: code, currency }),
    );
  const amount = parseDecimal(asked);
  if (amount === undefined || isNegative(amount) || isZero(amount))
    throw invalid("amount", refusal("payment.amount", { amount: asked }));
  if ((amount.split(".")[1] ?? "").length > digits)
    throw invalid("amount", refusal("payment.decimals", { amount, currency }), digits);
  const remaining = abs(invoice.amount_to_pay);
  if (!onAccount && compare(amount, remaining) > 0)
    throw conflict(
      refusal("payment.moreThanRemaining", {
        invoice: invoice.number,
        remaining,
        currency,
        amount,
      }),
    );
  return amount;
}

function dayOf(iso: string): Wire {
  try {
    return day(iso);
  } catch (error) {
    if (error instanceof RangeError) throw invalid("date", refusal("payment.date", { date: iso }));
    throw error;
  }
}

async function methodOf(tryton: Tryton, name: string, options: CallOptions): Promise<number> {
  const [method] = await tryton.search(
    {
      model: "account.invoice.payment.method",
      domain: [["name", "=", name]],
      fields: ["id"],
      limit: 1,
    },
    z.object({ id }),
    options,
  );
  if (!method) throw invalid("method", refusal("trytonPayment.method", { method: name }));
  return method.id;
}
