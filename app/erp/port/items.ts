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
  /** Of one unit, in kilograms. Left out by an ERP that keeps none. */
  weight?: Decimal;
}

/** An item as it stands in the ERP: what a product is made of. */
export interface ItemReading {
  ref: ErpRef;
  description: string;
  barcode?: string;
  /** The unit that the price is for. */
  unit?: string;
  /** Absent: the ERP has none. */
  price?: Decimal;
  /** What the price is in. */
  currency?: string;
  /** Absent: the ERP does not say. */
  priceIncludesTax?: boolean;
  /** Of one unit, in kilograms. Absent: the ERP has none. */
  weight?: Decimal;
  /** Stock of it is kept. */
  stocked: boolean;
  /** How many variants it has of its own, each with a code. */
  variants: number;
  blocked: boolean;
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
