import type { OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { gatherFacts } from "#app/domain/mapping/gather-facts.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { ErpError } from "#app/erp/errors.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { logger } from "#app/lib/logger.server.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { loadOrders } from "./load-orders.server.ts";
import { planShares } from "./plan-shares.ts";
import type { DocumentPlan } from "./plan.ts";

export interface PlannedTwice {
  orderId: OrderId;
  name: string;
  before: DocumentPlan;
  after: DocumentPlan;
}

/**
 * Plans orders with the settings of their card and with others, from the same facts: what both look at is asked once, for all orders
 * together. Reads only. An order that cannot be planned at all is left out.
 */
export async function planTwice(
  shop: string,
  card: Card,
  other: Settings,
  orderIds: readonly OrderId[],
): Promise<Result<PlannedTwice[], ProblemValue>> {
  const open = card.connectionId ? await openPort(shop, card.connectionId) : null;
  if (!open) return err(problem("erp-not-connected"));
  const orders = (await loadOrders(shop, orderIds)).flatMap(
    ({ row, snapshot, choices, divided }) =>
      snapshot === null ? [] : [{ row, snapshot, choices, divided }],
  );
  const { settings } = card;
  const traceId = randomUUID();
  try {
    const [facts, stored] = await Promise.all([
      gatherFacts(
        { shop, cardId: card.id, open },
        orders.flatMap((order) => [
          { ...order, settings },
          { ...order, settings: other },
        ]),
        { traceId },
      ),
      db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } }),
    ]);
    const timeZone = open.probe?.timeZone || (stored?.timeZone ?? "UTC");
    const { capabilities } = open;
    const erpCurrency = open.probe?.currency ?? "";
    return ok(
      orders.flatMap(({ row, snapshot, choices, divided }) => {
        const input = { snapshot, facts, choices, capabilities, erpCurrency, timeZone };
        try {
          return [
            {
              orderId: row.orderId,
              name: row.name,
              before: planShares({ ...input, settings }, divided).plan,
              after: planShares({ ...input, settings: other }, divided).plan,
            },
          ];
        } catch (error) {
          logger.error(
            { shop, order: row.orderId, traceId, err: error },
            "an order could not be planned",
          );
          return [];
        }
      }),
    );
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    return err(problemOf(error.detail));
  }
}
