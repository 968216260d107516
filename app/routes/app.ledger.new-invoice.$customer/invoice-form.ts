import type { HandInvoice, HandLine } from "#app/erp/ledger/back-office/invoice-by-hand.server.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import { err, ok, type Result } from "#app/lib/result.ts";
import { compare, divide, isNegative, parseDecimal } from "#app/money/decimal.ts";
import type { Values } from "#app/ui/fields/use-fields.ts";

const DOCUMENTS = ["salesOrder", "salesInvoice", "creditMemo"] as const;
const KINDS = ["item", "fee", "shipping"] as const;
type Typed = Omit<HandInvoice, "customerId" | "clickId">;

/** What was typed, read; by field the text key of what is wrong. A line of which nothing was typed is none. */
export function readInvoiceForm(
  values: Values,
  lines: number,
): Result<Typed, Record<string, TextKey>> {
  const text = (key: string): string => {
    const value = values[key];
    return typeof value === "string" ? value.trim() : "";
  };
  const errors: Record<string, TextKey> = {};
  const typed = Array.from({ length: lines }, (_, at) => at).filter(
    (at) => at === 0 || ["number", "description", "unitPrice"].some((key) => text(`${key}:${at}`)),
  );
  const read = typed.map((at): HandLine => {
    const quantity = parseDecimal(text(`quantity:${at}`) || "1");
    const unitPrice = parseDecimal(text(`unitPrice:${at}`));
    const tax = parseDecimal(text(`tax:${at}`) || "0");
    if (text(`number:${at}`) === "") errors[`number:${at}`] = "ledger.problem.required";
    if (quantity === undefined || compare(quantity, "0") <= 0)
      errors[`quantity:${at}`] = "ledger.newInvoice.quantityProblem";
    if (unitPrice === undefined || isNegative(unitPrice))
      errors[`unitPrice:${at}`] = "ledger.problem.price";
    if (tax === undefined || isNegative(tax) || compare(tax, "100") > 0)
      errors[`tax:${at}`] = "ledger.newInvoice.taxProblem";
    return {
      kind: KINDS.find((kind) => kind === text(`kind:${at}`)) ?? "item",
      number: text(`number:${at}`),
      description: text(`description:${at}`),
      quantity: quantity ?? "0",
      unitPrice: unitPrice ?? "0",
      taxRate: divide(tax ?? "0", "100"),
    };
  });
  if (Object.keys(errors).length > 0) return err(errors);
  const paymentMethod = text("paymentMethod");
  return ok({
    kind: DOCUMENTS.find((kind) => kind === text("document")) ?? "salesInvoice",
    externalDocumentNumber: text("externalDocumentNumber"),
    note: text("note"),
    location: text("location"),
    ...(paymentMethod === "" ? {} : { paymentMethod }),
    lines: read,
  });
}
