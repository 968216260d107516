import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { triggersMeant, type FiredTrigger } from "./triggers.ts";

/** A workflow of the shop that uses one of our triggers was turned on, or the last one was turned off. */
interface TriggerUse {
  trigger: string;
  enabled: boolean;
  toldAt: Date;
}

/**
 * Keeps what Flow told, unless something newer is known. What happened before a workflow was turned on does not start it. False: the app is
 * not installed there.
 */
export async function noteUse(
  shop: string,
  { trigger, enabled, toldAt }: TriggerUse,
): Promise<boolean> {
  const installed = await db.shop.findUnique({
    where: { domain: shop },
    select: { uninstalledAt: true },
  });
  if (installed?.uninstalledAt !== null) return false;
  const at = now();
  await db.$executeRaw`
    INSERT INTO "FlowTrigger" AS t (shop, trigger, enabled, "toldAt", since, "firedTo")
    VALUES (${shop}, ${trigger}, ${enabled}, ${toldAt}, ${at}, ${at})
    ON CONFLICT (shop, trigger) DO UPDATE SET enabled = EXCLUDED.enabled, "toldAt" = EXCLUDED."toldAt",
      since = CASE WHEN t.enabled THEN t.since ELSE EXCLUDED.since END,
      "firedTo" = CASE WHEN t.enabled THEN t."firedTo" ELSE EXCLUDED."firedTo" END
    WHERE t."toldAt" < EXCLUDED."toldAt"`;
  return true;
}

/** Whether a workflow of the shop still waits for this trigger. */
export async function isUsed(shop: string, handle: FiredTrigger): Promise<boolean> {
  const rows = await db.flowTrigger.findMany({
    where: { shop, enabled: true },
    select: { trigger: true },
  });
  return rows.some(({ trigger }) => triggersMeant(trigger).includes(handle));
}
