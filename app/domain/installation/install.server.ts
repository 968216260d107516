import { db } from "#app/db/client.server.ts";
import type { Shop } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { ensureDefaultConnection } from "#app/domain/erp-connections/default-connection.server.ts";
import { ensureSchedules } from "#app/domain/schedules/missing.server.ts";
import { ensureDefaultCard } from "#app/domain/shop-card/cards.server.ts";
import { now } from "#app/lib/clock.ts";
import type { GuideMarks } from "./guide-marks.server.ts";
import { READ_SHOP_FACTS } from "./jobs.ts";
import { NEWS } from "./news.ts";

/**
 * Runs after each new token. The first time, and after an uninstall, it is the installation: the shop, a card, the built-in ledger as
 * ERP, the schedules. What the merchant set up before an uninstall is found again.
 */
export async function install(shop: string, scopes: string): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    const before = await tx.shop.findUnique({ where: { domain: shop } });
    if (before && !before.uninstalledAt) {
      if (before.scopes !== scopes)
        await tx.shop.update({ where: { domain: shop }, data: { scopes } });
      return;
    }
    await tx.shop.upsert({
      where: { domain: shop },
      // All of it is new to this shop: news are for those that had an earlier version.
      create: {
        ...{ domain: shop, scopes, installedAt: at, ordersSince: at },
        guide: { newsRead: NEWS.version } satisfies GuideMarks,
      },
      update: {
        scopes,
        installedAt: at,
        uninstalledAt: null,
        ...(before && isErased(before) ? { ordersSince: at } : {}),
      },
    });
    const connectionId = await ensureDefaultConnection(tx, shop);
    await ensureDefaultCard(tx, shop, connectionId);
    await ensureSchedules(tx, shop);
    await addJob(tx, READ_SHOP_FACTS, { shop });
  });
}

/** Whether nothing of the installation before is left: then this one is the first again. */
const isErased = ({ redactedAt, installedAt }: Pick<Shop, "redactedAt" | "installedAt">): boolean =>
  redactedAt !== null && redactedAt >= installedAt;
