import type { OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import type { ConnectionRow, OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { MappingFacts } from "#app/domain/mapping/facts.ts";
import { noFacts } from "#app/domain/mapping/facts.ts";
import { gatherFacts } from "#app/domain/mapping/gather-facts.server.ts";
import type { SeenValue } from "#app/domain/mapping/unseen-values.ts";
import { unseenValues } from "#app/domain/mapping/unseen-values.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { CardWithBooks } from "#app/domain/shop-card/cards-with-books.server.ts";
import { listCardsWithBooks } from "#app/domain/shop-card/cards-with-books.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { logger } from "#app/lib/logger.server.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { loadOrders } from "./load-orders.server.ts";
import type { LoadedOrder } from "./load-orders.server.ts";
import type { PlannedShare } from "./plan-shares.ts";
import { planShares } from "./plan-shares.ts";
import type { DocumentPlan } from "./plan.ts";
import { keepProbe } from "#app/domain/erp-connections/probe-and-pause.server.ts";

/** An order with what its document would be now. Without a plan, `problems` says what kept it from being planned at all. */
export interface PlannedOrder<T extends LoadedOrder = LoadedOrder> {
  order: T;
  card: Card | null;
  open: OpenPort | null;
  plan: DocumentPlan | null;
  /** Of a divided order: its other documents (DOC-7). */
  others: PlannedShare[];
  /** Values to map that have no row yet. */
  unseen: SeenValue[];
  problems: ProblemValue[];
}

/** Plans many orders with the facts of this moment. Reads only: the ERP is asked, nothing is written. One bad order never stops another. */
export async function planOrders(
  shop: string,
  orderIds: readonly OrderId[],
  traceId: string = randomUUID(),
): Promise<PlannedOrder[]> {
  return planLoaded(shop, await loadOrders(shop, orderIds), traceId);
}

/** The same of orders that were loaded, or of parts of them. */
export async function planLoaded<T extends LoadedOrder>(
  shop: string,
  orders: readonly T[],
  traceId: string,
): Promise<PlannedOrder<T>[]> {
  const cards = await listCardsWithBooks(shop);
  const planned: PlannedOrder<T>[] = [];
  for (const { of, orders: some } of groupByCard(orders, cards)) {
    if (of?.connection)
      planned.push(
        ...(await planGroup({ ...of, connection: of.connection, orders: some }, traceId)),
      );
    else
      planned.push(
        ...some.map((order) =>
          unplanned(order, of?.card ?? null, null, problem("erp-not-connected")),
        ),
      );
  }
  const position = new Map(orders.map((order, index) => [order, index]));
  return planned.sort((a, b) => (position.get(a.order) ?? 0) - (position.get(b.order) ?? 0));
}

const unplanned = <T extends LoadedOrder>(
  order: T,
  card: Card | null,
  open: OpenPort | null,
  reason: ProblemValue,
): PlannedOrder<T> => {
  const unseen =
    card && order.snapshot
      ? unseenValues(order.snapshot, card.settings, order.choices, noFacts)
      : [];
  return { order, card, open, plan: null, others: [], unseen, problems: [reason] };
};

/** An order without a card of its own belongs to the shop's first. */
function groupByCard<T extends LoadedOrder>(
  orders: readonly T[],
  cards: readonly CardWithBooks[],
): { of: CardWithBooks | null; orders: T[] }[] {
  const groups = new Map<string, { of: CardWithBooks | null; orders: T[] }>();
  for (const order of orders) {
    const of = cards.find(({ card }) => card.id === order.row.cardId) ?? cards[0] ?? null;
    const group = groups.get(of?.card.id ?? "") ?? { of, orders: [] };
    group.orders.push(order);
    groups.set(of?.card.id ?? "", group);
  }
  return [...groups.values()];
}

async function planGroup<T extends LoadedOrder>(
  {
    card,
    connection,
    timeZone,
    orders,
  }: CardWithBooks & { connection: ConnectionRow; orders: T[] },
  traceId: string,
): Promise<PlannedOrder<T>[]> {
  const readable = orders.flatMap((order) =>
    order.snapshot ? [{ order, snapshot: order.snapshot }] : [],
  );
  const notReadable = orders
    .filter(({ snapshot }) => snapshot === null)
    .map((order) =>
      unplanned(
        order,
        card,
        null,
        order.unreadable
          ? problem("internal", { trace: traceId })
          : problem("redacted", { orderId: order.row.orderId }),
      ),
    );
  let open: OpenPort;
  let facts: MappingFacts;
  try {
    open = portOf(connection);
    // What an ERP can do decides how a document is made, so it is asked until it has once said which company it is.
    open = open.probe?.currency ? open : { ...open, ...(await firstProbe(open, traceId)) };
    facts = await gatherFacts(
      { shop: card.shop, cardId: card.id, open },
      readable.map(({ order, snapshot }) => ({
        snapshot,
        settings: card.settings,
        choices: order.choices,
      })),
      { traceId },
    );
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const reason = problemOf(error.detail);
    return [...notReadable, ...readable.map(({ order }) => unplanned(order, card, null, reason))];
  }
  const { capabilities, probe } = open;
  return [
    ...notReadable,
    ...readable.map(({ order, snapshot }): PlannedOrder<T> => {
      try {
        const { plan, others } = planShares(
          {
            snapshot,
            settings: card.settings,
            facts,
            choices: order.choices,
            capabilities,
            erpCurrency: probe?.currency ?? "",
            timeZone: probe?.timeZone || timeZone,
            ...(order.numberSuffix ? { numberSuffix: order.numberSuffix } : {}),
            ...(order.share ? { share: order.share } : {}),
          },
          order.divided,
        );
        const unseen = unseenValues(snapshot, card.settings, order.choices, facts);
        return { order, card, open, plan, others, unseen, problems: plan.problems };
      } catch (error) {
        logger.error(
          { shop: card.shop, order: order.row.orderId, traceId, err: error },
          "an order could not be planned",
        );
        return unplanned(order, card, open, problem("internal", { trace: traceId }));
      }
    }),
  ];
}

async function firstProbe(
  { port, connection }: OpenPort,
  traceId: string,
): Promise<Pick<OpenPort, "probe" | "capabilities">> {
  const probe = await port.probe({ traceId });
  await keepProbe(db, connection, probe, null);
  return { probe, capabilities: probe.capabilities };
}
