import { db, type Tx } from "#app/db/client.server.ts";
import type { WebhookDelivery } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import {
  inheritCustomerLinks,
  removeCustomerLinks,
} from "#app/domain/mapping/store-links.server.ts";
import { now } from "#app/lib/clock.ts";
import { isGid } from "#app/shopify/gid.ts";
import type { Handled } from "#app/shopify/webhook-handled.ts";
import { customerCard } from "./customer-card.server.ts";
import { DECIDE_CUSTOMERS } from "./jobs.ts";
import { storeChanged } from "./store-changed.server.ts";
import type { Reason } from "./states.ts";

const NOBODY: Handled = { state: "ignored", note: "The payload names no customer." };
const UNWANTED: Handled = {
  state: "ignored",
  note: "No shop card brings customers to an ERP.",
};

/** CUS-1. The customer waits to be read: what the payload says besides is not believed. */
export async function customerChanged({
  shop,
  topic,
  resourceId,
}: Pick<WebhookDelivery, "shop" | "topic" | "resourceId">): Promise<Handled> {
  if (resourceId === null || !isGid(resourceId, "Customer")) return NOBODY;
  if (topic === "customers/delete") {
    await db.$transaction((tx) => unlink(tx, shop, resourceId, "deleted"));
    return { state: "done" };
  }
  return (await changed(shop, resourceId)) ? { state: "done" } : UNWANTED;
}

/** The customer that is kept has the ERP's customer from then on, unless it has one of its own; the other is gone. */
export async function customersMerged({
  shop,
  payload,
}: Pick<WebhookDelivery, "shop" | "payload">): Promise<Handled> {
  const told = payload as Record<string, unknown>;
  const kept = told["admin_graphql_api_customer_kept_id"];
  const gone = told["admin_graphql_api_customer_deleted_id"];
  if (!isCustomer(kept) || !isCustomer(gone)) return NOBODY;
  if (told["status"] !== "completed")
    return { state: "ignored", note: "The customers were not merged." };
  await db.$transaction(async (tx) => {
    await inheritCustomerLinks(tx, shop, { kept, gone });
    await unlink(tx, shop, gone, "merged");
  });
  await changed(shop, kept);
  return { state: "done" };
}

const isCustomer = (id: unknown): id is string => typeof id === "string" && isGid(id, "Customer");

async function changed(shop: string, shopifyId: string): Promise<boolean> {
  const card = await customerCard(shop, "toErp");
  if (!card) return false;
  const { connectionId, settings } = card;
  // Those that only come with an order are of no use before.
  if (settings.customerImport !== "allCustomers") {
    const links = await db.customerLink.count({ where: { shop, connectionId, shopifyId } });
    if (links === 0) return false;
  }
  await db.$transaction(async (tx) => {
    await storeChanged(tx, { shop, connectionId, direction: "toErp" }, [
      { sourceId: shopifyId, number: "" },
    ]);
    await addJob(tx, DECIDE_CUSTOMERS, { shop });
  });
  return true;
}

/** The links go, and say where they led; the ERP's customer stays as it is. */
async function unlink(tx: Tx, shop: string, shopifyId: string, reason: Reason): Promise<void> {
  const at = now();
  await tx.$executeRaw`
    INSERT INTO "CustomerSync" AS c (shop, id, "connectionId", direction, "sourceId", "shopifyId", "erpId", number, state, reason, detail, "createdAt", "updatedAt")
    SELECT shop, gen_random_uuid(), "connectionId", 'toErp', "shopifyId", "shopifyId", "erpId", COALESCE("erpNumber", ''), 'gone', ${reason}, COALESCE("erpNumber", ''), ${at}, ${at}
    FROM "CustomerLink" WHERE shop = ${shop} AND "shopifyId" = ${shopifyId}
    ON CONFLICT DO NOTHING`;
  // A task that is under way ends first; what is read then is that nobody is there.
  await tx.$executeRaw`
    UPDATE "CustomerSync" SET "updatedAt" = ${at}, again = state = 'sending',
      state = CASE WHEN state = 'sending' THEN state ELSE 'gone' END, reason = CASE WHEN state = 'sending' THEN reason ELSE ${reason} END,
      detail = CASE WHEN state = 'sending' THEN detail ELSE number END, data = CASE WHEN state = 'sending' THEN data END
    WHERE shop = ${shop} AND "shopifyId" = ${shopifyId} AND direction = 'toErp'`;
  await removeCustomerLinks(tx, shop, shopifyId);
}
