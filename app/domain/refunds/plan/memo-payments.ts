import type { OrderRefund, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { compareGids } from "#app/shopify/gid.ts";
import type { TransactionId } from "#app/lib/ids.ts";

/** What of a payment that went back is registered on the refund's credit memo. */
export interface MemoPayment {
  transactionId: TransactionId;
  amount: Decimal;
  gateway: string;
  at: string | null;
}

/**
 * The payments that went back with a refund, on its credit memo: oldest first, cash as it was rounded, together never more than the credit memo comes
 * to. What goods paid for in exchange is no payment.
 */
export function planMemoPayments(
  refund: Pick<OrderRefund, "createdAt" | "transactions">,
  { transactions }: Pick<OrderState, "transactions">,
  { total, side }: { total: Decimal; side: keyof MoneyBag },
): MemoPayment[] {
  let open = total;
  return [...refund.transactions]
    .filter(({ status }) => status === "SUCCESS")
    .sort((a, b) => compareGids(a.id, b.id))
    .flatMap(({ id, amount, gateway }): MemoPayment[] => {
      const whole = transactions.find((one) => one.id === id);
      const worth = decimal.add(amount[side].amount, whole?.rounding?.[side].amount ?? "0");
      const share = decimal.min(worth, open);
      if (decimal.compare(share, "0") <= 0) return [];
      open = decimal.subtract(open, share);
      return [
        {
          transactionId: id,
          amount: share,
          gateway: gateway ?? "",
          at: whole?.createdAt ?? refund.createdAt,
        },
      ];
    });
}
