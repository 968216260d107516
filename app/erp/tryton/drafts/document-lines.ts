import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentDraft, DraftLine, Totals } from "#app/erp/port/documents.ts";
import { invalid, misconfigured, refusal } from "#app/erp/refusals.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, divide, multiply, round } from "#app/money/decimal.ts";
import { taxesOfLine, usableTaxes } from "../taxes.ts";
import type { PlannedLine } from "../totals/fit.ts";
import { fitToTotal } from "../totals/fit.ts";
import type { Books } from "./books.ts";
import { markedNote } from "./line-mark.ts";
import type { Product } from "./product.ts";

/** A line as Tryton will hold it, whatever the document; amounts without tax. */
export type DocumentLine =
  | { type: "comment"; description: string; note: string }
  | {
      type: "line";
      product: Product;
      account: number;
      unit: number;
      quantity: Decimal;
      unitPrice: Decimal;
      description: string;
      note: string;
      taxes: number[];
    };

export interface LineFacts {
  books: Books;
  /** Valid taxes are those of this day. */
  today: string;
  /** Smallest step of the document's currency. */
  step: Decimal;
  /** By the line's position; null for comments. */
  products: { ofLines: readonly (Product | null)[]; rounding: Product | undefined };
  /** Per line: what may go on the rounding line. */
  tolerance: Decimal;
}

/**
 * The draft's lines for Tryton, with prices that take discounts in and a rounding line where one is
 * needed and may be; and what they will come to.
 */
export function documentLines(
  draft: DocumentDraft,
  facts: LineFacts,
): { lines: DocumentLine[]; predicted: Totals } {
  const { books, step, products } = facts;
  const usable = usableTaxes(books.taxes, facts.today);
  const sold = draft.lines.flatMap((line, index) => {
    const product = products.ofLines[index] ?? null;
    return isText(line) || !product
      ? []
      : [
          {
            line,
            product,
            unit: unitOf(line, `lines[${index}]`, product, books),
            account: accountOf(product, books),
            taxes: taxesOfLine(line.taxes, usable),
          },
        ];
  });
  const planned = sold.map(({ line, taxes }): PlannedLine => ({
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    discount: line.discount,
    taxes,
  }));
  const tolerance = products.rounding ? multiply(facts.tolerance, String(sold.length)) : "0";
  const fitted = fitToTotal(
    planned,
    draft.expected.gross,
    { step, taxRounding: books.taxRounding },
    tolerance,
  );
  const lines = draft.lines.map((line): DocumentLine => {
    const index = sold.findIndex((entry) => entry.line === line);
    const entry = sold[index];
    if (!entry) return { type: "comment", description: line.description, note: markedNote(line) };
    return {
      type: "line",
      product: entry.product,
      account: entry.account,
      unit: entry.unit,
      quantity: line.quantity,
      unitPrice: fitted.prices[index] ?? "0",
      description: line.description,
      note: markedNote(line),
      taxes: entry.taxes.map(({ id }) => id),
    };
  });
  if (fitted.rounding !== null && products.rounding) {
    lines.push({
      type: "line",
      product: products.rounding,
      account: accountOf(products.rounding, books),
      unit: products.rounding.saleUnit,
      quantity: "1",
      unitPrice: fitted.rounding,
      description: draft.roundingText ?? "Rounding",
      note: markedNote({ kind: "rounding" }),
      taxes: [],
    });
  }
  return { lines, predicted: fitted.predicted };
}

/**
 * A line's unit by its symbol or name, else the one the product is sold in; the quantity must be
 * one that the unit can count.
 */
function unitOf(line: DraftLine, field: string, product: Product, { units }: Books): number {
  const convertible = units.filter(({ category }) => category === product.unitCategory);
  const unit =
    line.unit === undefined
      ? units.find(({ id }) => id === product.saleUnit)
      : (convertible.find(({ symbol }) => symbol === line.unit) ??
        convertible.find(({ name }) => name === line.unit));
  if (!unit)
    throw invalid(
      `${field}.unit`,
      refusal("product.soldUnit", {
        product: product.code,
        unit: line.unit ?? "",
        units: convertible.map(({ symbol }) => symbol).join(", "),
      }),
    );
  const steps = divide(line.quantity, unit.rounding);
  if (compare(steps, round(steps, 0)) !== 0)
    throw invalid(
      `${field}.quantity`,
      refusal("product.step", {
        product: product.code,
        step: unit.rounding,
        unit: unit.symbol,
        quantity: line.quantity,
      }),
      decimalsOf(unit.rounding),
    );
  return unit.id;
}

/** Without one a sale would be confirmed and then stay where it is, in silence. */
function accountOf(product: Product, books: Books): number {
  const account = books.categoryAccounts.get(product.accountCategory ?? 0) ?? books.revenueAccount;
  if (account === null)
    throw misconfigured(
      refusal("product.revenueAccount", { product: product.code }),
      refusal("trytonAction.revenueAccount"),
    );
  return account;
}

const decimalsOf = (step: Decimal): number => step.split(".")[1]?.length ?? 0;
