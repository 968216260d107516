import { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { parseDecimal, type Decimal } from "#app/money/decimal.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { ExportedOrderFragment } from "#app/shopify/generated/admin.ts";
import { OrdersBySourceDocument } from "#app/shopify/generated/admin.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { bySource } from "./export-key.ts";
import type { ExportOrder } from "./export-order.ts";
import type { Exported } from "./exported.ts";

export type Found = Pick<ExportedOrderFragment, "id" | "name" | "totalPriceSet">;

export interface Sought {
  shop: string;
  traceId: string;
  key: string;
  /** The ERP's number of the document. */
  number: string;
}

/** Orders that carry the document's key: those that Shopify's search finds, and those that the app was told of before the search knows them. */
export async function ordersWithKey(sought: Sought): Promise<Found[]> {
  const { shop, traceId, key } = sought;
  const answer = await shopifyRequest(
    shop,
    OrdersBySourceDocument,
    { query: bySource(key) },
    { traceId },
  );
  if (!answer.ok) return failShopifyCall(answer.error);
  const found = answer.value.orders.nodes.filter(
    ({ sourceIdentifier }) => sourceIdentifier === key,
  );
  const imported = await importedWithKey(sought);
  return [...found, ...imported.filter(({ id }) => !found.some((one) => one.id === id))];
}

/** The import links an order with its document by the same key. */
async function importedWithKey({ shop, key, number }: Sought): Promise<Found[]> {
  const rows = await db.$queryRaw<{ id: OrderId; name: string; total: string; currency: string }[]>`
    SELECT o."orderId" AS id, o.name, o.total::text AS total, o.currency FROM "Order" o
    JOIN "OrderVersion" v ON v.shop = o.shop AND v.id = o."currentVersionId" AND v.content ->> 'exportKey' = ${key}
    WHERE o.shop = ${shop} AND o."documentNumber" = ${number} AND o."documentKind" IN ('postedInvoice', 'erpOrder') ORDER BY 1`;
  return rows.map(({ id, name, total, currency }) => ({
    id,
    name,
    totalPriceSet: { shopMoney: { amount: total, currencyCode: currency } },
  }));
}

export const resultOf = (
  { id, name, totalPriceSet: { shopMoney } }: Found,
  { open, total }: Pick<ExportOrder, "open" | "total">,
): Exported => ({
  orderId: OrderId.parse(id),
  name,
  total: amountOf(shopMoney.amount),
  currency: shopMoney.currencyCode,
  expected: total,
  open,
});

function amountOf(text: string): Decimal {
  const amount = parseDecimal(text);
  if (amount === undefined) throw new Error(`not an amount: ${text}`);
  return amount;
}
