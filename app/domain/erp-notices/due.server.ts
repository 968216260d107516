import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { tellingAdapters } from "#app/erp/registry.server.ts";
import { now } from "#app/lib/clock.ts";
import { ASK_FOR_NOTICES } from "./jobs.ts";

/** Connections that were tested and are at work: never asked before, asked long ago, or tested since, perhaps with other settings. */
export async function askWhereDue(): Promise<void> {
  const due = await db.$queryRaw<{ shop: string; connectionId: ConnectionId }[]>`
    SELECT c.shop, c.id::text AS "connectionId"
    FROM "ErpConnection" c JOIN "Shop" h ON h.domain = c.shop AND h."uninstalledAt" IS NULL
      LEFT JOIN "ErpNotices" n ON n.shop = c.shop AND n."connectionId" = c.id
    WHERE c.adapter = ANY(${tellingAdapters()}::text[]) AND c."probedAt" IS NOT NULL AND c."pausedAt" IS NULL
      AND (n.shop IS NULL OR n."nextAt" <= ${now()} OR n."askedAt" < c."probedAt")
    ORDER BY c.shop, c.id`;
  for (const job of due) await addJob(db, ASK_FOR_NOTICES, job);
}
