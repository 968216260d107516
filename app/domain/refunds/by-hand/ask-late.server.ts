import type { Tx } from "#app/db/client.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { isCredited } from "../states.ts";
import { openMemos } from "./open-memos.server.ts";
import { lateQuestionOf } from "./question.ts";

/**
 * A credit memo made by hand that turns up when every refund of its order has one: it may be a second one for the same money, which only people
 * can say. An order without refunds asks nothing.
 */
export async function askLate(tx: Tx, shop: string, orderIds: readonly OrderId[]): Promise<void> {
  const memos = await tx.memoByHand.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
    select: { erpId: true, orderId: true },
  });
  if (memos.length === 0) return;
  const refunds = await tx.refund.findMany({
    where: { shop, orderId: { in: memos.map(({ orderId }) => orderId) } },
    select: { orderId: true, state: true, documentId: true },
  });
  const late = (await openMemos(tx, shop, orderIds)).filter(({ orderId }) => {
    const own = refunds.filter((refund) => refund.orderId === orderId);
    const open = own.some(({ state }) => state !== "nothing" && !isCredited(state));
    return !open && own.some(({ state, documentId }) => isCredited(state) && documentId !== null);
  });
  await setProblems(
    tx,
    shop,
    "refund",
    memos.map(({ erpId, orderId }) => ({
      subject: `memoByHand:${erpId}:${orderId}`,
      orderId,
      problems: late
        .filter((memo) => memo.erpId === erpId && memo.orderId === orderId)
        .map(lateQuestionOf),
    })),
  );
}
