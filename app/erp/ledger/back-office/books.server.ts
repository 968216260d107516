import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";

interface OwnBooks {
  shop: string;
  connectionId: ConnectionId;
}

/** The shop's built-in ledger (its first, should there be several); null when the shop uses none. */
export async function ledgerBooks(
  shop: string,
): Promise<{ scope: OwnBooks; title: string } | null> {
  const row = await db.erpConnection.findFirst({
    where: { shop, adapter: "ledger" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, title: true },
  });
  return row ? { scope: { shop, connectionId: row.id }, title: row.title } : null;
}
