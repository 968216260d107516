/**
 * Decimal places of currencies that do not have two, by ISO 4217 (list of 2024-06). Not Intl: its answers follow CLDR,
 * which rounds some currencies (e.g. HUF, IDR) for display, and change with the Node version.
 */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** Number of decimals of an amount in this currency. */
export function exponent(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}
