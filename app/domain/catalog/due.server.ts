import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import { startBuild } from "./making/start.server.ts";
import { BUILD_CATALOG } from "./jobs.ts";

/** Shopify tells by webhook when it is done; one that is lost costs no more than this. */
const LOOK_EVERY_MS = 60_000;

interface Due {
  shop: string;
  open: boolean;
}

/** Called each minute. */
export async function startDue(): Promise<void> {
  const at = now();
  const due = await db.$queryRaw<Due[]>`
    SELECT f.shop, b.id IS NOT NULL AS open
    FROM "CatalogFeed" f JOIN "Shop" h ON h.domain = f.shop AND h."uninstalledAt" IS NULL
      LEFT JOIN "CatalogBuild" b ON b.shop = f.shop AND b."endedAt" IS NULL
    WHERE CASE WHEN b.id IS NULL THEN f."nextAt" <= ${at}
      ELSE b."lookedAt" <= ${new Date(at.getTime() - LOOK_EVERY_MS)} END
    ORDER BY f.shop`;
  const failures: unknown[] = [];
  for (const { shop, open } of due)
    // One shop's trouble is not the others'.
    await (open ? addJob(db, BUILD_CATALOG, { shop }) : startBuild(shop)).catch(
      (error: unknown) => {
        logger.error({ shop, err: error }, "the catalog could not be begun");
        failures.push(error);
      },
    );
  if (failures.length > 0) throw failures[0];
}
