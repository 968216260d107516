import { refusal, said } from "#app/erp/refusals.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DraftTax } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, isZero, multiply, normalize, parseDecimal } from "#app/money/decimal.ts";

/** A VAT product posting group for each rate in percent. */
export type TaxGroups = ReadonlyMap<Decimal, string>;

/** "19=VAT19, 7=VAT7, 0=ZERO" as a person enters it; undefined for nothing. */
export function readTaxGroups(text: string): TaxGroups | undefined | "unreadable" {
  if (text === "") return undefined;
  const groups = new Map<Decimal, string>();
  for (const part of text.split(/[,;\n]/).filter((one) => one.trim() !== "")) {
    const [, rate = "", group = ""] =
      /^\s*(\d+(?:\.\d+)?)\s*%?\s*=\s*(\S.{0,18}?\S|\S)\s*$/.exec(part) ?? [];
    const known = parseDecimal(rate);
    if (known === undefined || groups.has(known)) return "unreadable";
    groups.set(known, group.toUpperCase());
  }
  return groups;
}

const percent = (rate: Decimal): Decimal => normalize(multiply(rate, "100"));

/** What of a line's taxes Business Central must charge, in percent. Undefined where Shopify gave no rate. */
export function rateOf(taxes: readonly DraftTax[]): Decimal | undefined {
  const charged = taxes.filter(({ amount }) => !isZero(amount));
  return charged.some(({ rate }) => rate === undefined)
    ? undefined
    : percent(add("0", ...charged.map(({ rate }) => rate ?? "0")));
}

const named = (taxes: readonly DraftTax[]): string =>
  taxes
    .filter(({ amount }) => !isZero(amount))
    .map(({ title, rate }) => `“${title}”${rate === undefined ? "" : ` (${percent(rate)} %)`}`)
    .join(" + ");

/** The group that makes Business Central charge a line's taxes. Throws `unmapped` where the settings name none. */
export function taxGroupOf(taxes: readonly DraftTax[], groups: TaxGroups): string {
  const rate = rateOf(taxes);
  const group = rate === undefined ? undefined : groups.get(rate);
  if (group !== undefined) return group;
  throw new ErpError({
    class: "unmapped",
    what: "tax",
    ...said(refusal("bc.tax", { tax: named(taxes) || "0 %" })),
  });
}
