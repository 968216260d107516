import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { isZero } from "#app/money/decimal.ts";

/** Paid in another currency at another rate, an invoice stays posted in Tryton with nothing left to pay. */
export const statusOf = ({
  state,
  amount_to_pay,
  total_amount,
}: {
  state: string;
  amount_to_pay: Decimal;
  total_amount: Decimal;
}): InvoiceEvent["status"] =>
  state === "cancelled"
    ? "cancelled"
    : state === "paid" || (isZero(amount_to_pay) && !isZero(total_amount))
      ? "paid"
      : "posted";
