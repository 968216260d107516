import type { Buyer } from "#app/domain/made-orders/export-order.ts";
import {
  firstFailed,
  lineConditions,
  type Condition,
} from "#app/domain/made-orders/line-conditions.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";
import { compare, isNegative } from "#app/money/decimal.ts";
import type { ExportReason } from "../states.ts";
import { termsOf, type TermsRules } from "./export-terms.ts";

/** What is known of the shop and its card beside the invoice. */
export interface ExportFacts {
  buyer: Buyer | null;
  shopCurrency: string;
  /** Null: orders get no payment terms. */
  terms: TermsRules | null;
  /** Numbers of ERP customers that stand for anybody. */
  defaultCustomers: readonly string[];
  templateCustomers: readonly string[];
}

/** The first condition that an invoice does not meet (S1), with what its sentence names; null: it meets all. */
export function failedCondition(
  invoice: PostedInvoiceReading,
  facts: ExportFacts,
): { reason: ExportReason; detail: string } | null {
  const customer = invoice.billTo.number ?? "";
  const { remaining, totals } = invoice;
  const unnamed = invoice.lines.find((line) => !isText(line) && line.number === "");
  const conditions: Condition<ExportReason>[] = [
    ["noCustomer", facts.buyer === null, customer],
    [
      "paymentTerms",
      facts.terms !== null && termsOf(invoice, facts.terms) === null,
      invoice.paymentTerms,
    ],
    ["defaultCustomer", facts.defaultCustomers.includes(customer), customer],
    ["templateCustomer", facts.templateCustomers.includes(customer), customer],
    ...lineConditions<"noNumber">(invoice, facts.shopCurrency, [
      ["noNumber", unnamed !== undefined, unnamed?.description],
    ]),
    ["openAmount", isNegative(remaining) || compare(remaining, totals.gross) > 0, remaining],
  ];
  return firstFailed(conditions);
}
