import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Buyer } from "./export-order.ts";

/** Who buys as these customers of the ERP: the company location that is linked with one, else the Shopify customer. */
export async function buyersOf(
  shop: string,
  connectionId: ConnectionId,
  erpIds: readonly string[],
): Promise<Map<string, Buyer>> {
  const links = await db.customerLink.findMany({
    where: { shop, connectionId, erpId: { in: [...erpIds] } },
    orderBy: [{ createdAt: "asc" }, { shopifyId: "asc" }],
    select: { erpId: true, shopifyId: true },
  });
  const found = new Map<string, Buyer>();
  for (const { erpId, shopifyId } of links) {
    const kind = kindOf(shopifyId);
    if (kind === null) continue;
    const before = found.get(erpId);
    if (!before || (kind === "companyLocation" && before.kind === "customer"))
      found.set(erpId, { kind, id: shopifyId });
  }
  return found;
}

/** A company by itself buys nothing: its locations do. */
const kindOf = (shopifyId: string): Buyer["kind"] | null =>
  shopifyId.startsWith("gid://shopify/CompanyLocation/")
    ? "companyLocation"
    : shopifyId.startsWith("gid://shopify/Customer/")
      ? "customer"
      : null;
