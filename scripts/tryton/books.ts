// What the template company is made of. Tests and the demo name things by these codes and names.

export const COMPANY = { name: "Nordlicht", currency: "EUR" } as const;

/** Log-ins of the template; passwords are made when it is built. */
export const USERS = {
  admin: "admin",
  /** What the app logs in with: the groups an integration needs and no more. */
  integration: "shopify",
  /** A person at work in sales, warehouse and accounting. */
  clerk: "clerk",
  /** May sell, but neither keep accounts nor products nor stock. */
  limited: "limited",
} as const;

/** Units of each currency for one euro. */
export const RATES: Record<
  string,
  { rate: string; digits: number; numeric: string; symbol: string }
> = {
  EUR: { rate: "1", digits: 2, numeric: "978", symbol: "€" },
  USD: { rate: "1.1", digits: 2, numeric: "840", symbol: "$" },
  DKK: { rate: "7.46", digits: 2, numeric: "208", symbol: "kr" },
  SEK: { rate: "11.3", digits: 2, numeric: "752", symbol: "kr" },
  GBP: { rate: "0.85", digits: 2, numeric: "826", symbol: "£" },
  CAD: { rate: "1.5", digits: 2, numeric: "124", symbol: "$" },
  JPY: { rate: "160", digits: 0, numeric: "392", symbol: "¥" },
  KWD: { rate: "0.335", digits: 3, numeric: "414", symbol: "KD" },
};

/** Countries goods are sent to. */
export const COUNTRIES = [
  "AT",
  "BE",
  "CA",
  "CH",
  "DE",
  "DK",
  "ES",
  "FI",
  "FR",
  "GB",
  "IE",
  "IT",
  "JP",
  "KW",
  "LU",
  "NL",
  "NO",
  "PL",
  "PT",
  "SE",
  "US",
] as const;

/** Taxes by the names Shopify gives them; two taxes may share a rate. */
export const TAXES: { name: string; rate: string }[] = [
  { name: "VAT 19 %", rate: "0.19" },
  { name: "VAT 7 %", rate: "0.07" },
  { name: "VAT 8 %", rate: "0.08" },
  { name: "VAT 25 %", rate: "0.25" },
  { name: "TVA 20 %", rate: "0.20" },
  { name: "Maine State Tax", rate: "0.055" },
  { name: "State Tax", rate: "0.04" },
  { name: "City Tax", rate: "0.04875" },
  { name: "Consumption tax", rate: "0.10" },
];

export const WAREHOUSES = {
  main: { code: "WH", name: "Main warehouse" },
  other: { code: "SHOP", name: "Shop" },
} as const;

export const PAYMENT_TERMS: { name: string; days: number }[] = [
  { name: "NOW", days: 0 },
  { name: "NET14", days: 14 },
  { name: "NET30", days: 30 },
];

export const PAYMENT_METHODS = ["CARD", "PAYPAL", "BANK", "CASH", "GIFTCARD"] as const;

/** Carriers are parties; their party codes are what people call them by. */
export const CARRIERS = [
  { code: "DHL", name: "DHL Express" },
  { code: "UPS", name: "UPS" },
  { code: "FEDEX", name: "FedEx" },
  { code: "OWN", name: "Own delivery" },
] as const;

/** A sale line without goods is charged through a service product. */
export const SERVICES = {
  shipping: { code: "SHIPPING", name: "Shipping charged" },
  tip: { code: "TIP", name: "Tip" },
  giftCard: { code: "GIFTCARD", name: "Gift card" },
  rounding: { code: "ROUNDING", name: "Rounding differences" },
  cashRounding: { code: "CASH-ROUNDING", name: "Cash rounding" },
  duty: { code: "DUTY", name: "Duties charged" },
  fee: { code: "FEE", name: "Fees charged" },
  custom: { code: "CUSTOM", name: "Other goods and services" },
  /** What a carrier costs; not charged on sales of the app. */
  carriage: { code: "CARRIAGE", name: "Carriage" },
} as const;

export interface Goods {
  code: string;
  name: string;
  price: string;
  barcode?: string;
  /** Quantity in the main warehouse; the other one gets a tenth. */
  stock?: string;
  blocked?: boolean;
}

export const GOODS: Goods[] = [
  {
    code: "MUG-WHITE",
    name: "Enamel mug",
    price: "12.90",
    barcode: "4012345678901",
    stock: "1000",
  },
  { code: "SWEATER", name: "Sweater", price: "79.00", barcode: "4006381333931", stock: "1000" },
  { code: "LAMP", name: "Storm lamp", price: "34.50", stock: "1000" },
  { code: "SCARCE", name: "Only three left", price: "5.00", stock: "3" },
  { code: "OLD", name: "No longer sold", price: "1.00", blocked: true },
];

export interface PersonOrFirm {
  code: string;
  name: string;
  email?: string;
  phone?: string;
  street: string;
  zip: string;
  city: string;
  country: string;
  blocked?: boolean;
}

export const CUSTOMERS: PersonOrFirm[] = [
  {
    code: "C-ADA",
    name: "Ada Berg",
    email: "ada@example.test",
    street: "Hafenstraße 1",
    zip: "20457",
    city: "Hamburg",
    country: "DE",
  },
  {
    code: "C-BLOCKED",
    name: "Blocked Ltd",
    street: "Closed Road 1",
    zip: "N1 9GU",
    city: "London",
    country: "GB",
    blocked: true,
  },
  {
    code: "C-FOREIGN",
    name: "Foreign Customer",
    email: "Foreign.Customer@Example.test",
    phone: "+45 (0) 12-34 5678",
    street: "Strandgade 9",
    zip: "1401",
    city: "København",
    country: "DK",
  },
  {
    code: "C-WEB",
    name: "Web shop customers",
    street: "Am Kai 1",
    zip: "23552",
    city: "Lübeck",
    country: "DE",
  },
];
