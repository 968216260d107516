import pg from "pg";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";

/**
 * The rival of refunds, as connectors do it: one refund after the other; read it, read its lines, keep both, look each item up in the ERP, create the
 * credit memo. It books every line on its item, keeps no task and no proof, and cannot tell a lost answer from none.
 */
export interface RefunderTarget {
  graphqlUrl: string;
  headers: Record<string, string>;
  databaseUrl: string;
  erp: ErpConnectionPort;
  customerId: string;
}

const HEAD =
  "query RivalRefund($id: ID!) { refund(id: $id) { id createdAt order { id name } totalRefundedSet { shopMoney { amount currencyCode } } } }";
const LINES =
  "query RivalRefundLines($id: ID!) { refund(id: $id) { refundLineItems(first: 50) { pageInfo { hasNextPage endCursor } nodes { quantity restockType subtotalSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } lineItem { id title sku } } } } }";

interface Head {
  refund: {
    id: string;
    createdAt: string;
    order: { id: string; name: string };
    totalRefundedSet: { shopMoney: { amount: string; currencyCode: string } };
  };
}
interface Lines {
  refund: {
    refundLineItems: {
      nodes: {
        quantity: number;
        subtotalSet: { shopMoney: { amount: string } };
        totalTaxSet: { shopMoney: { amount: string } };
        lineItem: { id: string; title: string; sku: string | null };
      }[];
    };
  };
}

const TABLE =
  "CREATE TABLE IF NOT EXISTS rival_refund (id text PRIMARY KEY, order_id text, data jsonb, document text)";

/** Gives how many credit memos were made. */
export async function creditOneByOne(
  target: RefunderTarget,
  refundIds: readonly string[],
): Promise<number> {
  const client = new pg.Client({ connectionString: target.databaseUrl });
  await client.connect();
  let made = 0;
  try {
    await client.query(TABLE);
    for (const id of refundIds) {
      const { refund } = await ask<Head>(target, HEAD, id);
      const { refund: parts } = await ask<Lines>(target, LINES, id);
      const known = await client.query("SELECT 1 FROM rival_refund WHERE id = $1", [id]);
      if (known.rowCount !== 0) continue;
      await client.query("INSERT INTO rival_refund (id, order_id, data) VALUES ($1, $2, $3)", [
        id,
        refund.order.id,
        JSON.stringify(parts),
      ]);
      const number = await createMemo(target, refund, parts.refundLineItems.nodes);
      await client.query("UPDATE rival_refund SET document = $2 WHERE id = $1", [id, number]);
      made += 1;
    }
  } finally {
    await client.end();
  }
  return made;
}

async function createMemo(
  { erp, customerId }: RefunderTarget,
  { id, createdAt, order, totalRefundedSet: { shopMoney } }: Head["refund"],
  nodes: Lines["refund"]["refundLineItems"]["nodes"],
): Promise<string | null> {
  const call = { traceId: "rival" };
  const ref: ErpRef = { kind: "customer", id: customerId };
  const lines = [];
  for (const { quantity, subtotalSet, totalTaxSet, lineItem } of nodes) {
    const [found] = await erp.findItems([{ number: lineItem.sku ?? "" }], call);
    const item = found?.[0]?.ref;
    if (!item) continue;
    lines.push({
      key: lineItem.id,
      kind: "item" as const,
      item,
      location: "MAIN",
      description: lineItem.title,
      quantity: String(quantity),
      unitPrice: String(Number(subtotalSet.shopMoney.amount) / quantity),
      discount: "0",
      taxes: [{ title: "VAT", amount: totalTaxSet.shopMoney.amount }],
    });
  }
  const document = await erp.createDocument(
    {
      kind: "creditMemo",
      shopifyId: id.split("/").at(-1) ?? "",
      generation: 9,
      label: order.name,
    },
    {
      kind: "creditMemo",
      sellTo: ref,
      billTo: ref,
      sellToAddress: { name: "rival" },
      billToAddress: { name: "rival" },
      shipToAddress: { name: "rival" },
      currency: shopMoney.currencyCode,
      pricesIncludeTax: true,
      documentDate: createdAt.slice(0, 10),
      shopifyOrderNumber: order.name,
      shopifyOrderId: order.id,
      taxLiable: true,
      lines,
      expected: { net: "0", tax: "0", gross: "0" },
    },
    call,
  );
  return document.ref.number ?? null;
}

async function ask<T>(target: RefunderTarget, query: string, id: string): Promise<T> {
  const answer = await fetch(target.graphqlUrl, {
    method: "POST",
    headers: { "content-type": "application/json", ...target.headers },
    body: JSON.stringify({ query, variables: { id } }),
  });
  const body = (await answer.json()) as { data?: T; errors?: { message: string }[] };
  if (!body.data || body.errors)
    throw new Error(body.errors?.[0]?.message ?? `status ${answer.status}`);
  return body.data;
}
