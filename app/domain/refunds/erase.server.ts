import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";

/**
 * Takes what is personal out of these orders' refunds: what the ERP said of a credit memo may name somebody. One whose credit memo was not sent yet
 * cannot be credited any more: `ended` are the orders whose tasks for that were put aside.
 */
export async function redactRefunds(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
  ended: readonly string[],
): Promise<void> {
  const erased = JSON.stringify(storedReason.store(problem("personal-data-erased")));
  await tx.$executeRaw`
    UPDATE "Refund" f SET reason = ${erased}::jsonb,
      state = CASE WHEN f.state = 'creating' AND f."orderId" = ANY(${[...ended]}) THEN 'problem' ELSE f.state END
    WHERE f.shop = ${shop} AND f."orderId" = ANY(${[...orderIds]})
      AND (f.state = 'problem' OR f.reason IS NOT NULL AND f.state IN ('created', 'posted')
        OR f.state = 'creating' AND f."orderId" = ANY(${[...ended]}))`;
}
