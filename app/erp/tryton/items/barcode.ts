import type { Wire } from "../rpc/codec.ts";

/**
 * A product identifier. Tryton refuses a typed one whose check digit is wrong, so only what is an
 * EAN is sent as one.
 */
export const barcodeValues = (code: string): Record<string, Wire> => ({
  type: isEan(code) ? "ean" : null,
  code,
});

/** EAN-8, UPC-A, EAN-13 and GTIN-14: digits weighted 1 and 3 from the right come to a multiple of ten. */
export function isEan(code: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(code)) return false;
  return (
    [...code]
      .reverse()
      .reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0) %
      10 ===
    0
  );
}
