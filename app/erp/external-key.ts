import type { ExternalKey } from "./port/refs.ts";

const PREFIX: Record<ExternalKey["kind"], string> = {
  order: "SO",
  exchange: "EX",
  fulfillmentOrder: "FO",
  invoice: "SI",
  creditMemo: "CM",
  customer: "CU",
  company: "CO",
  item: "IT",
  payment: "PA",
  credit: "CR",
  application: "AP",
};

/**
 * The key as every ERP stores it: at most 35 characters, upper-case ASCII without filter
 * metacharacters, holding the numeric Shopify id
 * in full. An order's documents share one key whatever their kind, so that an order that turned
 * into an invoice is still found.
 * Later generations end in "-2", "-3" …
 */
export function renderExternalKey(key: ExternalKey): string {
  if (!/^\d{1,20}$/.test(key.shopifyId))
    throw new Error(`not a numeric Shopify id: ${key.shopifyId}`);
  return `SHOPIFY-${PREFIX[key.kind]}-${key.shopifyId}${key.generation > 1 ? `-${key.generation}` : ""}`;
}
