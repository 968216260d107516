import type { OrderId, ReturnId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { storeBeside } from "../store/store-beside.server.ts";
import { clearGone } from "./clear-gone.server.ts";
import { exchangeDocumentsOf, loadExchanges } from "./load-exchanges.server.ts";
import type { PlannedExchange } from "./plan-exchanges.server.ts";
import { planExchanges } from "./plan-exchanges.server.ts";

export interface ExchangesCreated {
  /** Subjects whose documents are being made now. */
  enqueued: string[];
  refused: { subject: string; problems: ProblemValue[] }[];
}

/** Orders planned and stored together. */
const BATCH = 50;
/** How often an order that changes between planning and storing is planned anew. */
const ROUNDS = 3;

/** Plans what the exchanges of these orders send out, stores what that finds, and makes the documents of those `wanted`. */
async function planAndStoreExchanges(
  { shop, by }: Scope,
  orderIds: readonly OrderId[],
  wanted: (one: PlannedExchange) => boolean,
): Promise<ExchangesCreated> {
  const result: ExchangesCreated = { enqueued: [], refused: [] };
  const ids = [...new Set(orderIds)];
  for (let start = 0; start < ids.length; start += BATCH) {
    let waiting = ids.slice(start, start + BATCH);
    for (let round = 0; round < ROUNDS && waiting.length > 0; round += 1) {
      const orders = await loadExchanges(shop, waiting);
      if (orders.length === 0) {
        waiting = [];
        continue;
      }
      const planned = await planExchanges(shop, orders);
      const stored = await db.$transaction(
        async (tx) => {
          const made = await storeBeside({ tx, shop, by }, planned, {
            wanted,
            source: "exchange",
            documents: exchangeDocumentsOf(
              shop,
              orders.map(({ order }) => order.row.orderId),
            ),
          });
          await clearGone(tx, shop, orders);
          return made;
        },
        { timeout: 30_000, maxWait: 30_000 },
      );
      result.enqueued.push(...stored.enqueued);
      result.refused.push(...stored.refused);
      waiting = stored.changed;
    }
    if (waiting.length > 0)
      throw new Error(
        `orders kept changing while their exchanges were planned: ${waiting.join(", ")}`,
      );
  }
  return result;
}

/** A person wants the sales documents of what this return sends out. */
export const createExchanges = (
  scope: Scope,
  { orderId, returnId }: { orderId: OrderId; returnId: ReturnId },
): Promise<ExchangesCreated> =>
  planAndStoreExchanges(scope, [orderId], ({ order }) => order.returnId === returnId);

/** Who asks, in events and tasks, when nobody clicked. */
const BY_ITSELF = "app";

/** By itself where its card makes sales documents by itself and imports returns; what was unlinked, failed or was skipped is not asked for again by it. */
const byItself = ({ card, order }: PlannedExchange): boolean =>
  card !== null &&
  card.settings.autoCreateOrders &&
  card.settings.returnProcess !== "none" &&
  order.generation === 1 &&
  !order.asked;

/** What is to stand on credit memos waits for them. */
const automatic = (one: PlannedExchange): boolean =>
  one.card?.settings.exchangeAs === "salesDocument" && byItself(one);

/** After an import, and once an order has its document: what its exchanges send out gets sales documents. */
export async function considerExchanges(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  await planAndStoreExchanges({ shop, by: BY_ITSELF }, orderIds, automatic);
}

/** What these returns send out cannot stand on their credit memos: it gets sales documents after all. */
export async function considerExchangesApart(
  shop: string,
  orderIds: readonly OrderId[],
  returnIds: ReadonlySet<string>,
): Promise<void> {
  if (returnIds.size === 0) return;
  await planAndStoreExchanges(
    { shop, by: BY_ITSELF },
    orderIds,
    (one) => byItself(one) && returnIds.has(one.order.returnId),
  );
}

/** Orders looked at in one go. */
const PAGE = 200;

/** A saved mapping or setting, or an ERP that answers again, may free exchanges that have a problem. */
export async function recheckExchanges({ shop, by }: Scope): Promise<void> {
  for (let after = ""; ;) {
    const rows = await db.problem.findMany({
      where: {
        shop,
        clearedAt: null,
        orderId: { gt: after },
        detail: { path: ["source"], equals: "exchange" },
      },
      distinct: ["orderId"],
      orderBy: { orderId: "asc" },
      take: PAGE,
      select: { orderId: true },
    });
    const orderIds = rows.flatMap(({ orderId }) => orderId ?? []);
    const last = orderIds.at(-1);
    if (last === undefined) return;
    await planAndStoreExchanges({ shop, by }, orderIds, (one) => automatic(one) || one.order.asked);
    after = last;
  }
}
