import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { LedgerPostedInvoice } from "#app/db/generated/client.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { ApplicationData } from "#app/erp/port/documents.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { conflict, invalid, missing, refusal } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { dateColumn, isDay } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { exponent } from "#app/money/currency.ts";
import { compare, isZero, parseDecimal, subtract } from "#app/money/decimal.ts";
import { decimalsOf } from "../arithmetic.ts";
import { uniqueViolation } from "../database-errors.server.ts";
import { takeNumber } from "../number-series.server.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";
import { paymentOfKey } from "./payment.server.ts";

/**
 * Settles a posted credit memo with a posted invoice of the same customer: both have that much less open. One entry on each, under the other's number;
 * the same key again gives the earlier one.
 */
export async function applyCreditMemo(
  scope: Scope,
  key: ExternalKey,
  application: ApplicationData,
): Promise<ErpRef> {
  const externalKey = renderExternalKey(key);
  const existing = await paymentOfKey(db, scope, externalKey);
  if (existing) return existing;
  try {
    return await db.$transaction((tx) => apply(tx, scope, externalKey, application));
  } catch (error) {
    const meanwhile =
      uniqueViolation(error) === undefined ? undefined : await paymentOfKey(db, scope, externalKey);
    if (meanwhile) return meanwhile;
    throw error;
  }
}

async function apply(
  tx: Tx,
  scope: Scope,
  externalKey: string,
  { creditMemo, invoice, amount: asked, currency, date }: ApplicationData,
): Promise<ErpRef> {
  if (!isDay(date)) throw invalid("date", refusal("payment.date", { date }));
  const memo = await open(tx, scope, creditMemo, "creditMemo");
  const bill = await open(tx, scope, invoice, "salesInvoice");
  // Another call with the key may have been faster, and left nothing open.
  const meanwhile = await paymentOfKey(tx, scope, externalKey);
  if (meanwhile) return meanwhile;
  if (memo.billToId !== bill.billToId)
    throw conflict(
      refusal("payment.otherCustomer", { creditMemo: memo.number, invoice: bill.number }),
    );
  const amount = parseDecimal(asked);
  if (amount === undefined || compare(amount, "0") <= 0)
    throw invalid("amount", refusal("payment.amount", { amount: asked }));
  if (decimalsOf(amount) > exponent(currency))
    throw invalid("amount", refusal("payment.decimals", { amount, currency }), exponent(currency));
  for (const one of [memo, bill]) {
    if (one.currency !== currency)
      throw invalid(
        "currency",
        refusal("payment.currency", {
          invoice: one.number,
          invoiceCurrency: one.currency,
          currency,
        }),
      );
    const remaining = decimalOf(one.remaining);
    if (compare(amount, remaining) > 0)
      throw conflict(
        refusal("payment.moreThanRemaining", { invoice: one.number, remaining, currency, amount }),
      );
  }
  const entry = async (of: LedgerPostedInvoice, by: LedgerPostedInvoice, own: string | null) => {
    const at = now();
    const remaining = subtract(decimalOf(of.remaining), amount);
    const row = await tx.ledgerPayment.create({
      data: {
        ...scope,
        number: await takeNumber(tx, scope, "payment"),
        externalKey: own,
        invoiceId: of.id,
        amount,
        currency,
        method: by.number,
        date: dateColumn(date),
        createdAt: at,
      },
    });
    await tx.ledgerPostedInvoice.update({
      where: { shop_id: { shop: scope.shop, id: of.id } },
      data: {
        remaining,
        status: isZero(remaining) ? "paid" : "posted",
        changedAt: at,
        version: { increment: 1 },
      },
    });
    return row;
  };
  const { id, number } = await entry(bill, memo, externalKey);
  await entry(memo, bill, null);
  return { kind: "payment", id, number };
}

/** The posted one itself, or the only one of a document; locked until it is settled. */
async function open(
  tx: Tx,
  scope: Scope,
  { id, number }: ErpRef,
  kind: "creditMemo" | "salesInvoice",
): Promise<LedgerPostedInvoice> {
  const name = number ?? id;
  if (!isUuid(id)) throw missing(refusal("payment.noInvoice", { invoice: name }));
  await tx.$queryRaw`
    SELECT 1 FROM "LedgerPostedInvoice" WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid
      AND (id = ${id}::uuid OR "documentId" = ${id}::uuid) FOR UPDATE`;
  const [found, other] = await tx.ledgerPostedInvoice.findMany({
    where: { ...scope, kind, OR: [{ id }, { documentId: id }] },
  });
  if (!found) throw missing(refusal("payment.noInvoice", { invoice: name }));
  if (other) throw conflict(refusal("payment.severalInvoices", { invoice: name }));
  return found;
}
