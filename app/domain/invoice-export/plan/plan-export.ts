import type { ExportOrder } from "#app/domain/made-orders/export-order.ts";
import type { ProofRow } from "#app/domain/made-orders/proof.ts";
import { isProved, proofOf } from "#app/domain/made-orders/proof.ts";
import { soldLines, textsOf } from "#app/domain/made-orders/sold-lines.ts";
import type { PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";
import { isZero, subtract } from "#app/money/decimal.ts";
import type { ExportReason } from "../states.ts";
import type { ExportFacts } from "./conditions.ts";
import { failedCondition } from "./conditions.ts";
import { termsOf, type ExportTerms } from "./export-terms.ts";

export interface ExportRules extends ExportFacts {
  key: string;
  gateway: string;
  /** G/L account of shipping charges; "": none. */
  shippingAccount: string;
}

export type ExportPlan =
  | { order: ExportOrder; proof: ProofRow[]; terms: ExportTerms | null }
  | { reason: ExportReason; detail: string; proof?: ProofRow[] };

/** The order that a posted invoice becomes, proved against it to the cent; or the first reason why it becomes none. */
export function planExport(invoice: PostedInvoiceReading, rules: ExportRules): ExportPlan {
  const failed = failedCondition(invoice, rules);
  if (failed || !rules.buyer) return failed ?? { reason: "noCustomer", detail: "" };
  const order: Omit<ExportOrder, "total"> = {
    ...headOf(invoice),
    key: rules.key,
    buyer: rules.buyer,
    gateway: rules.gateway,
    ...soldLines(invoice, rules.shippingAccount),
  };
  const proof = proofOf(invoice, order);
  const terms = rules.terms && !isZero(invoice.remaining) ? termsOf(invoice, rules.terms) : null;
  return isProved(proof)
    ? { order: { ...order, total: invoice.totals.gross }, proof, terms }
    : { reason: "unproved", detail: "", proof };
}

function headOf(invoice: PostedInvoiceReading) {
  const note = textsOf(invoice);
  return {
    number: invoice.number,
    currency: invoice.currency,
    taxesIncluded: invoice.pricesIncludeTax,
    ...(invoice.email ? { email: invoice.email } : {}),
    ...(invoice.externalDocumentNumber ? { poNumber: invoice.externalDocumentNumber } : {}),
    ...(note === "" ? {} : { note }),
    processedAt: invoice.postedAt,
    ...(invoice.billToAddress ? { billingAddress: invoice.billToAddress } : {}),
    ...(invoice.shipToAddress ? { shippingAddress: invoice.shipToAddress } : {}),
    paid: subtract(invoice.totals.gross, invoice.remaining),
    open: invoice.remaining,
  };
}
