import { db } from "#app/db/client.server.ts";
import type { RefundId } from "#app/lib/ids.ts";
import { isCredited } from "../states.ts";
import { comparedWith } from "../by-hand/question.ts";

export interface RefundToChoose {
  id: RefundId;
  at: string;
  amount: string;
  currency: string;
  /** The credit memo comes to exactly this. */
  same: boolean;
}

/** A credit memo made by hand, and the refunds of its order that it may be for; null: nobody is asked any more. */
export async function memoInQuestion(
  shop: string,
  { connectionId, erpId, orderId }: { connectionId: string; erpId: string; orderId: string },
) {
  const row = await db.memoByHand.findFirst({
    where: { shop, connectionId, erpId, orderId, state: "open" },
  });
  if (!row) return null;
  const memo = { number: row.number, gross: row.gross.toFixed(), currency: row.currency };
  const refunds = await db.refund.findMany({
    where: { shop, orderId },
    orderBy: [{ refundedAt: "asc" }, { refundId: "asc" }],
  });
  return {
    memo,
    refunds: refunds
      .filter(({ state }) => state !== "nothing" && !isCredited(state))
      .map((refund): RefundToChoose => {
        const total = refund.total.toFixed();
        const presentmentTotal = refund.presentmentTotal.toFixed();
        const { difference } = comparedWith(memo, [{ ...refund, total, presentmentTotal }]);
        return {
          id: refund.refundId,
          at: refund.refundedAt.toISOString(),
          amount: presentmentTotal,
          currency: refund.presentmentCurrency,
          same: difference === "0",
        };
      }),
  };
}
