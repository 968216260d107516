import type { Row } from "../api/value.ts";
import { NO_DATE } from "../api/value.ts";
import type { SetUp } from "./books.ts";
import { Books } from "./books.ts";

const SET_UP: SetUp = {
  localCurrency: "EUR",
  decimals: { EUR: 2, CAD: 2, USD: 2, JPY: 0, KWD: 3 },
  exchangeRates: new Set(["CAD", "USD", "JPY", "KWD"]),
  vat: {
    DOMESTIC: { VAT19: "19", VAT7: "7", ZERO: "0", QUEBEC: "14.975" },
    EXPORT: { VAT19: "0", VAT7: "0", ZERO: "0", QUEBEC: "0" },
  },
  manualNumbers: { customers: true, items: true },
  numberSeries: { orders: true },
  postingDoesNothing: false,
  reviewed: new Set(),
  recurringLines: {},
  unreadable: new Set(),
};

/** Those the company sends with, and what each is called. */
export const AGENTS = [
  { code: "DHL", title: "DHL Express" },
  { code: "UPS", title: "UPS" },
  { code: "FEDEX", title: "FedEx" },
  { code: "OWN", title: "Own delivery" },
] as const;

/** The set-up's tax groups as the connection's setting names them. */
export const TAX_GROUPS = "19=VAT19, 7=VAT7, 0=ZERO, 14.975=QUEBEC";

const code = (values: Record<string, string>): Row[] =>
  Object.entries(values).map(([key, displayName]) => ({ code: key, displayName }));

/** A small company of one's own for each test: set up as an administrator would for a shop. */
export function seedBooks({
  version = 29,
  over = {},
}: { version?: number; over?: Partial<SetUp> } = {}): Books {
  const books = new Books({ ...structuredClone(SET_UP), ...over }, version, "Nordlicht GmbH");
  const all = (set: string, rows: Row[]): void => rows.forEach((row) => void books.add(set, row));
  all("companyInformation", [
    { displayName: "Nordlicht GmbH", currencyCode: "EUR", country: "DE" },
  ]);
  all("generalLedgerSetup", [
    { localCurrencyCode: "EUR", allowPostingFrom: NO_DATE, allowPostingTo: NO_DATE },
  ]);
  all("accountingPeriods", [
    { name: "January", startingDate: "2026-01-01", newFiscalYear: true, closed: false },
  ]);
  all("paymentTerms", code({ "14D": "14 days", NET30: "Net 30 days" }));
  all("paymentMethods", code({ CARD: "Card payment", BANK: "Bank transfer" }));
  all("shipmentMethods", code({ STANDARD: "Standard", EXPRESS: "Express" }));
  all("currencies", code({ CAD: "Canadian dollar", JPY: "Yen", KWD: "Dinar", USD: "US dollar" }));
  all("locations", code({ MAIN: "Main warehouse", SHOP: "Shop" }));
  all(
    "countriesRegions",
    code({ DE: "Germany", DK: "Denmark", AT: "Austria", CA: "Canada", US: "USA" }),
  );
  all("unitsOfMeasure", code({ PCS: "Piece", BOX: "Box" }));
  all(
    "taxGroups",
    code({ VAT19: "Standard rate", VAT7: "Reduced rate", ZERO: "No VAT", QUEBEC: "GST and QST" }),
  );
  all("taxAreas", code({ DOMESTIC: "Domestic", EXPORT: "Outside the EU" }));
  // One batch, seen by two pages of the API.
  const batch = books.add("customerPaymentJournals", {
    code: "SHOPIFY",
    displayName: "Payments of the shop",
  });
  books.add("journals", { id: String(batch.id), code: "SHOPIFY" });
  seedAccounts(books);
  seedItems(books);
  seedCustomers(books);
  return books;
}

const ACCOUNTS: [number: string, displayName: string, over?: Row][] = [
  ["3999", "Revenue", { accountType: "Heading", directPosting: false }],
  ["4400", "Shipping revenue"],
  ["4410", "Fees and tips"],
  ["4810", "Rounding"],
  ["4820", "Invoice rounding", { directPosting: false }],
];

function seedAccounts(books: Books): void {
  for (const [number, displayName, over] of ACCOUNTS)
    books.add("accounts", {
      number,
      displayName,
      accountType: "Posting",
      directPosting: true,
      blocked: false,
      $taxGroup: "VAT19",
      ...over,
    });
}

function seedItems(books: Books): void {
  const item = (number: string, displayName: string, over: Row = {}): Row =>
    books.add("items", {
      number,
      displayName,
      type: "Inventory",
      blocked: false,
      gtin: "",
      unitPrice: "10",
      inventory: "1000",
      taxGroupCode: "VAT19",
      baseUnitOfMeasureCode: "PCS",
      ...over,
    });
  item("MUG-WHITE", "Enamel mug", { gtin: "4012345678901" });
  const sweater = item("SWEATER", "Sweater", { gtin: "4006381333931", unitPrice: "40" });
  books.add("itemVariants", {
    itemId: String(sweater.id),
    itemNumber: "SWEATER",
    code: "NAVY-M",
    description: "Navy, M",
  });
  books.add("itemVariants", {
    itemId: String(sweater.id),
    itemNumber: "SWEATER",
    code: "NAVY-L",
    description: "Navy, L",
  });
  item("OLD", "No longer sold", { blocked: true });
}

function seedCustomers(books: Books): void {
  const customer = (number: string, displayName: string, over: Row = {}): Row =>
    books.add("customers", {
      number,
      displayName,
      type: "Person",
      blocked: "_x0020_",
      country: "DE",
      currencyCode: "EUR",
      $vatGroup: "DOMESTIC",
      $pricesIncludeTax: false,
      ...over,
    });
  customer("C00001", "Ada Berg", { email: "ada@example.test" });
  customer("C00002", "Blocked Ltd", { blocked: "All" });
  customer("C00003", "Foreign Customer", {
    email: "Foreign.Customer@Example.test",
    phoneNumber: "+45 (0) 12-34 5678",
    country: "DK",
  });
  customer("C00004", "Guests, prices with VAT", { $pricesIncludeTax: true });
}
