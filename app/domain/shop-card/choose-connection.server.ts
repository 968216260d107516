import { getConnection } from "#app/domain/erp-connections/connections.server.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { getCard, saveCard } from "./cards.server.ts";

/**
 * Makes a connection the one that new documents go to. What was made in another ERP stays there and is still followed.
 * A connection that no test has passed is refused: nothing would work, and nobody would know why.
 */
export async function chooseConnection(
  shop: string,
  connectionId: string,
  by: string,
): Promise<Result<null, "not-found" | "untested" | "conflict">> {
  const connection = await getConnection(shop, connectionId);
  const card = await getCard(shop);
  if (!connection || !card) return err("not-found");
  if (connection.probe === null) return err("untested");
  const saved = await saveCard(shop, card.id, card.revision, { connectionId }, by);
  return saved.ok ? ok(null) : err(saved.error.kind === "not-found" ? "not-found" : "conflict");
}
