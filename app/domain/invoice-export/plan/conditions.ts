import { isText } from "#app/erp/port/line-kinds.ts";
import type { PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, isNegative, round } from "#app/money/decimal.ts";
import type { ExportReason } from "../states.ts";
import type { Buyer } from "./export-order.ts";
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

/** The largest quantity of an order line. */
const MOST = "2147483647";
const isWhole = (quantity: Decimal): boolean => compare(round(quantity, 0), quantity) === 0;

/** The first condition that an invoice does not meet (S1), with what its sentence names; null: it meets all. */
export function failedCondition(
  invoice: PostedInvoiceReading,
  facts: ExportFacts,
): { reason: ExportReason; detail: string } | null {
  const customer = invoice.billTo.number ?? "";
  const lines = invoice.lines.filter((line) => !isText(line));
  const wrongQuantity = lines.find(
    ({ quantity }) => isNegative(quantity) || !isWhole(quantity) || compare(quantity, MOST) > 0,
  );
  const unnamed = lines.find(({ number }) => number === "");
  const negative = lines.find(
    ({ amount, taxes }) => isNegative(amount) || taxes.some((tax) => isNegative(tax.amount)),
  );
  const { remaining, totals } = invoice;
  const conditions: [ExportReason, boolean, (string | undefined)?][] = [
    ["noCustomer", facts.buyer === null, customer],
    [
      "paymentTerms",
      facts.terms !== null && termsOf(invoice, facts.terms) === null,
      invoice.paymentTerms,
    ],
    ["defaultCustomer", facts.defaultCustomers.includes(customer), customer],
    ["templateCustomer", facts.templateCustomers.includes(customer), customer],
    ["noLines", lines.length === 0],
    ["quantity", wrongQuantity !== undefined, wrongQuantity?.description],
    ["noNumber", unnamed !== undefined, unnamed?.description],
    ["currency", invoice.currency !== facts.shopCurrency, invoice.currency],
    ["negativeAmount", negative !== undefined, negative?.description],
    ["openAmount", isNegative(remaining) || compare(remaining, totals.gross) > 0, remaining],
  ];
  const failed = conditions.find(([, fails]) => fails);
  return failed ? { reason: failed[0], detail: failed[2] ?? "" } : null;
}
