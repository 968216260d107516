import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { isEmail, isPhone } from "#app/domain/customers/plan/contact-check.ts";
import { personOf } from "#app/domain/customers/plan/person.ts";
import { dialled } from "#app/domain/customers/plan/shopify-plan.ts";
import { customerBy, readCustomers } from "#app/domain/customers/read-shopify.server.ts";
import type { Buyer, NewBuyer } from "#app/domain/made-orders/export-order.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import { cutText } from "#app/lib/cut-text.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { gidOf } from "#app/shopify/gid.ts";
import type { OrderReason } from "./states.ts";

export interface Seeking {
  shop: string;
  connectionId: ConnectionId;
  settings: Settings;
  /** E-mail of the sales order, where its customer has none. */
  email: string;
  phone: string;
}

export type Sought = Buyer | NewBuyer | { reason: OrderReason; detail: string };

const none = (reason: OrderReason, detail = ""): Sought => ({ reason, detail });

/** Longest name that Shopify takes. */
const MOST = 255;

/**
 * Who a customer of the ERP is in Shopify: the one it was made for, else whose its e-mail or its phone is, else one that is to be made. One that is
 * another customer's of the ERP already is nobody's.
 */
export async function findBuyer(
  seeking: Seeking,
  { ref, externalKey, data }: CustomerReading,
): Promise<Result<Sought, ShopifyError>> {
  const { shop } = seeking;
  const of = ref.number ?? data.name ?? ref.id;
  const madeFor = /^SHOPIFY-CU-(\d+)/.exec(externalKey ?? "")?.[1];
  if (madeFor !== undefined) {
    const id = gidOf("Customer", madeFor);
    const read = await readCustomers(shop, [id]);
    if (!read.ok) return read;
    return ok(read.value.has(id) ? { kind: "customer", id } : none("otherStore", of));
  }
  const email = (data.email || seeking.email).trim();
  const said = data.phone || seeking.phone;
  const phone = dialled(said);
  if (email === "" && phone === "") return ok(none("noContact", of));
  if (email !== "" && !isEmail(email)) return ok(none("emailInvalid", email));
  if (phone !== "" && !isPhone(said)) return ok(none("phoneInvalid", said));
  for (const identifier of [
    ...(email === "" ? [] : [{ emailAddress: email }]),
    ...(phone === "" ? [] : [{ phoneNumber: phone }]),
  ]) {
    const found = await customerBy(shop, identifier);
    if (!found.ok && found.error.kind !== "invalid" && found.error.kind !== "notFound")
      return found;
    if (!found.ok || !found.value) continue;
    const { id } = found.value;
    const others = await linkedOthers(seeking, ref.id, id);
    return ok(others ? none("otherCustomer", email || said) : { kind: "customer", id });
  }
  const { firstName, lastName } = personOf(data, seeking.settings);
  return ok({
    kind: "new",
    firstName: cutText(firstName, MOST),
    lastName: cutText(lastName, MOST),
    email,
    phone,
    tags: data.tags ?? [],
  });
}

/** Whether the Shopify customer stands for another customer of the ERP. */
export const linkedOthers = async (
  { shop, connectionId }: Pick<Seeking, "shop" | "connectionId">,
  erpId: string,
  shopifyId: string,
): Promise<boolean> =>
  (await db.customerLink.findFirst({
    where: { shop, connectionId, shopifyId, erpId: { not: erpId } },
    select: { erpId: true },
  })) !== null;
