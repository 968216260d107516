import { db } from "#app/db/client.server.ts";
import { phoneDigits } from "#app/domain/mapping/contact.ts";
import { postalAddress } from "#app/domain/mapping/postal-address.ts";
import { removeCustomerLinks } from "#app/domain/mapping/store-links.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { CustomerQuery, CustomerReading } from "#app/erp/port/customers.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { Deciding } from "./deciding.ts";
import type { ShopifyCustomer } from "./plan/shopify-customer.ts";

/** The ERP's customer that stands for one of Shopify. */
export interface ErpMatch {
  reading: CustomerReading;
  /** How it was found; null: it was linked already. */
  foundBy: string | null;
}

/** M-11 to M-13: the linked one while it lives, else the first one found by e-mail or phone, or by its address where the card maps so. */
export async function erpMatches(
  { shop, card, open }: Pick<Deciding, "shop" | "card" | "open">,
  customers: readonly ShopifyCustomer[],
  options: CallOptions,
): Promise<Map<string, ErpMatch>> {
  const links = await db.customerLink.findMany({
    where: {
      shop,
      connectionId: card.connectionId,
      shopifyId: { in: customers.map(({ id }) => id) },
    },
    select: { shopifyId: true, erpId: true, erpNumber: true },
  });
  const matches = new Map<string, ErpMatch>();
  const read = (ref: ErpRef) => readLiving(open, ref, options);
  for (const { shopifyId, erpId, erpNumber } of links) {
    const reading = await read({
      kind: "customer",
      id: erpId,
      ...(erpNumber ? { number: erpNumber } : {}),
    });
    if (reading) matches.set(shopifyId, { reading, foundBy: null });
    else await removeCustomerLinks(db, shop, shopifyId, erpId);
  }
  const asked =
    card.settings.customerMapping === "default"
      ? []
      : customers.flatMap((customer) => {
          const query = matches.has(customer.id) ? null : queryOf(customer, card.settings);
          return query ? [{ customer, query }] : [];
        });
  const answers =
    asked.length > 0
      ? await open.port.findCustomers(
          asked.map(({ query }) => query),
          options,
        )
      : [];
  for (const [index, { customer }] of asked.entries()) {
    const first = answers[index]?.find(({ blocked }) => !blocked);
    const reading = first ? await read(first.ref) : null;
    if (first && reading) matches.set(customer.id, { reading, foundBy: first.matchedBy });
  }
  return matches;
}

function queryOf(
  customer: ShopifyCustomer,
  settings: Deciding["card"]["settings"],
): CustomerQuery | null {
  if (settings.customerMapping === "billTo" && customer.address)
    return { billTo: postalAddress(customer.address, { customer }, settings) };
  const email = customer.email.trim().toLowerCase();
  const digits = phoneDigits(customer.phone);
  return email === "" && digits === ""
    ? null
    : { ...(email ? { email } : {}), ...(digits ? { phoneDigits: digits } : {}) };
}

const DEAD = new Set(["gone", "notFound"]);

/** Null: the ERP no longer has it. */
export async function readLiving(
  { port }: Deciding["open"],
  ref: ErpRef,
  options: CallOptions,
): Promise<CustomerReading | null> {
  try {
    return await port.readCustomer(ref, options);
  } catch (error) {
    if (error instanceof ErpError && DEAD.has(error.detail.class)) return null;
    throw error;
  }
}
