import { plain } from "#app/domain/orders/read/address-from-shopify.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import type { ExchangedCustomerFragment } from "#app/shopify/generated/admin.ts";
import { CustomerByContactDocument, CustomersByIdDocument } from "#app/shopify/generated/admin.ts";
import type { ShopifyCustomer } from "./plan/shopify-customer.ts";

/** Customers by id, at most as many as one call names; one that Shopify no longer has is left out. */
export async function readCustomers(
  shop: string,
  ids: readonly string[],
): Promise<Result<Map<string, ShopifyCustomer>, ShopifyError>> {
  if (ids.length === 0) return ok(new Map());
  const answer = await shopifyRequestNodes(shop, CustomersByIdDocument, { ids: [...ids] });
  if (!answer.ok) return answer;
  const found = answer.value.data.nodes.flatMap((node) =>
    node && "tags" in node ? [customerOf(node)] : [],
  );
  return ok(new Map(found.map((customer) => [customer.id, customer])));
}

/** Whose e-mail or phone it is; a number that Shopify cannot read is nobody's. */
export async function customerBy(
  shop: string,
  identifier: { emailAddress: string } | { phoneNumber: string },
): Promise<Result<ShopifyCustomer | null, ShopifyError>> {
  const answer = await shopifyRequest(shop, CustomerByContactDocument, { identifier });
  if (!answer.ok) return answer;
  const { customerByIdentifier: found } = answer.value;
  return ok(found ? customerOf(found) : null);
}

/** PENDING is no yes yet. */
const SUBSCRIBED = "SUBSCRIBED";

const customerOf = ({
  id,
  firstName,
  lastName,
  tags,
  defaultEmailAddress: email,
  defaultPhoneNumber: phone,
  defaultAddress: address,
}: ExchangedCustomerFragment): ShopifyCustomer => ({
  id,
  firstName: firstName ?? "",
  lastName: lastName ?? "",
  email: email?.emailAddress ?? "",
  phone: phone?.phoneNumber ?? "",
  marketing: email?.marketingState === SUBSCRIBED,
  tags,
  addressId: address?.id ?? null,
  address: address ? plain(address) : null,
});
