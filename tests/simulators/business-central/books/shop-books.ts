import type { Books } from "./books.ts";
import { seedBooks } from "./seed.ts";

/** VAT product posting groups of a shop that sells to many countries, by rate in percent. */
const RATES: Record<string, string> = {
  "25": "VAT25",
  "20": "VAT20",
  "19": "VAT19",
  "10": "VAT10",
  "8.875": "TWO-TAXES",
  "8": "VAT8",
  "7": "VAT7",
  "5.5": "MAINE",
  "4.875": "CITY",
  "4": "STATE",
  "0": "ZERO",
};

/** As a merchant enters them on the connection. */
export const SHOP_TAX_GROUPS = Object.entries(RATES)
  .map(([rate, group]) => `${rate}=${group}`)
  .join(", ");

/** Accounts of the charges that a shop has besides its goods. */
export const SHOP_ACCOUNTS = {
  shipping: "4400",
  giftCards: "3500",
  tips: "4420",
  cashRounding: "4830",
  rounding: "4810",
  duties: "4430",
  fees: "4440",
  custom: "4450",
  refunds: "4460",
} as const;

const NAMES: Record<keyof typeof SHOP_ACCOUNTS, string> = {
  shipping: "Shipping revenue",
  giftCards: "Gift cards sold",
  tips: "Tips",
  cashRounding: "Cash rounding",
  rounding: "Rounding",
  duties: "Duties charged",
  fees: "Fees charged",
  custom: "Other goods and services",
  refunds: "Refunds",
};

/** Whom guests of the shop are sold to. */
export const WEB_CUSTOMER = "C-WEB";

const COUNTRIES = "BE CH ES FI FR GB IE IT JP KW LU NL NO PL PT SE".split(" ");

export interface ShopGoods {
  sku: string;
  title: string;
  barcode?: string;
  price: string;
}

/** The books of a company that sells in a shop: the small company of the tests, and all that a whole shop needs. */
export function shopBooks(goods: readonly ShopGoods[] = []): Books {
  const groups = Object.entries(RATES);
  const vat = Object.fromEntries(groups.map(([rate, group]) => [group, rate]));
  const books = seedBooks({
    over: {
      vat: {
        DOMESTIC: vat,
        EXPORT: Object.fromEntries(groups.map(([, group]) => [group, "0"])),
      },
      decimals: { EUR: 2, CAD: 2, USD: 2, GBP: 2, SEK: 2, DKK: 2, JPY: 0, KWD: 3 },
      exchangeRates: new Set(["CAD", "USD", "GBP", "SEK", "DKK", "JPY", "KWD"]),
    },
  });
  for (const [rate, code] of groups)
    if (!books.find("taxGroups", "code", code))
      books.add("taxGroups", { code, displayName: `Tax ${rate} %` });
  for (const code of ["GBP", "SEK", "DKK"]) books.add("currencies", { code, displayName: code });
  for (const code of COUNTRIES) books.add("countriesRegions", { code, displayName: code });
  for (const [use, number] of Object.entries(SHOP_ACCOUNTS))
    if (!books.find("accounts", "number", number))
      books.add("accounts", {
        number,
        displayName: NAMES[use as keyof typeof SHOP_ACCOUNTS],
        accountType: "Posting",
        directPosting: true,
        blocked: false,
        $taxGroup: "VAT19",
      });
  books.add("customers", {
    number: WEB_CUSTOMER,
    displayName: "Web shop customers",
    type: "Person",
    blocked: "_x0020_",
    country: "DE",
    city: "Lübeck",
    currencyCode: "EUR",
    $vatGroup: "DOMESTIC",
    $pricesIncludeTax: true,
  });
  stockGoods(books, goods);
  return books;
}

/** Items for what a shop sells; those that are there already stay. */
export function stockGoods(books: Books, goods: readonly ShopGoods[]): void {
  for (const { sku, title, barcode, price } of goods)
    if (!books.find("items", "number", sku))
      books.add("items", {
        number: sku,
        displayName: title,
        type: "Inventory",
        blocked: false,
        gtin: barcode ?? "",
        unitPrice: price,
        inventory: "250",
        taxGroupCode: "VAT19",
        baseUnitOfMeasureCode: "PCS",
      });
}
