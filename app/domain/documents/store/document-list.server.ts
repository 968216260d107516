import { db } from "#app/db/client.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** Every document an order has or had, latest generation first. */
export async function documentsOf(shop: string, orderId: string): Promise<SalesDocument[]> {
  return db.salesDocument.findMany({
    where: { shop, orderId },
    orderBy: [{ generation: "desc" }, { createdAt: "desc" }],
  });
}

export async function getDocument(shop: string, id: string): Promise<SalesDocument | null> {
  return isUuid(id) ? db.salesDocument.findFirst({ where: { shop, id } }) : null;
}
