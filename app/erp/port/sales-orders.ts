import type { PostalAddress } from "./customers.ts";
import type { DocumentStatus, Totals } from "./documents.ts";
import type { PostedInvoiceLine } from "./posted-invoices.ts";
import type { ErpRef } from "./refs.ts";

/** A sales order as it stands now, whole, whoever made it. What an ERP does not keep is absent. */
export interface SalesOrderReading {
  ref: ErpRef;
  number: string;
  status: DocumentStatus;
  /** The key that an app gave it; absent: people made it. */
  externalKey?: string;
  sellTo: ErpRef;
  email?: string;
  phone?: string;
  billToAddress?: PostalAddress;
  shipToAddress?: PostalAddress;
  currency: string;
  pricesIncludeTax: boolean;
  /** Day of the order. */
  documentDate: string;
  /** The customer's own number of the order. */
  externalDocumentNumber?: string;
  /** Code, as `reference` lists it. */
  paymentMethod?: string;
  note?: string;
  lines: PostedInvoiceLine[];
  /** Lines' amounts and taxes add up to these. */
  totals: Totals;
}
