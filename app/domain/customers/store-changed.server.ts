import type { ConnectionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/uuid.ts";
import type { Direction } from "./states.ts";

export interface ChangedCustomer {
  sourceId: string;
  /** Number in the ERP; empty: not known here. */
  number: string;
}

/** Customers that changed where they come from wait to be decided; one that is under way waits for its end. One row each, however often it changes. */
export async function storeChanged(
  tx: Tx,
  {
    shop,
    connectionId,
    direction,
  }: { shop: string; connectionId: ConnectionId; direction: Direction },
  changed: readonly ChangedCustomer[],
): Promise<void> {
  const latest = [...new Map(changed.map((one) => [one.sourceId, one])).values()].sort((a, b) =>
    a.sourceId < b.sourceId ? -1 : 1,
  );
  if (latest.length === 0) return;
  const at = now();
  await tx.$executeRaw`
    INSERT INTO "CustomerSync" AS c (shop, id, "connectionId", direction, "sourceId", "shopifyId", "erpId", number, state, "createdAt", "updatedAt")
    SELECT ${shop}, n.id, ${connectionId}::uuid, ${direction}, n."sourceId",
      CASE WHEN ${direction} = 'toErp' THEN n."sourceId" ELSE '' END,
      CASE WHEN ${direction} = 'toErp' THEN '' ELSE n."sourceId" END, n.number, 'waiting', ${at}, ${at}
    FROM unnest(${latest.map(() => newId(at))}::uuid[], ${latest.map(({ sourceId }) => sourceId)}::text[], ${latest.map(({ number }) => number)}::text[])
      AS n(id, "sourceId", number)
    ON CONFLICT (shop, "connectionId", direction, "sourceId") DO UPDATE SET
      state = CASE WHEN c.state = 'sending' THEN c.state ELSE 'waiting' END, again = c.state = 'sending',
      reason = CASE WHEN c.state = 'sending' THEN c.reason END, detail = CASE WHEN c.state = 'sending' THEN c.detail ELSE '' END,
      number = COALESCE(NULLIF(EXCLUDED.number, ''), c.number), "updatedAt" = EXCLUDED."updatedAt"`;
}
