import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { recordSkippedOnce } from "#app/domain/skipped/record-skipped.server.ts";

export interface LeftOutOrder {
  orderId: OrderId;
  name: string;
  reason: ProblemValue;
}

/** An order that is not imported is a skipped record: one for each reason, however often it is listed. */
export async function recordLeftOut(
  tx: Tx,
  shop: string,
  orders: readonly LeftOutOrder[],
): Promise<void> {
  await recordSkippedOnce(
    tx,
    shop,
    orders.map(({ orderId, name, reason }) => ({
      what: "order",
      recordId: orderId,
      number: name,
      orderId,
      reason,
    })),
    "app",
  );
}
