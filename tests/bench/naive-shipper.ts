import pg from "pg";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import type { Json } from "#app/lib/json.ts";

/**
 * The rival of the way back, as connectors do it: one shipment after the other; read the order's fulfillment orders, read the lines of each,
 * create the fulfillment. It takes whatever is left as shipped, keeps no task and no proof, and cannot tell a lost answer from none.
 */
export interface ShipperTarget {
  graphqlUrl: string;
  headers: Record<string, string>;
  databaseUrl: string;
  erp: ErpConnectionPort;
}

const FULFILLMENT_ORDERS =
  "query FulfillmentOrdersFromOrder($id: ID!) { order(id: $id) { fulfillmentOrders(first: 25) { pageInfo { hasNextPage endCursor } nodes { id status } } } }";
const LINES =
  "query FulfillmentOrderLines($id: ID!) { fulfillmentOrder(id: $id) { lineItems(first: 25) { pageInfo { hasNextPage endCursor } nodes { id remainingQuantity lineItem { id } } } } }";
const CREATE =
  "mutation RivalFulfillment($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id name } userErrors { field message } } }";

interface Orders {
  order: { fulfillmentOrders: { nodes: { id: string; status: string }[] } };
}
interface Lines {
  fulfillmentOrder: { lineItems: { nodes: { id: string; remainingQuantity: number }[] } };
}
interface Created {
  fulfillmentCreate: {
    fulfillment: { id: string; name: string } | null;
    userErrors: { message: string }[];
  };
}

const TABLE =
  "CREATE TABLE IF NOT EXISTS rival_shipment (id text PRIMARY KEY, order_id text, number text, fulfillment text)";
const PAGE = 100;

/** Pulls the feed from `from` on and fulfills what is of its orders. `sent`: how many fulfillments were made; `cursor`: where the next run begins. */
export async function shipOneByOne(
  target: ShipperTarget,
  from: Json,
  orders: ReadonlySet<string>,
): Promise<{ sent: number; cursor: Json }> {
  const client = new pg.Client({ connectionString: target.databaseUrl });
  await client.connect();
  let [sent, cursor] = [0, from];
  try {
    await client.query(TABLE);
    for (let more = true; more;) {
      const page = await target.erp.pull("shipments", cursor, PAGE, { traceId: "rival" });
      for (const event of page.events) {
        if (event.feed === "shipments" && (await shipOne(target, client, event, orders))) sent += 1;
      }
      ({ cursor, more } = page);
    }
  } finally {
    await client.end();
  }
  return { sent, cursor };
}

async function shipOne(
  target: ShipperTarget,
  client: pg.Client,
  event: ShipmentEvent,
  orders: ReadonlySet<string>,
): Promise<boolean> {
  const orderId = `gid://shopify/Order/${/^SHOPIFY-SO-(\d+)/.exec(event.orderExternalKey ?? "")?.[1] ?? ""}`;
  if (!orders.has(orderId)) return false;
  const { rowCount } = await client.query("SELECT 1 FROM rival_shipment WHERE id = $1", [
    event.ref.id,
  ]);
  if (rowCount !== 0) return false;
  await client.query("INSERT INTO rival_shipment (id, order_id, number) VALUES ($1, $2, $3)", [
    event.ref.id,
    orderId,
    event.ref.number,
  ]);
  const { order } = await ask<Orders>(target, FULFILLMENT_ORDERS, { id: orderId });
  let fulfillment = "";
  for (const { id: fulfillmentOrderId } of order.fulfillmentOrders.nodes.filter(
    ({ status }) => status === "OPEN",
  )) {
    const { fulfillmentOrder } = await ask<Lines>(target, LINES, { id: fulfillmentOrderId });
    const fulfillmentOrderLineItems = fulfillmentOrder.lineItems.nodes
      .filter(({ remainingQuantity }) => remainingQuantity > 0)
      .map(({ id, remainingQuantity }) => ({ id, quantity: remainingQuantity }));
    const { fulfillmentCreate: made } = await ask<Created>(target, CREATE, {
      fulfillment: {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId, fulfillmentOrderLineItems }],
        notifyCustomer: true,
        trackingInfo: { company: "DHL", number: event.trackingNumbers[0] },
      },
    });
    if (!made.fulfillment)
      throw new Error(
        `the rival's fulfillment was refused: ${made.userErrors.map(({ message }) => message).join("; ")}`,
      );
    fulfillment = made.fulfillment.id;
  }
  if (fulfillment === "") return false;
  await client.query("UPDATE rival_shipment SET fulfillment = $2 WHERE id = $1", [
    event.ref.id,
    fulfillment,
  ]);
  return true;
}

async function ask<T>(target: ShipperTarget, query: string, variables: object): Promise<T> {
  const answer = await fetch(target.graphqlUrl, {
    method: "POST",
    headers: { "content-type": "application/json", ...target.headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await answer.json()) as { data?: T; errors?: { message: string }[] };
  if (!body.data || body.errors)
    throw new Error(body.errors?.[0]?.message ?? `status ${answer.status}`);
  return body.data;
}
