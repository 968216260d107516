import type { Tx } from "#app/db/client.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import type { MemoInQuestion } from "./question.ts";

/** Credit memos made by hand of which nobody has said what they are for, oldest first. */
export async function openMemos(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<MemoInQuestion[]> {
  const rows = await tx.memoByHand.findMany({
    where: { shop, orderId: { in: [...orderIds] }, state: "open" },
    orderBy: [{ postedAt: "asc" }, { erpId: "asc" }],
  });
  return rows.map(({ connectionId, erpId, orderId, number, currency, gross }) => ({
    ...{ connectionId, erpId, orderId, number, currency },
    gross: gross.toFixed(),
  }));
}
