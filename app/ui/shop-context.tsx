import { createContext, useContext } from "react";
import { DIRECTION } from "#app/i18n/languages.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Decimal } from "#app/money/decimal.ts";
import {
  formatCount,
  formatCounted,
  formatDay,
  formatDecimal,
  formatMoney,
  formatMonth,
  formatPlainDay,
  formatRate,
  formatTime,
  formatWeekday,
} from "./format.ts";

/** What every screen of one shop needs to write times and links. */
export interface ShopFacts {
  domain: string;
  timeZone: string;
  currency: string;
  /** Where Shopify Admin of this shop lives, ending in a slash, e.g. https://admin.shopify.com/store/example/ */
  adminUrl: string;
}

const Context = createContext<ShopFacts>({
  domain: "",
  timeZone: "UTC",
  currency: "USD",
  adminUrl: "",
});

export const ShopProvider = Context.Provider;
export const useShop = (): ShopFacts => useContext(Context);

/** Between facts on one line; from right to left with marks that keep a number apart from the Latin letters beside it. */
const BETWEEN = { ltr: " · ", rtl: "\u200f · \u200f" };

/** Writers for this shop and this person's language. */
export function useFormat() {
  const { i18n } = useTranslation();
  const shop = useShop();
  const locale = i18n.language;
  return {
    between: BETWEEN[DIRECTION[locale]],
    money: (amount: Decimal, currency: string) => formatMoney(locale, amount, currency),
    decimal: (value: Decimal) => formatDecimal(locale, value),
    rate: (fraction: Decimal) => formatRate(locale, fraction),
    count: (count: number) => formatCount(locale, count),
    counted: (count: number) => formatCounted(locale, count),
    time: (iso: string) => formatTime(locale, iso, shop.timeZone),
    day: (iso: string) => formatDay(locale, iso, shop.timeZone),
    month: (month: string) => formatMonth(locale, month),
    weekday: (day: string) => formatWeekday(locale, day),
    plainDay: (day: string) => formatPlainDay(locale, day),
  };
}
