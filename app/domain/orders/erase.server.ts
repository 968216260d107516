import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { redactJson } from "#app/db/redact-json.ts";

/** Takes what is personal out of orders and their versions; hashes, amounts and items stay. Gives the orders there are. */
export async function redactOrders(tx: Tx, shop: string, orderIds: string[]): Promise<string[]> {
  const where = { shop, orderId: { in: orderIds } };
  await tx.orderVersion.updateMany({ where, data: { personal: Prisma.DbNull } });
  const orders = await tx.order.findMany({
    where,
    select: { orderId: true, state: true, choices: true },
  });
  for (const { orderId, state, choices } of orders) {
    await tx.order.updateMany({
      where: { shop, orderId },
      data: {
        customerName: null,
        email: null,
        choices: redactJson(choices),
        state: { ...(redactJson(state) as Prisma.InputJsonObject), statusPageUrl: null },
      },
    });
  }
  return orders.map(({ orderId }) => orderId);
}

/** Takes these orders out of the list of orders to import. */
export async function forgetWaiting(tx: Tx, shop: string, orderIds: string[]): Promise<void> {
  await tx.orderToImport.deleteMany({ where: { shop, orderId: { in: orderIds } } });
}

/** What a shop that left has not imported, and how far its orders were listed. Imported orders stay. */
export async function forgetListing(tx: Tx, shop: string): Promise<void> {
  await tx.orderToImport.deleteMany({ where: { shop } });
  await tx.syncCursor.deleteMany({ where: { shop } });
}
