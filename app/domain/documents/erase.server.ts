import type { Tx } from "#app/db/client.server.ts";
import { redactJson } from "#app/db/redact-json.ts";

/** Takes what is personal out of the plans of these orders' documents; numbers, days and amounts stay. */
export async function redactDocuments(tx: Tx, shop: string, orderIds: string[]): Promise<void> {
  const documents = await tx.salesDocument.findMany({
    where: { shop, orderId: { in: orderIds } },
    select: { id: true, plan: true },
  });
  for (const { id, plan } of documents)
    await tx.salesDocument.updateMany({ where: { shop, id }, data: { plan: redactJson(plan) } });
}
