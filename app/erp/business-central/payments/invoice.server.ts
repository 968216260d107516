import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, missing, refusal } from "#app/erp/refusals.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare } from "#app/money/decimal.ts";
import { companyOf } from "../company.server.ts";
import { isPosted } from "../documents/posted.server.ts";
import type { BcScope } from "../scope.server.ts";
import { isGuid } from "../wire/filter.ts";
import { decimal, guid, text } from "../wire/shapes.ts";

export interface PaidInvoice {
  id: string;
  number: string;
  /** Whom it is billed to. */
  customerId: string;
  currency: string;
  remaining: Decimal;
}

const invoiceRow = z.object({
  id: guid,
  number: text,
  status: text,
  orderNumber: text,
  billToCustomerId: guid,
  currencyCode: text,
  remainingAmount: decimal,
});

/** The posted invoice to be paid; of an order that is invoiced, the one of which most is open. */
export async function invoiceToPay(
  scope: BcScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<PaidInvoice> {
  const document = ref.number ?? ref.id;
  if (!isGuid(ref.id)) throw missing(refusal("bcDocument.noDocument", { document }));
  const { path } = await companyOf(scope, options);
  const filter = `${ref.kind === "salesOrder" ? "orderId" : "id"} eq ${ref.id}`;
  const rows = await scope.api.all({ path: `${path}/salesInvoices`, filter }, invoiceRow, options);
  const [row] = [...rows].sort((a, b) => compare(b.remainingAmount, a.remainingAmount));
  if (!row) throw missing(refusal("bcDocument.noDocument", { document }));
  if (!(await isPosted(scope, "salesInvoice", row, options)))
    throw conflict(refusal("bcPayment.notPostedYet", { invoice: row.number }));
  return {
    id: row.id,
    number: row.number,
    customerId: row.billToCustomerId,
    currency: row.currencyCode,
    remaining: row.remainingAmount,
  };
}
