import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import type { Announced } from "../announce/announce.server.ts";
import { announceIds } from "../announce/list-orders.server.ts";
import { orderCards } from "../announce/order-cards.server.ts";
import { importWaiting, type ImportSummary } from "./import.server.ts";

interface ReadNow {
  announced: Announced;
  /** Ids that Shopify has no order for. */
  missing: string[];
  summary: ImportSummary;
}

/** Reads orders that a person asked for from Shopify and imports them, now. Held ones are let in; excluded ones stay out. */
export async function readNow(
  { shop, by }: Scope,
  ids: readonly OrderId[],
): Promise<Result<ReadNow, ShopifyError>> {
  const answer = await announceIds(shop, ids, {
    by: "resync",
    cards: await orderCards(shop),
    archived: true,
    asked: true,
    force: true,
  });
  if (!answer.ok) return answer;
  await db.orderToImport.updateMany({
    where: { shop, orderId: { in: [...ids] }, verdict: "held" },
    data: { verdict: "ready" },
  });
  return ok({ ...answer.value, summary: await importWaiting(shop, { only: ids, by }) });
}

/**
 * Imports those of the orders that the app does not have yet. Answers how many of them another import holds at this moment: they are here
 * soon. What cannot be imported stays away, with its reason in the list of orders to import.
 */
export async function importUnknown(
  scope: Scope,
  ids: readonly OrderId[],
): Promise<Result<number, ShopifyError>> {
  const unknown = await notHere(scope.shop, ids);
  if (unknown.length === 0) return ok(0);
  const read = await readNow(scope, unknown);
  if (!read.ok) return read;
  const left = await notHere(scope.shop, unknown);
  return ok(
    left.length === 0
      ? 0
      : await db.orderToImport.count({
          where: { shop: scope.shop, orderId: { in: left }, verdict: "ready" },
        }),
  );
}

async function notHere(shop: string, ids: readonly OrderId[]): Promise<OrderId[]> {
  const rows = await db.order.findMany({
    where: { shop, orderId: { in: [...ids] } },
    select: { orderId: true },
  });
  const here = new Set(rows.map(({ orderId }) => orderId));
  return ids.filter((id) => !here.has(id));
}
