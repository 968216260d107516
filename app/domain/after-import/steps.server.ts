import { randomUUID } from "node:crypto";
import { Prisma } from "#app/db/generated/client.ts";
import { db } from "#app/db/client.server.ts";
import { afterImport } from "#app/domain/documents/after-import.server.ts";
import { considerExchanges } from "#app/domain/documents/exchanges/create-exchanges.server.ts";
import { sendsExchanges } from "#app/domain/documents/exchanges/load-exchanges.server.ts";
import { considerShares } from "#app/domain/documents/shares/create-shares.server.ts";
import { isDivided } from "#app/domain/documents/shares/load-shares.server.ts";
import {
  isUnlinkedAndChanged,
  lookAtUnlinked,
} from "#app/domain/documents/store/look-at-unlinked.server.ts";
import {
  considerNotShipped,
  mayFulfillNotShipped,
} from "#app/domain/fulfillments/consider-not-shipped.server.ts";
import { hasCancelled, noteCancelled } from "#app/domain/fulfillments/note-cancelled.server.ts";
import { shipmentWaits, wakeHeld } from "#app/domain/fulfillments/wake-held.server.ts";
import { bookGiftCards } from "#app/domain/gift-cards/book-orders.server.ts";
import { hasGiftCards } from "#app/domain/gift-cards/card-orders.server.ts";
import {
  considerArchiving,
  isCompleteInShopify,
} from "#app/domain/order-acts/consider-archiving.server.ts";
import type { AFTER_IMPORT_STEPS } from "#app/domain/orders/import/jobs.ts";
import { notePayments, paymentsMatter } from "#app/domain/payments/note-payments.server.ts";
import { considerRefunds, hasRefunds } from "#app/domain/refunds/after-import.server.ts";
import { hasReturns, keepReturns } from "#app/domain/returns/keep-returns.server.ts";
import type { OrderId } from "#app/lib/ids.ts";

export type StepName = (typeof AFTER_IMPORT_STEPS)[number];

interface Step {
  /** Condition on an order `o` with its current version `v`: the step would find something to do. Without one, always. */
  concerns?(): Prisma.Sql;
  run(
    shop: string,
    orderIds: readonly OrderId[],
    newOrderIds: readonly OrderId[],
  ): Promise<unknown>;
}

export const STEPS: Readonly<Record<StepName, Step>> = {
  documents: { run: afterImport },
  unlinked: {
    concerns: () => isUnlinkedAndChanged,
    run: (shop, orderIds) => lookAtUnlinked(shop, orderIds, randomUUID()),
  },
  exchanges: { concerns: () => sendsExchanges, run: considerExchanges },
  shares: { concerns: () => isDivided, run: considerShares },
  refunds: { concerns: () => hasRefunds, run: considerRefunds },
  payments: { concerns: paymentsMatter, run: notePayments },
  cancelled: { concerns: () => hasCancelled, run: noteCancelled },
  fulfillments: { concerns: shipmentWaits, run: wakeHeld },
  notShipped: { concerns: () => mayFulfillNotShipped, run: considerNotShipped },
  returns: { concerns: () => hasReturns, run: keepReturns },
  giftCards: { concerns: () => hasGiftCards, run: bookGiftCards },
  archive: { concerns: () => isCompleteInShopify, run: considerArchiving },
};

/** Which of these orders each of the steps concerns: one statement for all of them. Most orders concern none. */
export async function concernedBy(
  steps: readonly StepName[],
  shop: string,
  orderIds: readonly OrderId[],
): Promise<Map<StepName, OrderId[]>> {
  const conditions = steps.map((name) => STEPS[name].concerns?.() ?? Prisma.sql`TRUE`);
  const rows = await db.$queryRaw<{ orderId: OrderId; found: (boolean | null)[] }[]>`
    SELECT o."orderId", ARRAY[${Prisma.join(conditions)}]::boolean[] AS found
    FROM "Order" o JOIN "OrderVersion" v ON v.shop = o.shop AND v.id = o."currentVersionId"
    WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]}::text[]) ORDER BY o."orderId"`;
  return new Map(
    steps.map((name, index) => [
      name,
      rows.filter(({ found }) => found[index]).map(({ orderId }) => orderId),
    ]),
  );
}
