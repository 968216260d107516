import type { ConnectionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/uuid.ts";

/** Items that changed in the ERP wait to be decided; one that is under way waits for its end. One row each, however often it changes. */
export async function storeChanged(
  tx: Tx,
  { shop, connectionId }: { shop: string; connectionId: ConnectionId },
  changed: readonly { erpId: string; number: string }[],
): Promise<void> {
  const latest = [...new Map(changed.map((one) => [one.erpId, one])).values()].sort((a, b) =>
    a.erpId < b.erpId ? -1 : 1,
  );
  if (latest.length === 0) return;
  const at = now();
  await tx.$executeRaw`
    INSERT INTO "ItemSync" AS c (shop, id, "connectionId", direction, "sourceId", "erpId", number, state, "foundAt", "createdAt", "updatedAt")
    SELECT ${shop}, n.id, ${connectionId}::uuid, 'toShopify', n."erpId", n."erpId", n.number, 'waiting', ${at}, ${at}, ${at}
    FROM unnest(${latest.map(() => newId(at))}::uuid[], ${latest.map(({ erpId }) => erpId)}::text[], ${latest.map(({ number }) => number)}::text[])
      AS n(id, "erpId", number)
    ON CONFLICT (shop, "connectionId", direction, "sourceId") DO UPDATE SET
      state = CASE WHEN c.state IN ('sending', 'failed') THEN c.state ELSE 'waiting' END, again = c.again OR c.state = 'sending',
      reason = CASE WHEN c.state IN ('sending', 'failed') THEN c.reason END, detail = CASE WHEN c.state IN ('sending', 'failed') THEN c.detail ELSE '' END,
      number = COALESCE(NULLIF(EXCLUDED.number, ''), c.number), "updatedAt" = EXCLUDED."updatedAt"`;
}
