import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DraftTax } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, isZero, multiply, normalize } from "#app/money/decimal.ts";

/** An account.tax as Tryton has it. */
export interface ServerTax {
  id: number;
  name: string;
  description: string;
  type: string;
  rate: Decimal | null;
  parent: number | null;
  childs: number[];
  updateUnitPrice: boolean;
  /** sale | purchase | both; null when the tax belongs to no group. */
  groupKind: string | null;
  startDate: string | null;
  endDate: string | null;
}

/** Taxes a sale line may have by itself: a percentage of the net price, valid on the day, for sales. */
export function usableTaxes(taxes: readonly ServerTax[], day: string): ServerTax[] {
  return taxes.filter(
    (tax) =>
      tax.type === "percentage" &&
      tax.rate !== null &&
      tax.parent === null &&
      tax.childs.length === 0 &&
      !tax.updateUnitPrice &&
      tax.groupKind !== "purchase" &&
      (tax.startDate === null || tax.startDate <= day) &&
      (tax.endDate === null || day <= tax.endDate),
  );
}

const plainTitle = (text: string): string =>
  text.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");
const percent = (rate: Decimal): string => `${normalize(multiply(rate, "100"))} %`;
const named = (tax: DraftTax): string =>
  `“${tax.title}”${tax.rate === undefined ? "" : ` (${percent(tax.rate)})`}`;

/**
 * The taxes of a line as Tryton's own, by rate; its title decides between taxes of one rate, and
 * stands alone when Shopify gave no rate. What
 * Shopify did not charge is no tax of the line. Throws `unmapped` for a tax that Tryton lacks, has
 * twice, or that two charges share.
 */
export function taxesOfLine(
  charged: readonly DraftTax[],
  usable: readonly ServerTax[],
): { id: number; rate: Decimal }[] {
  const found: { id: number; rate: Decimal }[] = [];
  for (const tax of charged.filter(({ amount }) => !isZero(amount))) {
    const { id, rate } = taxOf(tax, usable);
    if (found.some((other) => other.id === id))
      throw unmapped(tax, refusal("trytonDocument.taxTwice", { tax: named(tax) }));
    found.push({ id, rate });
  }
  return found;
}

function taxOf(tax: DraftTax, usable: readonly ServerTax[]): { id: number; rate: Decimal } {
  const { rate } = tax;
  const title = plainTitle(tax.title);
  const byTitle = (entry: ServerTax): boolean =>
    plainTitle(entry.name) === title || plainTitle(entry.description) === title;
  const sameRate =
    rate === undefined
      ? usable
      : usable.filter((entry) => entry.rate !== null && compare(entry.rate, rate) === 0);
  const fitting = rate !== undefined && sameRate.length === 1 ? sameRate : sameRate.filter(byTitle);
  const [only, second] = fitting;
  if (only?.rate && second === undefined) return { id: only.id, rate: only.rate };
  if (second !== undefined || (rate !== undefined && sameRate.length > 0)) {
    throw unmapped(
      tax,
      refusal("trytonDocument.severalTaxes", {
        tax: named(tax),
        names: (second === undefined ? sameRate : fitting).map(({ name }) => name).join(", "),
        title: tax.title,
      }),
    );
  }
  throw unmapped(tax, refusal("trytonDocument.noTax", { tax: named(tax) }));
}

const unmapped = (tax: DraftTax, sentence: RefusalText): ErpError =>
  new ErpError({
    class: "unmapped",
    ...said(sentence),
    what: `tax ${tax.title}${tax.rate === undefined ? "" : ` ${percent(tax.rate)}`}`,
  });
