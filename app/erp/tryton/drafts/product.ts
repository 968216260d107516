export interface Product {
  id: number;
  code: string;
  /** goods | assets | service */
  type: string;
  saleUnit: number;
  /** Units of one category can be converted into each other. */
  unitCategory: number;
  accountCategory: number | null;
}
