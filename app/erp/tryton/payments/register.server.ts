import { z } from "zod";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { PaymentData } from "#app/erp/port/documents.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, compare, isNegative, isZero, negate, parseDecimal } from "#app/money/decimal.ts";
import { conflict, duplicate, invalid, missing } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { day, decimal } from "../rpc/codec.ts";
import { recordId } from "../drafts/record-id.ts";
import { decimalText, id, text, textOrEmpty } from "../rpc/shapes.ts";
import { runWizard } from "../rpc/wizard.server.ts";

/**
 * Books a payment on a posted invoice; the same key again gives the payment made earlier. Never more than what remains. The key is the
 * description of the payment's journal entry. To be called alone on its database.
 */
export async function registerPayment(
  tryton: Tryton,
  key: ExternalKey,
  payment: PaymentData,
  options: CallOptions,
): Promise<ErpRef> {
  const externalKey = renderExternalKey(key);
  const existing = await findPayment(tryton, externalKey, options);
  if (existing) return existing;
  const invoice = await invoiceOf(tryton, payment.invoice, options);
  const amount = checkedAmount(invoice, payment);
  const date = dayOf(payment.date);
  const method = await methodOf(tryton, payment.method, options);
  const values = {
    amount: decimal(isNegative(invoice.total_amount) ? negate(amount) : amount),
    currency: invoice["currency."].id,
    currency_digits: invoice["currency."].digits,
    payment_method: method,
    date,
    description: externalKey,
  };
  // From the first view straight to the second: "choice" would pay at once where the amount closes the invoice, and ask otherwise.
  await runWizard(
    tryton,
    "account.invoice.pay",
    { model: "account.invoice", ids: [invoice.id] },
    [
      { view: "start", values, button: "ask" },
      { view: "ask", values: { type: "partial" }, button: "pay" },
    ],
    options,
  );
  const made = await findPayment(tryton, externalKey, options);
  if (!made)
    throw conflict(
      `Tryton took the payment of the invoice ${invoice.number} without a word and booked nothing. Look at the invoice in Tryton.`,
    );
  return made;
}

const moveRow = z.object({ id, number: textOrEmpty });

async function findPayment(
  tryton: Tryton,
  externalKey: string,
  options: CallOptions,
): Promise<ErpRef | undefined> {
  const rows = await tryton.search(
    {
      model: "account.move",
      domain: [
        ["description", "=", externalKey],
        ["origin", "like", "account.invoice,%"],
      ],
      fields: ["number"],
    },
    moveRow,
    options,
  );
  const [move, other] = rows;
  if (other)
    throw duplicate(
      `Tryton has several payments called ${externalKey}. Reverse all but one.`,
      rows.map((row) => String(row.id)),
    );
  return (
    move && {
      kind: "payment",
      id: String(move.id),
      ...(move.number ? { number: move.number } : {}),
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
    ref.kind === "salesOrder" ? ["sales", "=", record ?? 0] : ["id", "=", record ?? 0],
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
    throw missing(`Tryton has no posted invoice ${ref.number ?? ref.id}. Post the invoice first.`);
  if (other)
    throw conflict(
      `The order ${ref.number ?? ref.id} has several posted invoices. Name the one that was paid.`,
    );
  return invoice;
}

function checkedAmount(invoice: Invoice, { amount: asked, currency }: PaymentData): Decimal {
  const { code, digits } = invoice["currency."];
  if (code !== currency)
    throw invalid(
      "currency",
      `The invoice ${invoice.number} is in ${code}, the payment in ${currency}.`,
    );
  const amount = parseDecimal(asked);
  if (amount === undefined || isNegative(amount) || isZero(amount))
    throw invalid("amount", `The payment of "${asked}" is not an amount above zero.`);
  if ((amount.split(".")[1] ?? "").length > digits)
    throw invalid("amount", `${amount} has more decimals than ${currency}.`, digits);
  const remaining = abs(invoice.amount_to_pay);
  if (compare(amount, remaining) > 0)
    throw conflict(
      `Of the invoice ${invoice.number} ${remaining} ${currency} remains, less than the payment of ${amount}.`,
    );
  return amount;
}

function dayOf(iso: string): Wire {
  try {
    return day(iso);
  } catch (error) {
    if (error instanceof RangeError)
      throw invalid("date", `The payment date "${iso}" is not a day written YYYY-MM-DD.`);
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
  if (!method)
    throw invalid(
      "method",
      `Tryton has no payment method "${name}". Add it in Tryton (Financial → Configuration → Invoices → Payment Methods), or choose another in the mapping.`,
    );
  return method.id;
}
