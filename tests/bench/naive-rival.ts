import { randomUUID } from "node:crypto";
import pg from "pg";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { LineId } from "#app/lib/ids.ts";

/**
 * The rival of the measurements: a connector as it is often written. One order at a time in each of its lanes; one call per part of it; look up, then
 * insert, row by row; look up each item and the customer for each order. It has no tasks, no proof, no versions: it does far less,
 * and still shows what the shape costs.
 */
export interface RivalTarget {
  graphqlUrl: string;
  headers: Record<string, string>;
  databaseUrl: string;
  erp: ErpConnectionPort;
  customerId: string;
  /** Orders that it works on at a time: as many as the ERP takes of the app. */
  lanes: number;
}

const PARTS = {
  header:
    "query($id: ID!) { order(id: $id) { id name createdAt email currencyCode taxesIncluded totalPriceSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } shippingAddress { address1 city zip countryCodeV2 } } }",
  lines:
    "query($id: ID!) { order(id: $id) { lineItems(first: 50) { nodes { id title sku quantity originalUnitPriceSet { shopMoney { amount } } totalDiscountSet { shopMoney { amount } } discountAllocations { allocatedAmountSet { shopMoney { amount } } } taxLines { title rate priceSet { shopMoney { amount } } } } } } }",
  shipping:
    "query($id: ID!) { order(id: $id) { shippingLines(first: 10) { nodes { title originalPriceSet { shopMoney { amount } } discountAllocations { allocatedAmountSet { shopMoney { amount } } } taxLines { title rate priceSet { shopMoney { amount } } } } } } }",
  transactions:
    "query($id: ID!) { order(id: $id) { transactions { id kind status gateway amountSet { shopMoney { amount } } } } }",
  fulfillmentOrders:
    "query($id: ID!) { order(id: $id) { fulfillmentOrders(first: 25) { nodes { id status assignedLocation { location { id } } } } } }",
  fulfillmentOrderLines:
    "query($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { lineItems(first: 25) { nodes { id totalQuantity remainingQuantity } } } } } }",
  risk: "query($id: ID!) { order(id: $id) { risk { assessments { riskLevel } } } }",
} as const;

interface Tax {
  title: string;
  rate: number | null;
  priceSet: { shopMoney: { amount: string } };
}
interface RivalOrder {
  id: string;
  name: string;
  createdAt: string;
  email: string | null;
  currencyCode: string;
  taxesIncluded: boolean;
  lineItems: {
    nodes: {
      id: LineId;
      title: string;
      sku: string | null;
      quantity: number;
      originalUnitPriceSet: { shopMoney: { amount: string } };
      discountAllocations: { allocatedAmountSet: { shopMoney: { amount: string } } }[];
      taxLines: Tax[];
    }[];
  };
  shippingLines: {
    nodes: {
      title: string;
      originalPriceSet: { shopMoney: { amount: string } };
      taxLines: Tax[];
    }[];
  };
  transactions: { id: string; kind: string }[];
}

const RIVAL_TABLES = `
  CREATE TABLE IF NOT EXISTS rival_order (id text PRIMARY KEY, name text, data jsonb, document text);
  CREATE TABLE IF NOT EXISTS rival_line (id text PRIMARY KEY, order_id text, data jsonb);
  CREATE TABLE IF NOT EXISTS rival_transaction (id text PRIMARY KEY, order_id text, data jsonb);`;

export async function runRival(
  target: RivalTarget,
  ids: string[],
  shippingAccount: string,
): Promise<{ documents: number }> {
  const waiting = [...ids];
  const lanes = Array.from({ length: target.lanes }, () =>
    runLane(target, waiting, shippingAccount),
  );
  const documents = (await Promise.all(lanes)).reduce((sum, made) => sum + made, 0);
  return { documents };
}

/** Takes one order after the other of those that wait. Gives how many documents it made. */
async function runLane(
  target: RivalTarget,
  waiting: string[],
  shippingAccount: string,
): Promise<number> {
  const client = new pg.Client({ connectionString: target.databaseUrl });
  await client.connect();
  let documents = 0;
  try {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const order = await readOrder(target, id);
      await insertOnce(client, "rival_order", order.id, { name: order.name, data: order });
      for (const line of order.lineItems.nodes)
        await insertOnce(client, "rival_line", line.id, { order_id: order.id, data: line });
      for (const transaction of order.transactions)
        await insertOnce(client, "rival_transaction", transaction.id, {
          order_id: order.id,
          data: transaction,
        });
      await createDocument(target, order, shippingAccount);
      await client.query("UPDATE rival_order SET document = $2 WHERE id = $1", [
        order.id,
        order.name,
      ]);
      documents += 1;
    }
  } finally {
    await client.end();
  }
  return documents;
}

export async function makeRivalTables(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(RIVAL_TABLES);
  await client.end();
}

async function readOrder(target: RivalTarget, id: string): Promise<RivalOrder> {
  let order: Record<string, unknown> = {};
  for (const query of Object.values(PARTS)) order = { ...order, ...(await ask(target, query, id)) };
  return order as unknown as RivalOrder;
}

async function ask(
  target: RivalTarget,
  query: string,
  id: string,
): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await fetch(target.graphqlUrl, {
      method: "POST",
      headers: { "content-type": "application/json", ...target.headers },
      body: JSON.stringify({ query, variables: { id } }),
    });
    const body = (await answer.json()) as {
      data?: { order: Record<string, unknown> };
      errors?: { extensions?: { code?: string }; message: string }[];
    };
    if (body.data) return body.data.order;
    if (body.errors?.[0]?.extensions?.code !== "THROTTLED")
      throw new Error(body.errors?.[0]?.message ?? `status ${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function insertOnce(
  client: pg.Client,
  table: string,
  id: string,
  row: Record<string, unknown>,
): Promise<void> {
  const { rowCount } = await client.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id]);
  if (rowCount !== 0) return;
  const names = Object.keys(row);
  await client.query(
    `INSERT INTO ${table} (id, ${names.join(", ")}) VALUES ($1, ${names.map((_, index) => `$${index + 2}`).join(", ")})`,
    [
      id,
      ...Object.values(row).map((value) =>
        typeof value === "object" ? JSON.stringify(value) : value,
      ),
    ],
  );
}

async function createDocument(
  target: RivalTarget,
  order: RivalOrder,
  shippingAccount: string,
): Promise<void> {
  const call = { traceId: randomUUID() };
  const [customer] = order.email
    ? (await target.erp.findCustomers([{ email: order.email }], call)).flat()
    : [];
  const ref = customer?.ref ?? { kind: "customer" as const, id: target.customerId };
  const lines = [];
  for (const line of order.lineItems.nodes) {
    const [found] = await target.erp.findItems([{ number: line.sku ?? "" }], call);
    const item = found?.[0]?.ref;
    if (!item) continue;
    lines.push({
      key: line.id,
      kind: "item" as const,
      item,
      description: line.title,
      quantity: String(line.quantity),
      unitPrice: line.originalUnitPriceSet.shopMoney.amount,
      discount: "0",
      taxes: taxes(line.taxLines),
      shopifyLineId: line.id,
    });
  }
  for (const line of order.shippingLines.nodes) {
    lines.push({
      key: `shipping-${lines.length}`,
      kind: "shipping" as const,
      account: shippingAccount,
      description: line.title,
      quantity: "1",
      unitPrice: line.originalPriceSet.shopMoney.amount,
      discount: "0",
      taxes: taxes(line.taxLines),
    });
  }
  await target.erp.createDocument(
    { kind: "order", shopifyId: order.id.split("/").pop() ?? "", generation: 1, label: order.name },
    {
      kind: "salesOrder",
      sellTo: ref,
      billTo: ref,
      sellToAddress: { name: "rival" },
      billToAddress: { name: "rival" },
      shipToAddress: { name: "rival" },
      currency: order.currencyCode,
      pricesIncludeTax: order.taxesIncluded,
      documentDate: order.createdAt.slice(0, 10),
      shopifyOrderNumber: order.name,
      shopifyOrderId: order.id,
      taxLiable: true,
      lines,
      expected: { net: "0", tax: "0", gross: "0" },
    },
    call,
  );
}

const taxes = (lines: Tax[]): { title: string; amount: string }[] =>
  lines.map(({ title, priceSet }) => ({ title, amount: priceSet.shopMoney.amount }));
