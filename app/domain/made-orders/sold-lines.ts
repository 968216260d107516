import { isText } from "#app/erp/port/line-kinds.ts";
import type { PostedInvoiceLine } from "#app/erp/port/posted-invoices.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, divide, isZero, normalize, round, subtract } from "#app/money/decimal.ts";
import type { ExportOrder } from "./export-order.ts";
import { priceInCents } from "./priced-line.ts";

/** What a document of the ERP sells. */
export interface Sold {
  currency: string;
  pricesIncludeTax: boolean;
  lines: PostedInvoiceLine[];
}

/** Lines, shipping lines and the discount of the order, in whole cents. `shippingAccount`: G/L account of shipping charges; "": none. */
export function soldLines(
  document: Sold,
  shippingAccount: string,
): Pick<ExportOrder, "lines" | "shipping" | "discount"> {
  const sold = document.lines.filter((line) => !isText(line) && !isZero(line.quantity));
  const shipping = sold.filter(
    ({ kind, account }) =>
      kind === "shipping" || (account !== undefined && account === shippingAccount),
  );
  // An order has at least one line that is no shipping.
  const goods =
    shipping.length === sold.length ? sold : sold.filter((line) => !shipping.includes(line));
  const priced = goods.map((line) => ({ line, ...priceInCents(line, document.currency) }));
  const taxesOf = (line: PostedInvoiceLine) => ratedTaxes(line, document.pricesIncludeTax);
  return {
    lines: priced.map(({ line, unitPrice }) => ({
      title: titleOf(line),
      ...(line.number === "" ? {} : { sku: line.number }),
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
}

/** Texts of a document stand on no line of the order. */
export const textsOf = ({ lines }: Pick<Sold, "lines">): string =>
  lines
    .filter(isText)
    .map(({ description }) => description)
    .join("\n");

/** Shopify takes 255 characters. */
const titleOf = ({ description, number }: PostedInvoiceLine): string =>
  [...(description.trim() || number)].slice(0, 255).join("");

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
