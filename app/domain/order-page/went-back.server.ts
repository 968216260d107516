import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";

/** The refunds and returns of an order that the app keeps, oldest first. */
export async function wentBackOf(shop: string, orderId: OrderId) {
  const [refunds, returns] = await Promise.all([
    db.refund.findMany({
      where: { shop, orderId },
      orderBy: [{ refundedAt: "asc" }, { refundId: "asc" }],
    }),
    db.return.findMany({
      where: { shop, orderId },
      orderBy: [{ createdAt: "asc" }, { returnId: "asc" }],
    }),
  ]);
  return {
    refunds: refunds.map((refund) => ({
      id: refund.refundId,
      at: refund.refundedAt.toISOString(),
      amount: refund.presentmentTotal.toFixed(),
      currency: refund.presentmentCurrency,
      state: refund.state,
      documentNumber: refund.documentNumber,
    })),
    returns: returns.map(({ returnId, name, status }) => ({ id: returnId, name, status })),
  };
}
