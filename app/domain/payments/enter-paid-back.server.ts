import { randomUUID } from "node:crypto";
import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { clearKind } from "#app/domain/problems/problems.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { now } from "#app/lib/clock.ts";
import * as decimal from "#app/money/decimal.ts";
import { decimalSchema } from "#app/money/money-schema.ts";

const told = z.object({
  params: z.object({ held: decimalSchema, left: decimalSchema, currency: z.string() }),
});

/**
 * A person entered in the ERP what went back of a customer's credit: the credit counts as that much lower from now on, and what goes back later is told
 * anew. False: there is nothing of the kind.
 */
export async function enterPaidBack(
  { shop, by }: Scope,
  orderId: OrderId,
  reason: string,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await lockOrders(tx, shop, [orderId]);
    const open = await tx.problem.findFirst({
      where: { shop, orderId, kind: "credit-paid-back", clearedAt: null },
    });
    const credit = await tx.registeredPayment.findFirst({
      where: { shop, orderId, onAccount: true },
      orderBy: { createdAt: "desc" },
    });
    const detail = told.safeParse(open?.detail);
    if (!open || !credit || !detail.success) return false;
    const { held, left, currency } = detail.data.params;
    const at = now();
    await tx.registeredPayment.create({
      data: {
        shop,
        connectionId: credit.connectionId,
        // No payment of Shopify: one entry of a person.
        transactionId: `entered:${randomUUID()}`,
        invoiceId: credit.invoiceId,
        orderId,
        currency: credit.currency,
        amount: decimal.subtract(left, held),
        method: "",
        onAccount: true,
        state: "registered",
        createdAt: at,
        updatedAt: at,
      },
    });
    await clearKind(tx, shop, "credit-paid-back", orderId);
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "paidBackEntered",
        actor: by,
        data: { amount: decimal.subtract(held, left), currency, reason },
      },
    ]);
    return true;
  });
}
