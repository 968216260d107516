import { knownText } from "#app/i18n/known-text.ts";
import type { Translator } from "#app/i18n/translator.ts";
import { formatDay, formatDecimal, formatMoney, formatPlainDay } from "#app/ui/format.ts";
import { problemText } from "#app/ui/problem-text.ts";
import type { Link } from "./answers.ts";

/** Writes for one reader: texts, amounts and days in the reader's language, times in the shop's zone. */
export function speaker(i18n: Translator, timeZone: string) {
  const { language, t } = i18n;
  return {
    t,
    known: knownText(i18n),
    problem: problemText(i18n, timeZone),
    money: (amount: string, currency: string) => formatMoney(language, amount, currency),
    decimal: (value: string) => formatDecimal(language, value),
    day: (iso: string) => formatDay(language, iso, timeZone),
    plainDay: (day: string) => formatPlainDay(language, day),
    /** A page of the app, or an address outside. */
    link: (text: string, address: string): Link => ({
      text,
      href: address.startsWith("/") ? `app:${address.slice(1)}` : address,
    }),
  };
}

export type Speaker = ReturnType<typeof speaker>;
