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

/** An item whose stock is asked for: of one variant, or of all where none is named. */
export interface StockQuery {
  item: ErpRef;
  variantCode?: string;
  /** The unit it is sold in; the answer says how many base units that is. */
  unit?: string;
}

/** The query's own words, with quantities in base units of the item. What the ERP keeps no stock of is not answered. */
export interface Availability {
  item: ErpRef;
  variantCode?: string;
  unit?: string;
  location?: string;
  /** Base units in one of the unit asked for; null: the item has no such unit. */
  perUnit: Decimal | null;
  onHand: Decimal;
  reserved: Decimal;
  available: Decimal;
}
