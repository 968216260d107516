import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { ownEchoes } from "./own-echoes.server.ts";
import { isPartGid, ordersOfParts } from "./orders-of-parts.server.ts";
import { wakeHeld } from "#app/domain/fulfillments/wake-held.server.ts";
import type { NamedOrder } from "#app/domain/orders/import/import-named.server.ts";
import { importNamed } from "#app/domain/orders/import/import-named.server.ts";
import { isShutOut } from "#app/tasks/shopify-problem.ts";
import { now } from "#app/lib/clock.ts";
import { HANDLE_ORDER_WEBHOOKS, HANDLE_WEBHOOK } from "#app/shopify/jobs.ts";
import type { Handled } from "#app/shopify/webhook-handled.ts";
import { finishDeliveries } from "#app/shopify/webhook-deliveries.server.ts";
import { WEBHOOK_TOPICS } from "#app/shopify/webhook-topics.ts";
import { isOrderGid } from "#app/shopify/gid.ts";

/** Deliveries worked together: their orders are asked of Shopify in one call. */
const BATCH = 250;

interface Stored {
  webhookId: string;
  topic: string;
  resourceId: string | null;
  /** When the order last changed, as the delivery says. */
  changedAt: string | null;
  /** The app is installed on the shop. */
  installed: boolean;
}

/**
 * Works all stored deliveries about orders of one shop. The payload only says which order: what it is now is asked of Shopify, for all of
 * them at once. Deliveries that come in meanwhile wait for the next batch, so a storm makes batches larger, not calls more. Throws
 * what is worth another try: nothing is marked as done before its orders are announced.
 */
export async function handleOrderWebhooks(shop: string): Promise<void> {
  const topics: string[] = [...WEBHOOK_TOPICS["/webhooks/orders"]];
  for (;;) {
    const stored = await db.$queryRaw<Stored[]>`
      SELECT d."webhookId", d.topic, d."resourceId", d.payload ->> 'updated_at' AS "changedAt",
        EXISTS (SELECT 1 FROM "Shop" s WHERE s.domain = d.shop AND s."uninstalledAt" IS NULL) AS installed
      FROM "WebhookDelivery" d WHERE d.shop = ${shop} AND d.state = 'stored' AND d.topic = ANY(${topics}::text[])
      ORDER BY d."receivedAt", d."webhookId" LIMIT ${BATCH}`;
    if (stored.length === 0) return;
    await workBatch(shop, stored);
    if (stored.length < BATCH) return;
  }
}

async function workBatch(shop: string, deliveries: readonly Stored[]): Promise<void> {
  if (!deliveries.every(({ installed }) => installed))
    return finish(shop, deliveries, "ignored", "The app is not installed on this shop.");
  const echoes = await ownEchoes(
    shop,
    deliveries.filter(({ topic }) => topic === "orders/updated"),
  );
  const [own, stored] = split(deliveries, ({ webhookId }) => echoes.has(webhookId));
  await finish(shop, own, "done", "It tells of the document number that the app wrote.");
  const parts = stored.flatMap(({ resourceId }) =>
    resourceId !== null && isPartGid(resourceId) ? [resourceId] : [],
  );
  const owners = await ordersOfParts(shop, parts);
  const orderOf = ({ resourceId }: Stored): OrderId | null =>
    resourceId === null
      ? null
      : isOrderGid(resourceId)
        ? resourceId
        : (owners.get(resourceId) ?? null);
  const named = stored.filter((delivery) => orderOf(delivery) !== null);
  await finish(
    shop,
    stored.filter((delivery) => !named.includes(delivery)),
    "ignored",
    "The payload names no order that Shopify gives.",
  );
  // A fulfillment order or a return changes without its order being touched: such an order is read again whatever its time says.
  const moved = [...new Set(owners.values())];
  const answer = await importNamed(shop, ordersOf(named, orderOf, moved));
  if (!answer.ok) {
    if (isShutOut(answer.error)) return finish(shop, named, "ignored", answer.error.message);
    throw new Error(`announcing orders: ${answer.error.message}`);
  }
  const missing = new Set<string>(answer.value);
  await wakeHeld(shop, moved);
  await finish(
    shop,
    named.filter((delivery) => !missing.has(orderOf(delivery) ?? "")),
    "done",
    null,
  );
  await finish(
    shop,
    named.filter((delivery) => missing.has(orderOf(delivery) ?? "")),
    "ignored",
    "Shopify does not give this order (deleted, or older than the app may see).",
  );
}

/** The orders that the deliveries name, each once, with the latest word on it. */
function ordersOf(
  deliveries: readonly Stored[],
  orderOf: (delivery: Stored) => OrderId | null,
  moved: readonly OrderId[],
): NamedOrder[] {
  const orders = new Map<OrderId, NamedOrder>();
  for (const delivery of deliveries) {
    const id = orderOf(delivery);
    if (id === null) continue;
    const before = orders.get(id);
    orders.set(id, {
      id,
      placed: delivery.topic === "orders/create" || before?.placed === true,
      changedAt: before ? later(before.changedAt, delivery.changedAt) : delivery.changedAt,
      moved: moved.includes(id),
    });
  }
  return [...orders.values()];
}

/** Null where one of them is not known. */
const later = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : Date.parse(a) > Date.parse(b) ? a : b;

const split = <T>(list: readonly T[], by: (one: T) => boolean): [T[], T[]] => [
  list.filter(by),
  list.filter((one) => !by(one)),
];

async function finish(
  shop: string,
  deliveries: readonly Stored[],
  state: Handled["state"],
  note: string | null,
): Promise<void> {
  const ids = deliveries.map(({ webhookId }) => webhookId);
  await finishDeliveries(db, shop, ids, { state, ...(note === null ? {} : { note }) });
}

/** How long a delivery waits before somebody asks why. */
const STALE_MS = 30_000;

/** Called each minute: deliveries that no job came for are worked after all. */
export async function wakeStoredWebhooks(): Promise<void> {
  const topics: string[] = [...WEBHOOK_TOPICS["/webhooks/orders"]];
  const shops = await db.$queryRaw<{ shop: string }[]>`
    SELECT h."domain" AS shop FROM "Shop" h WHERE EXISTS (SELECT 1 FROM "WebhookDelivery" d
      WHERE d."shop" = h."domain" AND d."state" = 'stored' AND d."receivedAt" < ${new Date(now().getTime() - STALE_MS)} AND d."topic" = ANY(${topics}::text[]))`;
  for (const { shop } of shops) await addJob(db, HANDLE_ORDER_WEBHOOKS, { shop });
  await wakeOthers(topics);
}

/** Deliveries that are worked one by one, erasures among them, and whose job was lost. One that has a job keeps it and its time. */
async function wakeOthers(topicsOfOrders: string[]): Promise<void> {
  const before = new Date(now().getTime() - STALE_MS);
  const lost = await db.$queryRaw<{ shop: string; webhookId: string }[]>`
    SELECT d.shop, d."webhookId" FROM "Shop" h JOIN "WebhookDelivery" d ON d.shop = h.domain
    WHERE d.state = 'stored' AND d."receivedAt" < ${before} AND d.topic <> ALL(${topicsOfOrders}::text[])
      AND NOT EXISTS (
        SELECT 1 FROM graphile_worker._private_jobs j
        WHERE j.key = 'handleWebhook:' || d.shop || ':' || d."webhookId" AND j.attempts < j.max_attempts)
    LIMIT 500`;
  for (const { shop, webhookId } of lost) await addJob(db, HANDLE_WEBHOOK, { shop, webhookId });
}
