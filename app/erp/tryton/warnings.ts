/**
 * Questions of Tryton that the app may answer with yes by itself, by the warning's name: each is
 * about what the app does on purpose. All others
 * are for a person (trytond.exceptions.UserWarning).
 */
const KNOWN: readonly RegExp[] = [
  // account_invoice InvoicePaymentTermDateWarning: an order paid long ago is due before today.
  /^invoice_payment_term_\d+$/,
  // stock_package_shipping PackWarning: an order without a carrier is shipped without one.
  /^shipment_out_no_carrier_stock\.shipment\.out,\d+$/,
];

export const mayAnswer = (warning: string): boolean => KNOWN.some((known) => known.test(warning));
