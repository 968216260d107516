import type { Decimal } from "#app/money/decimal.ts";

/** A ledger document as its page gets it. */
export interface DocumentView {
  id: string;
  kind: string;
  number: string;
  state: string;
  status: string;
  currency: string;
  pricesIncludeTax: boolean;
  totals: { net: Decimal; tax: Decimal; gross: Decimal };
  documentDate: string;
  dueDate: string | null;
  shopifyOrderId: string;
  shopifyOrderNumber: string;
  externalDocumentNumber: string;
  sellTo: Party;
  billTo: Party;
  shipTo: PostalAddress;
  email: string;
  phone: string;
  taxArea: string | null;
  paymentTerms: string | null;
  paymentMethod: string | null;
  shipmentMethod: string | null;
  shippingAgent: string | null;
  shippingAgentService: string | null;
  note: string;
  createdAt: string;
  lines: DocumentLineView[];
  shipments: ShipmentView[];
  invoices: InvoiceView[];
  version: string;
  may: Record<
    "release" | "delete" | "cancel" | "ship" | "invoice" | "invoiceShipped" | "edit",
    boolean
  >;
}

export interface ShipmentView {
  id: string;
  number: string;
  postedAt: string;
  reversedAt: string | null;
  shippingAgent: string | null;
  shippingAgentService: string | null;
  tracking: { number: string; url: string | null }[];
  /** A line whose goods are invoiced: the shipment cannot be undone. */
  invoicedLine: string | null;
  lines: { lineId: string; description: string; quantity: Decimal; location: string | null }[];
}

export interface InvoiceView {
  id: string;
  number: string;
  kind: string;
  status: string;
  postedAt: string;
  gross: Decimal;
  remaining: Decimal;
  payments: { id: string; number: string; amount: Decimal; method: string; date: string }[];
}

/** What the forms of a document offer. */
export interface DocumentForms {
  lists: Record<"location" | "shippingAgent" | "paymentMethod", CodeChoice[]>;
  services: (CodeChoice & { agent: string })[];
  /** Today in the company's time zone, YYYY-MM-DD. */
  today: string;
}

export interface CodeChoice {
  code: string;
  title: string;
}

/** Parts of an address, as far as there are any. */
export type PostalAddress = Partial<
  Record<
    | "name"
    | "name2"
    | "contact"
    | "address1"
    | "address2"
    | "zip"
    | "city"
    | "county"
    | "countryCode"
    | "phone",
    string | undefined
  >
>;

export interface Party {
  id: string;
  number: string;
  name: string;
  address: PostalAddress;
}

export interface DocumentLineView {
  id: string;
  kind: string;
  item: { id: string; number: string } | null;
  variantCode: string;
  account: string | null;
  itemCharge: string | null;
  unit: string | null;
  location: string | null;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
  amount: Decimal;
  tax: Decimal;
  shipped: Decimal;
  invoiced: Decimal;
  taxes: { title: string; rate: Decimal | null; amount: Decimal }[];
}
