import type { Decimal } from "#app/money/decimal.ts";
import type { ErpRef } from "./refs.ts";

export interface ItemQuery {
  number?: string;
  variantCode?: string;
  vendorItemNumber?: string;
  barcode?: string;
  text?: string;
}

export interface ItemCandidate {
  ref: ErpRef;
  description: string;
  variantCode?: string;
  salesUnit?: string;
  barcode?: string;
  blocked: boolean;
  matchedBy: "number" | "variantCode" | "vendorItemNumber" | "barcode" | "text";
}

export interface ItemData {
  number?: string;
  description: string;
  barcode?: string;
  unit?: string;
  price?: Decimal;
  currency?: string;
}

export interface Availability {
  item: ErpRef;
  location?: string;
  onHand: Decimal;
  reserved: Decimal;
  available: Decimal;
}
