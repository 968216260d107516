import { db } from "#app/db/client.server.ts";
import type { WebhookDelivery } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import type { Handled } from "#app/shopify/webhook-handled.ts";
import { BUILD_CATALOG } from "./jobs.ts";

/** Shopify ended a bulk operation. How it ended is asked of Shopify: the payload names no result. */
export async function operationFinished({ shop }: WebhookDelivery): Promise<Handled> {
  const open = await db.catalogBuild.findFirst({ where: { shop, endedAt: null } });
  if (!open) return { state: "ignored", note: "No catalog is being built." };
  await addJob(db, BUILD_CATALOG, { shop });
  return { state: "done" };
}
