import { isText } from "#app/erp/port/line-kinds.ts";
import type { PostedInvoiceLine, PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, divide, isZero, normalize, round, subtract } from "#app/money/decimal.ts";
import type { ExportReason } from "../states.ts";
import type { ExportFacts } from "./conditions.ts";
import { failedCondition } from "./conditions.ts";
import type { ExportOrder } from "./export-order.ts";
import { termsOf, type ExportTerms } from "./export-terms.ts";
import { priceInCents } from "./priced-line.ts";
import type { ProofRow } from "./proof.ts";
import { isProved, proofOf } from "./proof.ts";

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
  const sold = invoice.lines.filter((line) => !isText(line) && !isZero(line.quantity));
  const shipping = sold.filter((line) => ships(line, rules));
  // An order has at least one line that is no shipping.
  const goods =
    shipping.length === sold.length ? sold : sold.filter((line) => !shipping.includes(line));
  const priced = goods.map((line) => ({ line, ...priceInCents(line, invoice.currency) }));
  const taxesOf = (line: PostedInvoiceLine) => ratedTaxes(line, invoice.pricesIncludeTax);
  const order: Omit<ExportOrder, "total"> = {
    ...headOf(invoice),
    key: rules.key,
    buyer: rules.buyer,
    gateway: rules.gateway,
    lines: priced.map(({ line, unitPrice }) => ({
      title: titleOf(line),
      sku: line.number,
      quantity: Number(line.quantity),
      unitPrice,
      ships: line.kind === "item",
      taxes: taxesOf(line),
    })),
    shipping:
      goods === sold
        ? []
        : shipping.map((line) => ({
            title: titleOf(line),
            price: line.amount,
            taxes: taxesOf(line),
          })),
    discount: add("0", ...priced.map(({ discount }) => discount)),
  };
  const proof = proofOf(invoice, order);
  const terms = rules.terms && !isZero(invoice.remaining) ? termsOf(invoice, rules.terms) : null;
  return isProved(proof)
    ? { order: { ...order, total: invoice.totals.gross }, proof, terms }
    : { reason: "unproved", detail: "", proof };
}

const ships = ({ kind, account }: PostedInvoiceLine, { shippingAccount }: ExportRules): boolean =>
  kind === "shipping" || (account !== undefined && account === shippingAccount);

/** Shopify takes 255 characters. */
const titleOf = ({ description, number }: PostedInvoiceLine): string =>
  [...(description.trim() || number)].slice(0, 255).join("");

function headOf(invoice: PostedInvoiceReading) {
  const note = invoice.lines
    .filter(isText)
    .map(({ description }) => description)
    .join("\n");
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

/** Shopify asks for a rate: where the ERP tells none, what the amount comes to. */
function ratedTaxes(
  line: PostedInvoiceLine,
  included: boolean,
): ExportOrder["lines"][number]["taxes"] {
  const all = add("0", ...line.taxes.map(({ amount }) => amount));
  const base = included ? subtract(line.amount, all) : line.amount;
  const rate = (amount: Decimal): Decimal =>
    isZero(base) ? "0" : normalize(round(divide(amount, base), 6));
  return line.taxes.map((tax) => ({
    title: tax.title.trim() || "Tax",
    rate: tax.rate ?? rate(tax.amount),
    amount: tax.amount,
  }));
}
