import type { OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { MappingFacts } from "#app/domain/mapping/facts.ts";
import { gatherFacts } from "#app/domain/mapping/gather-facts.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { logger } from "#app/lib/logger.server.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { loadOrders } from "./load-orders.server.ts";
import type { LoadedOrder } from "./load-orders.server.ts";
import { planDocument } from "./plan-document.ts";
import type { DocumentPlan } from "./plan.ts";
import { keepProbe } from "#app/domain/erp-connections/probe-and-pause.server.ts";

/** An order with what its document would be now. Without a plan, `problems` says what kept it from being planned at all. */
export interface PlannedOrder<T extends LoadedOrder = LoadedOrder> {
  order: T;
  card: Card | null;
  open: OpenPort | null;
  plan: DocumentPlan | null;
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
  const cards = await listCards(shop);
  const connections = new Map(
    (await db.erpConnection.findMany({ where: { shop } })).map((row) => [row.id, row]),
  );
  const timeZone =
    (await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } }))?.timeZone ??
    "UTC";
  const planned: PlannedOrder<T>[] = [];
  for (const group of groupByCard(orders, cards)) {
    const { card } = group;
    const connection = card?.connectionId ? connections.get(card.connectionId) : undefined;
    if (!card || !connection) {
      planned.push(
        ...group.orders.map((order) => unplanned(order, card, null, problem("erp-not-connected"))),
      );
      continue;
    }
    planned.push(
      ...(await planGroup(shop, { card, connection, orders: group.orders }, { timeZone, traceId })),
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
): PlannedOrder<T> => ({ order, card, open, plan: null, problems: [reason] });

/** An order without a card of its own belongs to the shop's first. */
function groupByCard<T extends LoadedOrder>(
  orders: readonly T[],
  cards: Card[],
): { card: Card | null; orders: T[] }[] {
  const groups = new Map<string, { card: Card | null; orders: T[] }>();
  for (const order of orders) {
    const card = cards.find(({ id }) => id === order.row.cardId) ?? cards[0] ?? null;
    const group = groups.get(card?.id ?? "") ?? { card, orders: [] };
    group.orders.push(order);
    groups.set(card?.id ?? "", group);
  }
  return [...groups.values()];
}

async function planGroup<T extends LoadedOrder>(
  shop: string,
  {
    card,
    connection,
    orders,
  }: { card: Card; connection: Parameters<typeof portOf>[0]; orders: T[] },
  { timeZone, traceId }: { timeZone: string; traceId: string },
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
      { shop, cardId: card.id, open },
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
        const plan = planDocument({
          snapshot,
          settings: card.settings,
          facts,
          choices: order.choices,
          capabilities,
          erpCurrency: probe?.currency ?? "",
          timeZone: probe?.timeZone || timeZone,
          ...(order.numberSuffix ? { numberSuffix: order.numberSuffix } : {}),
        });
        return { order, card, open, plan, problems: plan.problems };
      } catch (error) {
        logger.error(
          { shop, order: order.row.orderId, traceId, err: error },
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
