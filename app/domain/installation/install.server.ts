import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { ensureDefaultConnection } from "#app/domain/erp-connections/connections.server.ts";
import { ensureDefaultCard } from "#app/domain/shop-card/cards.server.ts";
import { now } from "#app/lib/clock.ts";
import { READ_SHOP_FACTS } from "./shop-facts.server.ts";

/** Orders are swept this often unless the merchant says otherwise (TSK-2). */
const SWEEP_EVERY_MINUTES = 30;

/**
 * Runs after each new token. The first time, and after an uninstall, it is the installation: the shop, a card, the built-in ledger as
 * ERP, the schedule of the sweep. What the merchant set up before an uninstall is found again.
 */
export async function install(shop: string, scopes: string): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    const before = await tx.shop.findUnique({ where: { domain: shop } });
    if (before && !before.uninstalledAt) {
      if (before.scopes !== scopes) await tx.shop.update({ where: { domain: shop }, data: { scopes } });
      return;
    }
    await tx.shop.upsert({
      where: { domain: shop },
      create: { domain: shop, scopes, installedAt: at },
      update: { scopes, installedAt: at, uninstalledAt: null },
    });
    const connectionId = await ensureDefaultConnection(tx, shop);
    await ensureDefaultCard(tx, shop, connectionId);
    const swept = await tx.schedule.findFirst({ where: { shop, kind: "orders" } });
    if (!swept) await tx.schedule.create({ data: { shop, kind: "orders", everyMinutes: SWEEP_EVERY_MINUTES, nextRunAt: new Date(at.getTime() + SWEEP_EVERY_MINUTES * 60_000) } });
    await addJob(tx, READ_SHOP_FACTS, { shop }, { key: `${READ_SHOP_FACTS}:${shop}` });
  });
}
