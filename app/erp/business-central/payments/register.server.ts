import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { PaymentData } from "#app/erp/port/documents.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { conflict, invalid, refusal, unsupported } from "#app/erp/refusals.ts";
import { isDay } from "#app/lib/day.ts";
import type { Decimal } from "#app/money/decimal.ts";
import {
  compare,
  isZero,
  isNegative,
  negate,
  normalize,
  parseDecimal,
} from "#app/money/decimal.ts";
import { companyOf } from "../company.server.ts";
import { inTurn } from "../keyed-turns.server.ts";
import { afterWriting } from "../port-call.server.ts";
import type { BcScope } from "../scope.server.ts";
import { quoted } from "../wire/filter.ts";
import { numeral } from "../wire/json.ts";
import { guid, text } from "../wire/shapes.ts";
import { LIMITS } from "../capabilities.ts";
import type { PaidInvoice } from "./invoice.server.ts";
import { invoiceToPay } from "./invoice.server.ts";
import type { Journal } from "./journal.server.ts";
import { journalOf, waitingLines } from "./journal.server.ts";
import { paymentNumber } from "./number.ts";

/**
 * A line in the app's own batch, which is then posted. The line is gone after that, and a payment cannot be read as one: it is known by its
 * document number in the ledger, where it is looked for before anything is written. A line that an earlier call left is posted, not made again.
 */
export async function registerPayment(
  scope: BcScope,
  key: ExternalKey,
  payment: PaymentData,
  options: CallOptions,
): Promise<ErpRef> {
  const { paymentJournal } = scope.settings;
  if (paymentJournal === undefined)
    throw unsupported("paymentRegistration", refusal("bc.paymentRegistration"));
  const number = paymentNumber(key);
  if (number.length > LIMITS.number)
    throw invalid("key", refusal("bcPayment.numberTooLong", { number }), LIMITS.number);
  const amount = amountOf(payment);
  if (!isDay(payment.date)) throw invalid("date", refusal("document.date", { date: payment.date }));
  return inTurn(`${scope.key} journal ${paymentJournal}`, async () => {
    const ref: ErpRef = { kind: "payment", id: number, number };
    if (await isBooked(scope, number, options)) return ref;
    const journal = await journalOf(scope, paymentJournal, options);
    const waiting = await waitingLines(scope, journal, options);
    const known = waiting.find(({ documentNumber }) => documentNumber === number);
    const line =
      known?.id ?? (await addLine(scope, { journal, key, number, amount, payment }, options));
    await post(scope, { journal, line, number }, options);
    return ref;
  });
}

function amountOf({ amount: text }: PaymentData): Decimal {
  const amount = parseDecimal(text);
  if (amount === undefined || isNegative(amount) || isZero(amount))
    throw invalid("amount", refusal("payment.amount", { amount: text }));
  return normalize(amount);
}

interface Wanted {
  journal: Journal;
  key: ExternalKey;
  number: string;
  amount: Decimal;
  payment: PaymentData;
}

async function addLine(
  scope: BcScope,
  { journal, key, number, amount, payment }: Wanted,
  options: CallOptions,
): Promise<string> {
  const { currency } = await companyOf(scope, options);
  if (payment.currency !== currency)
    throw invalid("currency", refusal("bcPayment.currency", { currency }));
  const invoice = await invoiceToPay(scope, payment.invoice, options);
  if (!payment.onAccount) checkOpen(invoice, amount);
  const line = await scope.api.create(
    {
      path: journal.lines,
      body: {
        customerId: invoice.customerId,
        postingDate: payment.date,
        documentNumber: number,
        externalDocumentNumber: renderExternalKey(key),
        amount: numeral(negate(amount)),
        appliesToInvoiceId: payment.onAccount ? undefined : invoice.id,
        description: `${invoice.number} ${payment.method}`.slice(0, 100),
      },
    },
    z.object({ id: guid }),
    options,
  );
  return line.id;
}

function checkOpen({ number, currency, remaining }: PaidInvoice, amount: Decimal): void {
  if (compare(amount, remaining) > 0)
    throw conflict(
      refusal("payment.moreThanRemaining", { amount, remaining, currency, invoice: number }),
    );
}

/** A line that Business Central refuses to post is taken out again: it would hold up every other payment. */
async function post(
  scope: BcScope,
  { journal, line, number }: { journal: Journal; line: string; number: string },
  options: CallOptions,
): Promise<void> {
  try {
    await scope.api.act({ path: journal.posting }, options);
  } catch (error) {
    // Another process may have posted the batch, and this line with it.
    if (!(error instanceof ErpError) || !DEFINITE.has(error.detail.class)) throw error;
    if (await isBooked(scope, number, options)) return;
    await scope.api.remove({ path: `${journal.lines}(${line})` }, options);
    throw error;
  }
  await afterWriting(async () => {
    if (!(await isBooked(scope, number, options)))
      throw conflict(refusal("bcPayment.notPosted", { journal: journal.code }));
  });
}

const DEFINITE = new Set(["config", "validation", "stateConflict"]);

async function isBooked(scope: BcScope, number: string, options: CallOptions): Promise<boolean> {
  const { path } = await companyOf(scope, options);
  const { rows } = await scope.api.page(
    {
      path: `${path}/generalLedgerEntries`,
      filter: `documentNumber eq ${quoted(number)}`,
      select: "documentNumber,documentType",
      pageSize: 50,
    },
    z.object({ documentNumber: text, documentType: text }),
    options,
  );
  return rows.some(({ documentType }) => documentType === "Payment");
}
