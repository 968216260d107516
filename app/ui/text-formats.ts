import type { Language } from "#app/i18n/languages.ts";
import type { Format, Translator } from "#app/i18n/translator.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { parseDecimal } from "#app/money/decimal.ts";
import { formatDecimal, formatMoney, formatPlainDay, formatTime } from "./format.ts";

/** What a text names behind the comma, `{{amount, money}}`: values are stored as they are, and written in the reader's language. */
export const FORMATS: Readonly<Record<string, Format>> = {
  money: (value, { currency }, { language }) => money(value, language, currency),
  decimal: (value, _, { language }) => {
    const amount = decimalIn(value);
    return amount === undefined ? String(value) : formatDecimal(language, amount);
  },
  proofs: (value, { currency }, say) => proofs(value, currency, say),
  day: (value, _, { language }) =>
    /^\d{4}-\d\d-\d\d$/.test(String(value))
      ? formatPlainDay(language, String(value))
      : String(value),
  time: (value, { timeZone }, { language }) =>
    Number.isNaN(Date.parse(String(value)))
      ? String(value)
      : formatTime(language, String(value), typeof timeZone === "string" ? timeZone : "UTC"),
};

const decimalIn = (value: unknown): Decimal | undefined =>
  typeof value === "string" ? parseDecimal(value) : undefined;

/** An amount with the currency beside it or within, or several with their titles. What was stored otherwise stays as it is. */
function money(value: unknown, language: Language, currency: unknown): string {
  if (Array.isArray(value))
    return value.map((one) => money(one, language, currency)).join(", ") || "–";
  if (typeof value === "object" && value !== null) {
    const { title, amount, currency: own } = value as Record<string, unknown>;
    const text = money(amount, language, own);
    return typeof title === "string" ? `${title} ${text}` : text;
  }
  const amount = decimalIn(value);
  if (amount === undefined) return String(value);
  return typeof currency === "string" && /^[A-Z]{3}$/.test(currency)
    ? formatMoney(language, amount, currency)
    : formatDecimal(language, amount);
}

/** Rows of a proof that do not agree, each with both sides. What was stored otherwise is left out. */
function proofs(value: unknown, currency: unknown, { language, t, exists }: Translator): string {
  const rows = Array.isArray(value) ? (value as unknown[]) : [];
  const pairs = rows.flatMap((row) => {
    if (typeof row !== "object" || row === null || !("kind" in row)) return [];
    const { kind, shopify, document, difference } = row as Record<string, unknown>;
    const name = `proof.kind.${String(kind)}`;
    return [
      t("proof.pair", {
        kind: exists(name) ? t(name as "proof.kind.total") : String(kind),
        shopify: money(shopify, language, currency),
        document: money(document, language, currency),
        difference: money(difference, language, currency),
      }),
    ];
  });
  return pairs.join(" ") || "–";
}
