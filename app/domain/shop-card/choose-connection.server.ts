import type { ConnectionId } from "#app/lib/ids.ts";
import { getConnection } from "#app/domain/erp-connections/read-connections.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { eraseAccess, openTasksOf } from "#app/domain/erp-connections/disconnect.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { canonicalJson } from "#app/lib/json.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { getCard, saveCard } from "./cards.server.ts";

/**
 * Makes a connection the one that new documents go to. What was made in another ERP stays there and is still followed.
 * A connection that no test has passed is refused: nothing would work, and nobody would know why. Settings that rest on what this ERP
 * cannot do are turned off, and the person is told so.
 */
export async function chooseConnection(
  shop: string,
  connectionId: ConnectionId,
  by: string,
): Promise<Result<{ turnedOff: boolean }, "not-found" | "untested" | "conflict">> {
  const connection = await getConnection(shop, connectionId);
  const card = await getCard(shop);
  if (!connection || !card) return err("not-found");
  if (connection.probe === null) return err("untested");
  const saved = await saveCard(
    { shop, by },
    { id: card.id, revision: card.revision },
    { connectionId },
  );
  if (!saved.ok) return err(saved.error.kind === "not-found" ? "not-found" : "conflict");
  return ok({ turnedOff: canonicalJson(saved.value.settings) !== canonicalJson(card.settings) });
}

/**
 * Disconnects an ERP: its address and password are erased, documents and mappings are kept, and a
 * shop card that used it uses none.
 * With open tasks it is refused until the person confirms: they wait until the ERP is connected again.
 */
export async function disconnectErp(
  { shop, by }: Scope,
  connectionId: ConnectionId,
  confirmed: boolean,
): Promise<Result<null, { kind: "not-found" } | { kind: "open-tasks"; count: number }>> {
  const connection = await getConnection(shop, connectionId);
  // The built-in ledger has nothing to erase: its books are the documents.
  if (!connection || connection.description.settings.length === 0)
    return err({ kind: "not-found" });
  return db.$transaction(async (tx) => {
    const count = await openTasksOf(tx, shop, connectionId);
    if (count > 0 && !confirmed) return err({ kind: "open-tasks", count });
    await eraseAccess(tx, shop, connectionId);
    await tx.shopCard.updateMany({
      where: { shop, connectionId },
      data: { connectionId: null, revision: { increment: 1 } },
    });
    await recheckLater(tx, { shop, by }, { all: true });
    return ok(null);
  });
}
