import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { type OrderId, TransactionId } from "#app/lib/ids.ts";

const of = z.object({ transactionId: TransactionId });
const answer = z.object({ number: z.string().nullable() });

/** Refund transactions of an order that stand on its credit memos in the ERP, or are about to. */
export async function registeredRefunds(
  tx: Tx,
  shop: string,
  orderId: OrderId,
): Promise<Map<TransactionId, { state: string; number: string | null }>> {
  const tasks = await tx.task.findMany({
    where: { shop, orderId, kind: "registerRefund", state: { not: "skipped" } },
    select: { payload: true, state: true, result: true },
  });
  return new Map(
    tasks.flatMap(({ payload, state, result }) => {
      const read = of.safeParse(payload);
      return read.success
        ? [
            [
              read.data.transactionId,
              { state, number: answer.safeParse(result).data?.number ?? null },
            ] as const,
          ]
        : [];
    }),
  );
}
