import type { Capabilities } from "#app/erp/capabilities.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";

/** A posted invoice of what an exchange sent out, with what is open of it. */
export interface OpenInvoice {
  id: string;
  ordinal: number;
  remaining: Decimal;
}

/**
 * What is open of a posted credit memo once its money went back, on the invoices of what went out instead: oldest first, as far as both go; where the ERP
 * settles whole amounts only, on the first that has just as much open.
 */
export function planApplications(
  open: Decimal,
  invoices: readonly OpenInvoice[],
  how: Capabilities["creditMemoApplication"],
): { invoice: OpenInvoice; amount: Decimal }[] {
  const first = [...invoices].sort((a, b) => a.ordinal - b.ordinal);
  if (how === "none" || decimal.compare(open, "0") <= 0) return [];
  if (how === "whole") {
    const invoice = first.find(({ remaining }) => decimal.compare(remaining, open) === 0);
    return invoice ? [{ invoice, amount: open }] : [];
  }
  let left = open;
  return first.flatMap((invoice) => {
    const amount = decimal.min(left, invoice.remaining);
    if (decimal.compare(amount, "0") <= 0) return [];
    left = decimal.subtract(left, amount);
    return [{ invoice, amount }];
  });
}
