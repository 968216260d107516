import { plain } from "#app/domain/orders/read/address-from-shopify.ts";
import { shopifyRequestNodes } from "#app/shopify/client.server.ts";
import { CustomerAddressesDocument } from "#app/shopify/generated/admin.ts";
import { shopifyProblem } from "#app/tasks/shopify-problem.ts";
import type { MappingFacts } from "./facts.ts";

/** The most customers that one call names. */
const AT_ONCE = 50;

/**
 * All addresses of these customers, many in one call (M-12). A customer that Shopify no longer has has none. What could not be read is
 * left out, with the reason.
 */
export async function readCustomerAddresses(
  shop: string,
  customerIds: readonly string[],
): Promise<Pick<MappingFacts, "customerAddresses" | "addressesUnread">> {
  const customerAddresses: MappingFacts["customerAddresses"] = {};
  for (let from = 0; from < customerIds.length; from += AT_ONCE) {
    const ids = customerIds.slice(from, from + AT_ONCE);
    const answer = await shopifyRequestNodes(shop, CustomerAddressesDocument, { ids });
    if (!answer.ok) return { customerAddresses, addressesUnread: shopifyProblem(answer.error) };
    ids.forEach((id, index) => {
      const node = answer.value.data.nodes[index];
      customerAddresses[id] =
        node && "addressesV2" in node ? node.addressesV2.nodes.map(plain) : [];
    });
  }
  return { customerAddresses };
}
