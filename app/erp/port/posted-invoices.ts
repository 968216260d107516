import type { Decimal } from "#app/money/decimal.ts";
import type { PostalAddress } from "./customers.ts";
import type { DraftTax, Totals } from "./documents.ts";
import type { InvoiceEvent } from "./feeds.ts";
import type { LineKind } from "./line-kinds.ts";
import type { ErpRef } from "./refs.ts";

/** A posted invoice as it stands now, whole. What an ERP does not keep is absent. */
export interface PostedInvoiceReading {
  ref: ErpRef;
  number: string;
  status: InvoiceEvent["status"];
  billTo: ErpRef;
  email?: string;
  billToAddress?: PostalAddress;
  shipToAddress?: PostalAddress;
  currency: string;
  pricesIncludeTax: boolean;
  postedAt: string;
  /** Day of the invoice. */
  documentDate?: string;
  /** Day by which it is to be paid. */
  dueDate?: string;
  /** Code, as `reference` lists it. */
  paymentTerms?: string;
  /** The customer's own number of the order. */
  externalDocumentNumber?: string;
  lines: PostedInvoiceLine[];
  /** Lines' amounts and taxes add up to these. */
  totals: Totals;
  remaining: Decimal;
}

export interface PostedInvoiceLine {
  kind: LineKind;
  /** Of its item, or its G/L account; empty: the line names none. */
  number: string;
  account?: string;
  description: string;
  quantity: Decimal;
  /** Before discounts; like `amount` in the price basis of the invoice. */
  unitPrice: Decimal;
  /** After discounts. */
  amount: Decimal;
  taxes: Pick<DraftTax, "title" | "rate" | "amount">[];
}
