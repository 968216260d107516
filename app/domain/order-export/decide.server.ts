import { db } from "#app/db/client.server.ts";
import type { ExportedOrder } from "#app/db/generated/client.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { buyersOf } from "#app/domain/made-orders/buyers.server.ts";
import { storedExportOrder } from "#app/domain/made-orders/export-order.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/day.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { findBuyer, type Sought } from "./find-buyer.server.ts";
import { followOrders } from "./follow.server.ts";
import { DECIDE_SALES_ORDERS } from "./jobs.ts";
import { orderCard, type OrderCard } from "./order-card.server.ts";
import { planOrder } from "./plan/plan-order.ts";
import { readWaiting, type Read } from "./read-waiting.server.ts";
import { sendReady } from "./send.server.ts";
import { leaveOwn, storeDecisions, type Decision } from "./store-decisions.server.ts";
import { erpFailed, notConnected, shopifyFailed } from "./sync.server.ts";

const BATCH = 50;

interface Deciding {
  shop: string;
  card: OrderCard;
  /** Sales orders made before this day are left alone. */
  firstDay: string;
}

/** Reads and plans every sales order that waits, sends what is ready, and looks after what is an order already. */
export async function decideSalesOrders(shop: string): Promise<void> {
  const card = await orderCard(shop);
  const sync = await db.orderExport.findUnique({ where: { shop } });
  if (!card || !sync) return;
  const { connectionId } = card;
  const open = await openPort(shop, connectionId);
  if (!open) return notConnected(shop);
  const firstDay = dayIn(card.timeZone, sync.since);
  const started = now().getTime();
  for (;;) {
    const rows = await db.$queryRaw<ExportedOrder[]>`
      SELECT * FROM "ExportedOrder" WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid AND (state = 'waiting' OR (state = 'exported' AND unread))
      ORDER BY "createdAt", id LIMIT ${BATCH}`;
    if (rows.length === 0) break;
    const { read, error } = await readWaiting(rows, open);
    const decided = await decideAll({ shop, card, firstDay }, read);
    if (!decided.ok) return shopifyFailed(shop, decided.error);
    if (error !== undefined) return erpFailed(shop, error);
    if (now().getTime() - started < TURN_MS) continue;
    await addJob(db, DECIDE_SALES_ORDERS, { shop });
    break;
  }
  await sendReady(shop);
  await followOrders(shop);
}

async function decideAll(
  deciding: Deciding,
  read: readonly Read[],
): Promise<Result<null, ShopifyError>> {
  const { shop, card, firstDay } = deciding;
  const orders = read.flatMap(({ said }) => (isRead(said) ? [said.order] : []));
  const { connectionId } = card;
  const [buyers, own, invoiced] = await Promise.all([
    buyersOf(
      shop,
      connectionId,
      orders.map(({ sellTo }) => sellTo.id),
    ),
    ownKeys(
      shop,
      orders.map(({ externalKey }) => externalKey ?? ""),
    ),
    invoicedOrders(
      shop,
      connectionId,
      orders.map(({ ref }) => ref.id),
    ),
  ]);
  const decisions: Decision[] = [];
  const left: string[] = [];
  for (const one of read) {
    const { row, said } = one;
    if (!isRead(said)) {
      decisions.push(unread(row, said));
      continue;
    }
    const { order, customer } = said;
    const none = own.has(order.externalKey ?? "") || order.documentDate < firstDay;
    if (none && row.state === "waiting") {
      left.push(row.id);
      continue;
    }
    const linked = buyers.get(order.sellTo.id);
    const { email = "", phone = "" } = order;
    const seeking = { shop, connectionId, settings: card.settings, email, phone };
    const buyer: Result<Sought, ShopifyError> = linked
      ? ok(linked)
      : await findBuyer(seeking, customer);
    if (!buyer.ok) return buyer;
    const plan = planOrder(order, {
      ...card,
      key: row.key,
      ofOtherStore: OUR_KEY.test(order.externalKey ?? ""),
      invoicesAreOrders: card.exportsInvoices || invoiced.has(row.erpId),
      buyer: buyer.value,
      customerName: customer.data.name ?? "",
    });
    decisions.push(decision(row, said, plan));
  }
  await storeDecisions(shop, decisions);
  await leaveOwn(shop, left);
  return ok(null);
}

/** A key that this app gives documents of Shopify orders. */
const OUR_KEY = /^SHOPIFY-/;

type Whole = Extract<Read["said"], { order: unknown }>;
const isRead = (said: Read["said"]): said is Whole => said !== "gone" && "order" in said;

function unread({ id, dedupeKey }: ExportedOrder, said: Exclude<Read["said"], Whole>): Decision {
  const nothing = { id, dedupeKey, missing: [], order: null, revision: null };
  return said === "gone"
    ? { ...nothing, state: "cancelled", reason: null, detail: "", status: "gone" }
    : { ...nothing, state: "failed", reason: "erp", detail: said.refused };
}

function decision(
  { id, dedupeKey }: ExportedOrder,
  { order: sales }: Whole,
  plan: ReturnType<typeof planOrder>,
): Decision {
  const told = {
    id,
    dedupeKey,
    number: sales.number,
    status: sales.status,
    currency: sales.currency,
    gross: sales.totals.gross,
    customer: sales.sellTo.number ?? "",
  };
  const nothing = { ...told, detail: "", missing: [], order: null, revision: null };
  if (sales.status === "cancelled" || sales.status === "gone")
    return { ...nothing, state: "cancelled", reason: null };
  return "reason" in plan
    ? { ...nothing, state: "excluded", ...plan }
    : {
        ...told,
        state: "ready",
        reason: null,
        detail: "",
        missing: plan.missing,
        order: storedExportOrder.store(plan.order),
        revision: plan.revision,
      };
}

/** Of these keys, those of documents that this shop's own orders have. */
async function ownKeys(shop: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db.salesDocument.findMany({
    where: { shop, externalKey: { in: keys.filter(Boolean) } },
    select: { externalKey: true },
  });
  return new Set(rows.map(({ externalKey }) => externalKey));
}

/** Sales orders of which a posted invoice is an order already, or on its way. */
async function invoicedOrders(
  shop: string,
  connectionId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db.exportedInvoice.findMany({
    where: {
      shop,
      connectionId,
      orderErpIds: { hasSome: [...ids] },
      OR: [{ orderId: { not: null } }, { state: { in: ["waiting", "ready", "sending"] } }],
    },
    select: { orderErpIds: true },
  });
  return new Set(rows.flatMap(({ orderErpIds }) => orderErpIds));
}
