import type { Decimal } from "#app/money/decimal.ts";
import { divide, normalize, round } from "#app/money/decimal.ts";
import type { Series, SeriesCode } from "../number-series.ts";
import type { LedgerReferenceKind, ReferenceDetails } from "../reference-kinds.ts";
import { countries } from "./countries.ts";

export interface DefaultEntry {
  kind: LedgerReferenceKind;
  parent?: string;
  code: string;
  title: string;
  details?: Record<string, unknown>;
}

const entry = <K extends LedgerReferenceKind>(
  kind: K,
  code: string,
  title: string,
  details: Partial<ReferenceDetails<K>> = {},
): DefaultEntry => ({ kind, parent: "", code, title, details });

/** Accounts that the books start with. */
export const ACCOUNTS = {
  sales: "4000",
  shipping: "4100",
  tips: "4200",
  giftCards: "2300",
  cashRounding: "4900",
  rounding: "4910",
  refunds: "4800",
  notRestocked: "4810",
  duties: "4300",
  fees: "4400",
} as const;

/** Which of them the shop card's account settings start with. */
export const ACCOUNT_SETTINGS = {
  shippingAccount: ACCOUNTS.shipping,
  giftCardAccount: ACCOUNTS.giftCards,
  tipAccount: ACCOUNTS.tips,
  cashRoundingAccount: ACCOUNTS.cashRounding,
  dutyAccount: ACCOUNTS.duties,
  feeAccount: ACCOUNTS.fees,
  roundingAccount: ACCOUNTS.rounding,
  customLineAccount: ACCOUNTS.sales,
  refundAccount: ACCOUNTS.refunds,
  refundNonRestockAccount: ACCOUNTS.notRestocked,
} as const;

/** Where goods that come back are booked in. */
export const RETURNS_LOCATION = "RETURNS";

/** Which template a private customer is made from. */
export const RETAIL_TEMPLATE = "RETAIL";

/** Units of euro's worth: starting values only, a merchant who sells in several currencies keeps the rates in the set-up. */
const PER_EURO: Record<string, Decimal> = {
  EUR: "1",
  USD: "1.1",
  GBP: "0.85",
  JPY: "160",
  KWD: "0.335",
  CAD: "1.5",
  AUD: "1.65",
  CHF: "0.95",
  SEK: "11.3",
  NOK: "11.6",
  DKK: "7.46",
  PLN: "4.3",
  CZK: "25",
  HUF: "395",
  NZD: "1.8",
  CNY: "7.8",
  HKD: "8.6",
  SGD: "1.46",
  INR: "92",
  BRL: "6",
  MXN: "19.5",
  KRW: "1480",
  BHD: "0.41",
  AED: "4",
  ISK: "150",
  TND: "3.4",
  CLP: "1040",
};

/** A small trader's books in the company's currency. */
export function defaultBooks(companyCurrency: string): DefaultEntry[] {
  return [
    entry("account", "2000", "Liabilities", { type: "heading", directPosting: false }),
    entry("account", ACCOUNTS.giftCards, "Gift cards sold, not yet redeemed"),
    entry("account", "3999", "Revenue", { type: "heading", directPosting: false }),
    entry("account", ACCOUNTS.sales, "Sales"),
    entry("account", ACCOUNTS.shipping, "Shipping charged"),
    entry("account", ACCOUNTS.tips, "Tips"),
    entry("account", ACCOUNTS.duties, "Duties charged"),
    entry("account", ACCOUNTS.fees, "Fees charged"),
    entry("account", ACCOUNTS.refunds, "Refunds"),
    entry("account", ACCOUNTS.notRestocked, "Refunds of goods not restocked"),
    entry("account", ACCOUNTS.cashRounding, "Cash rounding"),
    entry("account", ACCOUNTS.rounding, "Rounding differences"),
    entry("account", "1200", "Receivables", { directPosting: false }),
    entry("location", "MAIN", "Main warehouse"),
    entry("location", "SHOP", "Shop"),
    entry("location", RETURNS_LOCATION, "Returns"),
    entry("paymentTerms", "NOW", "Due at once"),
    ...[7, 14, 15, 30, 45, 60, 90].map((days) =>
      entry("paymentTerms", `NET${days}`, `Net ${days} days`, { days }),
    ),
    entry("paymentTerms", "EOM", "End of month", { fromEndOfMonth: true }),
    entry("paymentMethod", "CARD", "Card"),
    entry("paymentMethod", "PAYPAL", "PayPal"),
    entry("paymentMethod", "BANK", "Bank transfer"),
    entry("paymentMethod", "CASH", "Cash"),
    entry("paymentMethod", "GIFTCARD", "Gift card"),
    entry("paymentMethod", "INVOICE", "On invoice"),
    entry("shipmentMethod", "STANDARD", "Standard"),
    entry("shipmentMethod", "EXPRESS", "Express"),
    entry("shipmentMethod", "FREE", "Free shipping"),
    entry("shipmentMethod", "PICKUP", "Collected by the customer"),
    ...agent(
      "DHL",
      "DHL Express",
      { trackingCompany: "DHL Express", trackingUrl: "https://www.dhl.com/track?tracking-id=%1" },
      ["STANDARD", "EXPRESS"],
    ),
    ...agent(
      "UPS",
      "UPS",
      { trackingCompany: "UPS", trackingUrl: "https://www.ups.com/track?tracknum=%1" },
      ["STANDARD", "EXPRESS"],
    ),
    ...agent(
      "FEDEX",
      "FedEx",
      { trackingCompany: "FedEx", trackingUrl: "https://www.fedex.com/fedextrack/?trknbr=%1" },
      ["STANDARD", "EXPRESS"],
    ),
    ...agent("OWN", "Own delivery", { trackingCompany: "", trackingUrl: "" }, []),
    entry("taxArea", "HOME", "Home"),
    entry("taxArea", "EU", "European Union"),
    entry("taxArea", "ABROAD", "Abroad"),
    entry("customerTemplate", RETAIL_TEMPLATE, "Private customers", { paymentTerms: "NOW" }),
    entry("customerTemplate", "B2B", "Companies", { paymentTerms: "NET30" }),
    entry("unit", "PCS", "Piece"),
    entry("unit", "SET", "Set"),
    entry("unit", "BOX", "Box"),
    entry("unit", "KG", "Kilogram"),
    entry("unit", "HOUR", "Hour"),
    entry("itemCharge", "FREIGHT", "Freight on sales"),
    ...currencies(companyCurrency),
    ...countries().map(({ code, title }) => entry("country", code, title)),
  ];
}

function agent(
  code: string,
  title: string,
  tracking: { trackingCompany: string; trackingUrl: string },
  services: string[],
): DefaultEntry[] {
  return [
    entry("shippingAgent", code, title, tracking),
    ...services.map((service) => ({
      ...entry("shippingAgentService", service, `${title} ${service.toLowerCase()}`),
      parent: code,
    })),
  ];
}

function currencies(company: string): DefaultEntry[] {
  const names = new Intl.DisplayNames(["en"], { type: "currency" });
  const home = PER_EURO[company] ?? "1";
  return [...new Set([company, ...Object.keys(PER_EURO)])].map((code) =>
    entry("currency", code, names.of(code) ?? code, {
      rate: code === company ? "1" : normalize(round(divide(home, PER_EURO[code] ?? "1"), 6)),
    }),
  );
}

export const DEFAULT_SERIES: Record<SeriesCode, Series> = {
  customer: { prefix: "C", next: 10001, width: 5, manualAllowed: true },
  item: { prefix: "ITEM-", next: 1001, width: 4, manualAllowed: true },
  salesOrder: { prefix: "SO-", next: 10001, width: 5, manualAllowed: true },
  salesInvoice: { prefix: "SI-", next: 10001, width: 5, manualAllowed: true },
  creditMemo: { prefix: "SC-", next: 10001, width: 5, manualAllowed: true },
  returnOrder: { prefix: "SR-", next: 10001, width: 5, manualAllowed: true },
  postedShipment: { prefix: "PS-", next: 10001, width: 5, manualAllowed: false },
  postedReceipt: { prefix: "PR-", next: 10001, width: 5, manualAllowed: false },
  postedInvoice: { prefix: "PI-", next: 10001, width: 5, manualAllowed: false },
  postedCreditMemo: { prefix: "PC-", next: 10001, width: 5, manualAllowed: false },
  payment: { prefix: "PAY-", next: 10001, width: 5, manualAllowed: false },
};
