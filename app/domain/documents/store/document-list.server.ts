import { db } from "#app/db/client.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";

/** Every document an order has or had, latest generation first. */
export async function documentsOf(shop: string, orderId: string): Promise<SalesDocument[]> {
  return db.salesDocument.findMany({
    where: { shop, orderId },
    orderBy: [{ generation: "desc" }, { createdAt: "desc" }],
  });
}
