import type { i18n as I18n } from "i18next";
import type { Decimal } from "#app/money/decimal.ts";
import { parseDecimal } from "#app/money/decimal.ts";
import { formatDecimal, formatMoney, formatPlainDay, formatTime } from "./format.ts";

/** What a text names behind the comma, `{{amount, money}}`: values are stored as they are, and written in the reader's language. */
export function addFormats({ services: { formatter } }: I18n): void {
  formatter?.add("money", (value, language, { currency }: Record<string, unknown>) =>
    money(value, language ?? "en", currency),
  );
  formatter?.add("decimal", (value, language) => {
    const amount = decimalIn(value);
    return amount === undefined ? String(value) : formatDecimal(language ?? "en", amount);
  });
  formatter?.add("day", (value, language) =>
    /^\d{4}-\d\d-\d\d$/.test(String(value))
      ? formatPlainDay(language ?? "en", String(value))
      : String(value),
  );
  formatter?.add("time", (value, language, { timeZone }: Record<string, unknown>) =>
    Number.isNaN(Date.parse(String(value)))
      ? String(value)
      : formatTime(
          language ?? "en",
          String(value),
          typeof timeZone === "string" ? timeZone : "UTC",
        ),
  );
}

const decimalIn = (value: unknown): Decimal | undefined =>
  typeof value === "string" ? parseDecimal(value) : undefined;

/** An amount with the currency beside it or within, or several with their titles. What was stored otherwise stays as it is. */
function money(value: unknown, language: string, currency: unknown): string {
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
