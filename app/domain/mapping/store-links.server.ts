import type { ConnectionId, VariantId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";

/** A Shopify customer (or company location) as the ERP knows it. */
export interface CustomerLinkRow {
  shop: string;
  connectionId: ConnectionId;
  shopifyId: string;
  erpId: string;
  erpNumber: string | null;
  title: string | null;
  foundBy: string;
}

/** A Shopify variant as the ERP knows it. */
export interface ItemLinkRow {
  shop: string;
  connectionId: ConnectionId;
  variantId: VariantId;
  erpId: string;
  erpNumber: string | null;
  variantCode?: string | null;
  unit: string | null;
  title: string | null;
  foundBy: string;
}

/** Links found while planning; one there already stays. */
export async function storeCustomerLinks(tx: Tx, rows: CustomerLinkRow[]): Promise<void> {
  if (rows.length > 0) await tx.customerLink.createMany({ data: rows, skipDuplicates: true });
}

/** Links found while planning; one there already stays. */
export async function storeItemLinks(tx: Tx, rows: ItemLinkRow[]): Promise<void> {
  if (rows.length > 0) await tx.itemLink.createMany({ data: rows, skipDuplicates: true });
}

/** Links a customer, whatever it was linked to. */
export async function setCustomerLink(tx: Tx, row: CustomerLinkRow): Promise<void> {
  const { shop, connectionId, shopifyId, ...data } = row;
  await tx.customerLink.upsert({
    where: { shop_connectionId_shopifyId: { shop, connectionId, shopifyId } },
    create: row,
    update: data,
  });
}

/** Links a variant, whatever it was linked to. */
export async function setItemLink(tx: Tx, row: ItemLinkRow): Promise<void> {
  const { shop, connectionId, variantId, ...data } = row;
  await tx.itemLink.upsert({
    where: { shop_connectionId_variantId: { shop, connectionId, variantId } },
    create: row,
    update: data,
  });
}

/** Of a Shopify customer that is there no more; `erpId`: only what leads there. Links of their addresses go too. */
export async function removeCustomerLinks(
  tx: Tx,
  shop: string,
  shopifyId: string,
  erpId?: string,
): Promise<void> {
  await tx.customerLink.deleteMany({
    where: {
      shop,
      ...(erpId === undefined ? {} : { erpId }),
      OR: [{ shopifyId }, { shopifyId: { startsWith: `${shopifyId}#` } }],
    },
  });
}

/** A merge: the customer that is kept stands for what the other stood for, where it stands for nobody yet. */
export async function inheritCustomerLinks(
  tx: Tx,
  shop: string,
  { kept, gone }: { kept: string; gone: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "CustomerLink" (shop, "connectionId", "shopifyId", "erpId", "erpNumber", title, "foundBy", "createdAt")
    SELECT shop, "connectionId", ${kept}, "erpId", "erpNumber", title, 'merge', ${now()} FROM "CustomerLink"
    WHERE shop = ${shop} AND "shopifyId" = ${gone} ON CONFLICT DO NOTHING`;
}
