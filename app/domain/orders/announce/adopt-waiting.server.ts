import type { CardId, OrderId, RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { storedListed } from "#app/domain/order-filter/listed.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { unmetFilter } from "#app/domain/order-filter/order-filter.ts";
import { LIVE } from "#app/domain/runs/states.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";

/** Orders that waited before, errors included (I-23: tried again at the next sync), go along with this run. Gives how many. */
export async function adoptWaiting(
  shop: string,
  runId: RunId,
  { filter, cardId }: { filter: OrderFilter | undefined; cardId: CardId | undefined },
): Promise<number> {
  const waiting = Prisma.sql`w."shop" = ${shop} AND w."verdict" IN ('ready', 'error') AND jsonb_typeof(w."listed") <> 'null' AND w."runId" IS DISTINCT FROM ${runId}::uuid
    ${cardId ? Prisma.sql`AND w."cardId" = ${cardId}::uuid` : Prisma.empty}
    AND (w."runId" IS NULL OR w."verdict" = 'error' OR NOT EXISTS
      (SELECT 1 FROM "SyncRun" r WHERE r."shop" = w."shop" AND r."id" = w."runId" AND r."state" = ANY(${[...LIVE]})))`;
  let ids: string[] | undefined;
  if (filter) {
    const rows = await db.$queryRaw<
      { orderId: OrderId; listed: unknown }[]
    >`SELECT w."orderId", w."listed" FROM "OrderToImport" w WHERE ${waiting}`;
    ids = readEach(rows, ({ orderId, listed }) => ({
      orderId,
      unmet: unmetFilter(filter, storedListed.read(listed, `order ${orderId}`)),
    }))
      .filter(({ unmet }) => !unmet)
      .map(({ orderId }) => orderId);
  }
  return db.$executeRaw`
    UPDATE "OrderToImport" w SET "runId" = ${runId}::uuid, "verdict" = 'ready', "nextAttemptAt" = NULL, "reason" = CASE WHEN w."verdict" = 'error' THEN NULL ELSE w."reason" END
    WHERE ${waiting} ${ids ? Prisma.sql`AND w."orderId" = ANY(${ids}::text[])` : Prisma.empty}`;
}
