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
  shipments: { id: string; number: string; postedAt: string; trackingNumbers: string[]; reversedAt: string | null }[];
  invoices: { id: string; number: string; kind: string; postedAt: string; gross: Decimal; remaining: Decimal; payments: { id: string; number: string; amount: Decimal; method: string; date: string }[] }[];
}

/** Parts of an address, as far as there are any. */
export type PostalAddress = Partial<Record<"name" | "name2" | "contact" | "address1" | "address2" | "zip" | "city" | "county" | "countryCode" | "phone", string | undefined>>;

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
