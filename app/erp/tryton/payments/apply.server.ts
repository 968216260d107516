import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ApplicationData } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, invalid, missing, refusal } from "#app/erp/refusals.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, add, compare, isZero, parseDecimal, subtract } from "#app/money/decimal.ts";
import { recordId } from "../drafts/record-id.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { decimalText, id, ids, textOrEmpty } from "../rpc/shapes.ts";
import { runTransition } from "../rpc/wizard.server.ts";

const invoiceRow = z.object({
  id,
  number: textOrEmpty,
  party: id,
  amount_to_pay: decimalText,
  lines_to_pay: ids,
  payment_lines: ids,
  "currency.": z.object({ code: z.string() }),
});
type Invoice = z.output<typeof invoiceRow>;
const FIELDS = [
  "number",
  "party",
  "amount_to_pay",
  "lines_to_pay",
  "payment_lines",
  "currency.code",
];
const lineRow = z.object({
  id,
  debit: decimalText,
  credit: decimalText,
  reconciliation: id.nullable(),
});
type Line = z.output<typeof lineRow>;

/**
 * Reconciles all that is open of a posted credit note with all that is open of an invoice of the same party: Tryton settles whole amounts only. Lines that
 * are reconciled with each other already are the answer of an earlier call. To be called alone on its database.
 */
export async function applyCreditMemo(
  tryton: Tryton,
  { creditMemo, invoice, amount: asked, currency }: ApplicationData,
  options: CallOptions,
): Promise<ErpRef> {
  const [memo, bill] = [
    await postedOf(tryton, creditMemo, options),
    await postedOf(tryton, invoice, options),
  ];
  const [ofMemo, ofBill] = [
    await linesOf(tryton, memo, options),
    await linesOf(tryton, bill, options),
  ];
  const earlier = together(ofMemo, ofBill);
  if (earlier !== undefined) return { kind: "payment", id: String(earlier) };
  if (memo.party !== bill.party)
    throw conflict(
      refusal("payment.otherCustomer", { creditMemo: memo.number, invoice: bill.number }),
    );
  const amount = checked(asked, currency, [memo, bill]);
  const open = [...ofMemo, ...ofBill].filter(({ reconciliation }) => reconciliation === null);
  const balance = add("0", ...open.map(({ debit, credit }) => subtract(debit, credit)));
  if (!isZero(balance))
    throw conflict(
      refusal("trytonPayment.notWhole", {
        creditMemo: memo.number,
        invoice: bill.number,
        amount,
        currency,
      }),
    );
  await runTransition(
    tryton,
    {
      name: "account.move.reconcile_lines",
      on: { model: "account.move.line", ids: open.map((line) => line.id) },
      state: "start",
    },
    options,
  );
  const made = together(await linesOf(tryton, memo, options), await linesOf(tryton, bill, options));
  if (made === undefined)
    throw conflict(refusal("trytonPayment.nothingBooked", { invoice: bill.number }));
  return { kind: "payment", id: String(made) };
}

async function postedOf(tryton: Tryton, ref: ErpRef, options: CallOptions): Promise<Invoice> {
  const [found] = await tryton.search(
    {
      model: "account.invoice",
      domain: [
        ["id", "=", recordId(ref.id) ?? 0],
        ["type", "=", "out"],
        ["state", "in", ["posted", "paid"]],
      ],
      fields: FIELDS,
    },
    invoiceRow,
    options,
  );
  if (!found) throw missing(refusal("trytonPayment.noInvoice", { invoice: ref.number ?? ref.id }));
  return found;
}

const linesOf = (
  tryton: Tryton,
  { lines_to_pay, payment_lines }: Invoice,
  options: CallOptions,
): Promise<Line[]> =>
  tryton.search(
    {
      model: "account.move.line",
      domain: [["id", "in", [...new Set([...lines_to_pay, ...payment_lines])]]],
      fields: ["debit", "credit", "reconciliation"],
    },
    lineRow,
    options,
  );

/** The reconciliation that lines of both are in. */
function together(ofMemo: readonly Line[], ofBill: readonly Line[]): number | undefined {
  const known = new Set(ofBill.flatMap(({ reconciliation }) => reconciliation ?? []));
  return ofMemo.flatMap(({ reconciliation }) => reconciliation ?? []).find((one) => known.has(one));
}

function checked(asked: string, currency: string, both: readonly Invoice[]): Decimal {
  const amount = parseDecimal(asked);
  if (amount === undefined || compare(amount, "0") <= 0)
    throw invalid("amount", refusal("payment.amount", { amount: asked }));
  for (const { number, amount_to_pay, "currency.": own } of both) {
    if (own.code !== currency)
      throw invalid(
        "currency",
        refusal("payment.currency", { invoice: number, invoiceCurrency: own.code, currency }),
      );
    const remaining = abs(amount_to_pay);
    if (compare(amount, remaining) > 0)
      throw conflict(
        refusal("payment.moreThanRemaining", { invoice: number, remaining, currency, amount }),
      );
  }
  return amount;
}
