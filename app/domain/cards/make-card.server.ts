import { db } from "#app/db/client.server.ts";
import { copyMappings } from "#app/domain/mapping/card-mappings.server.ts";
import { addCard } from "#app/domain/shop-card/arrange-cards.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import type { CardId } from "#app/lib/ids.ts";
import { err } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";

const LONGEST_TITLE = 60;

/** A title as typed: none is refused, an overlong one is cut. */
export const tidyTitle = (typed: string): string =>
  typed.trim().replace(/\s+/g, " ").slice(0, LONGEST_TITLE);

/** Makes a card, empty or as a copy of another with its settings, filter, connection and mappings. It is off until a person switches it on. */
export async function makeCard(
  shop: string,
  { title, copyOf }: { title: string; copyOf?: string },
): Promise<Result<{ id: CardId }, "not-found" | "no-title" | "too-many">> {
  const named = tidyTitle(title);
  if (named === "") return err("no-title");
  const like = copyOf === undefined ? null : await getCard(shop, copyOf);
  if (copyOf !== undefined && !like) return err("not-found");
  return db.$transaction(async (tx) => {
    const added = await addCard(tx, shop, { title: named, ...(like ? { like } : {}) });
    if (added.ok && like) await copyMappings(tx, shop, { from: like.id, to: added.value.id });
    return added;
  });
}
