import type { RefusalText } from "#app/i18n/refusal-text.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { PostalAddress } from "./customers.ts";
import type { DocumentSnapshot } from "./documents.ts";
import type { ErpRef } from "./refs.ts";

/** A document as it is now, whole, in the terms of a draft. What an ERP does not keep is absent, what is not filled in is empty. */
export interface DocumentReading extends DocumentSnapshot {
  lines: ReadLine[];
  header: ReadHeader;
  pricesIncludeTax: boolean;
  /** Names what the document says (lines, header, totals), whatever its state and its stamps; `amendDocument` is given it back. */
  revision: string;
  /** Why the document cannot be amended as it stands now; absent: it can. */
  fixed?: RefusalText;
}

export type ReadLine = DocumentSnapshot["lines"][number] & {
  item?: ErpRef;
  unitPrice: Decimal;
  discount: Decimal;
  /** Absent where the ERP computes taxes of the document only. */
  tax?: Decimal;
  location?: string;
};

export interface ReadHeader {
  sellTo: ErpRef;
  billTo: ErpRef;
  billToAddress?: PostalAddress;
  shipToAddress?: PostalAddress;
  email?: string;
  phone?: string;
  documentDate?: string;
  dueDate?: string;
  externalDocumentNumber?: string;
  paymentTerms?: string;
  paymentMethod?: string;
  shipmentMethod?: string;
  shippingAgent?: string;
  note?: string;
}

/** A document, and the keys of the lines it was made of, in their order: for an ERP that keeps no keys and is told lines apart by their places. */
export interface Made {
  ref: ErpRef;
  keys: readonly string[];
}

/** Which document is amended, and as what it was seen: one that says something else by now is left alone. */
export interface Amended extends Made {
  revision: string;
}
