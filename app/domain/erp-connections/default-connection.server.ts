import type { ConnectionId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import { adapterByName } from "#app/erp/registry.server.ts";

/** A new shop's ERP is the built-in ledger until the merchant connects another. Returns the shop's first connection. */
export async function ensureDefaultConnection(tx: Tx, shop: string): Promise<ConnectionId> {
  const first = await tx.erpConnection.findFirst({
    where: { shop },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (first) return first.id;
  const ledger = adapterByName("ledger").describe();
  const row = await tx.erpConnection.create({
    data: { shop, id: randomUUID(), adapter: "ledger", title: ledger.title, settings: {} },
  });
  return row.id;
}
