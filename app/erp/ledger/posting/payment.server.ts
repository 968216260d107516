import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { PaymentData } from "#app/erp/port/documents.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import { exponent } from "#app/money/currency.ts";
import { compare, isZero, parseDecimal, subtract } from "#app/money/decimal.ts";
import { decimalsOf } from "../arithmetic.ts";
import { uniqueViolation } from "../database-errors.server.ts";
import { takeNumber } from "../number-series.server.ts";
import { conflict, invalid, missing, nestedName, refusal } from "#app/erp/refusals.ts";
import { dateColumn, isDay } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";

/**
 * Books a payment on a posted invoice, never more than what remains, or on account of its customer;
 * the same key again gives the payment booked earlier.
 */
export async function registerPayment(
  scope: Scope,
  key: ExternalKey,
  payment: PaymentData,
): Promise<ErpRef> {
  const externalKey = renderExternalKey(key);
  const existing = await paymentOfKey(db, scope, externalKey);
  if (existing) return existing;
  try {
    return await insertPayment(scope, externalKey, payment);
  } catch (error) {
    const meanwhile =
      uniqueViolation(error) === undefined ? undefined : await paymentOfKey(db, scope, externalKey);
    if (meanwhile) return meanwhile;
    throw error;
  }
}

/** What was booked under a key. */
export async function paymentOfKey(
  tx: Tx,
  scope: Scope,
  externalKey: string,
): Promise<ErpRef | undefined> {
  const row = await tx.ledgerPayment.findUnique({
    where: { shop_connectionId_externalKey: { ...scope, externalKey } },
  });
  return row ? { kind: "payment", id: row.id, number: row.number } : undefined;
}

/** `externalKey` null: a payment entered by hand. */
export async function insertPayment(
  scope: Scope,
  externalKey: string | null,
  payment: PaymentData,
): Promise<ErpRef> {
  const { invoice: ref, onAccount = false, currency, method, date } = payment;
  if (!isDay(date)) throw invalid("date", refusal("payment.date", { date }));
  return db.$transaction(async (tx) => {
    if (isUuid(ref.id))
      await tx.$queryRaw`SELECT 1 FROM "LedgerPostedInvoice" WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND (id = ${ref.id}::uuid OR "documentId" = ${ref.id}::uuid) FOR UPDATE`;
    // Another call with the key may have been faster, and left nothing open.
    const meanwhile = externalKey === null ? undefined : await paymentOfKey(tx, scope, externalKey);
    if (meanwhile) return meanwhile;
    const invoices = isUuid(ref.id)
      ? await tx.ledgerPostedInvoice.findMany({
          where: { ...scope, OR: [{ id: ref.id }, { documentId: ref.id }] },
          include: { document: { select: { billToId: true } } },
        })
      : [];
    const [invoice, other] = invoices;
    if (!invoice) throw missing(refusal("payment.noInvoice", { invoice: ref.number ?? ref.id }));
    if (other) throw conflict(refusal("payment.severalInvoices", { invoice: invoice.number }));
    if (invoice.currency !== currency)
      throw invalid(
        "currency",
        refusal("payment.currency", {
          invoice: invoice.number,
          invoiceCurrency: invoice.currency,
          currency,
        }),
      );
    const amount = parseDecimal(payment.amount);
    if (amount === undefined || compare(amount, "0") <= 0)
      throw invalid("amount", refusal("payment.amount", { amount: payment.amount }));
    if (decimalsOf(amount) > exponent(currency))
      throw invalid(
        "amount",
        refusal("payment.decimals", { amount, currency }),
        exponent(currency),
      );
    const remaining = subtract(decimalOf(invoice.remaining), amount);
    if (!onAccount && compare(remaining, "0") < 0)
      throw conflict(
        refusal("payment.moreThanRemaining", {
          invoice: invoice.number,
          remaining: decimalOf(invoice.remaining),
          currency,
          amount,
        }),
      );
    const known = await tx.ledgerReference.findUnique({
      where: {
        shop_connectionId_kind_parent_code: {
          ...scope,
          kind: "paymentMethod",
          parent: "",
          code: method,
        },
      },
    });
    if (!known)
      throw invalid(
        "method",
        refusal("reference.missing", { kind: nestedName("entry.paymentMethod"), code: method }),
      );
    const at = now();
    const row = await tx.ledgerPayment.create({
      data: {
        ...scope,
        number: await takeNumber(tx, scope, "payment"),
        externalKey,
        ...(onAccount ? { customerId: invoice.document.billToId } : { invoiceId: invoice.id }),
        amount,
        currency,
        method,
        date: dateColumn(date),
        createdAt: at,
      },
    });
    if (!onAccount)
      await tx.ledgerPostedInvoice.update({
        where: { shop_id: { shop: scope.shop, id: invoice.id } },
        data: {
          remaining,
          status: isZero(remaining) ? "paid" : "posted",
          changedAt: at,
          version: { increment: 1 },
        },
      });
    return { kind: "payment", id: row.id, number: row.number };
  });
}
