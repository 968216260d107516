import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { redactJson } from "#app/db/redact-json.ts";
import type { Json } from "#app/lib/json.ts";
import { redactContent } from "./redact-content.ts";

/**
 * Takes what is personal out of orders and their versions; hashes, amounts and items stay. Gives the orders there are, and which of
 * them still held personal data.
 */
export async function redactOrders(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<{ known: OrderId[]; held: OrderId[] }> {
  const ids = [...orderIds];
  const where = { shop, orderId: { in: ids } };
  const versions = await tx.$queryRaw<
    { id: string; orderId: OrderId; content: Json; held: boolean }[]
  >`
    SELECT id::text, "orderId", content, personal IS NOT NULL AS held FROM "OrderVersion"
    WHERE shop = ${shop} AND "orderId" = ANY(${ids}::text[])`;
  const contents = versions.map(({ id, content }) => ({ id, content: redactContent(content) }));
  await tx.$executeRaw`
    UPDATE "OrderVersion" v SET personal = NULL, content = r.content
    FROM jsonb_to_recordset(${JSON.stringify(contents)}::jsonb) AS r(id uuid, content jsonb)
    WHERE v.shop = ${shop} AND v.id = r.id`;
  const orders = await tx.order.findMany({
    where,
    select: { orderId: true, state: true, choices: true },
  });
  const rows = orders.map(({ orderId, state, choices }) => ({
    orderId,
    choices: redactJson(choices),
    state: { ...(redactJson(state) as Record<string, Json>), statusPageUrl: null },
  }));
  await tx.$executeRaw`
    UPDATE "Order" o SET "customerName" = NULL, email = NULL, tags = '{}', "poNumber" = NULL,
      "searchTerms" = '{}', choices = r.choices, state = r.state
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r("orderId" text, choices jsonb, state jsonb)
    WHERE o.shop = ${shop} AND o."orderId" = r."orderId"`;
  return {
    known: orders.map(({ orderId }) => orderId),
    held: [...new Set(versions.flatMap(({ orderId, held }) => (held ? [orderId] : [])))],
  };
}

/** Which of these orders were erased: what comes in about them later must bring nothing personal back. */
export async function erasedOrders(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ orderId: OrderId }[]>`
    SELECT DISTINCT "orderId" FROM "OrderVersion"
    WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}::text[]) AND personal IS NULL`;
  return new Set(rows.map(({ orderId }) => orderId));
}

/** Takes these orders out of the list of orders to import. */
export async function forgetWaiting(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  await tx.orderToImport.deleteMany({ where: { shop, orderId: { in: [...orderIds] } } });
}

/** Waiting orders of a person that the request does not name: what was listed of them says whose they are. */
export async function waitingOf(
  tx: Tx,
  shop: string,
  person: { customerGid: string | null; email: string | null },
): Promise<OrderId[]> {
  const rows = await tx.$queryRaw<{ orderId: OrderId }[]>`
    SELECT "orderId" FROM "OrderToImport" WHERE shop = ${shop}
      AND ((${person.customerGid}::text IS NOT NULL
          AND strpos(listed::text, '"' || ${person.customerGid}::text || '"') > 0)
        OR (${person.email}::text IS NOT NULL AND strpos(lower(listed::text), ${person.email}::text) > 0))`;
  return rows.map(({ orderId }) => orderId);
}

/** What a shop that left has not imported, and how far its orders were listed. Imported orders stay. */
export async function forgetListing(tx: Tx, shop: string): Promise<void> {
  await tx.orderToImport.deleteMany({ where: { shop } });
  await tx.syncCursor.deleteMany({ where: { shop } });
}
