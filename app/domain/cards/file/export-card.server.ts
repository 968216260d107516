import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { MappingKind } from "#app/domain/mapping/kinds.ts";
import { readFilter } from "#app/domain/orders/announce/order-cards.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { shownSettings } from "#app/domain/shop-card/settings.ts";
import type { Json } from "#app/lib/json.ts";
import { writeCardFile, type FileMapping } from "./card-file.ts";

/** A card as a file with all of its settings, defaults included, its filter and its mappings; null when the shop has no such card. */
export async function exportCard(
  shop: string,
  id: string,
): Promise<{ name: string; text: string } | null> {
  const card = await getCard(shop, id);
  if (!card) return null;
  const rows = await db.mapping.findMany({
    where: { shop, cardId: card.id, erp: { not: Prisma.DbNull } },
    orderBy: [{ kind: "asc" }, { key: "asc" }],
    select: { kind: true, key: true, title: true, erp: true },
  });
  const text = writeCardFile({
    ...{ shop, title: card.title },
    settings: Object.fromEntries(shownSettings.map(({ key }) => [key, card.settings[key]])),
    filter: readFilter(shop, card.filter) as Record<string, Json>,
    mappings: rows.map(({ kind, key, title, erp }) => ({
      ...{ kind: kind as MappingKind, key, title },
      erp: erp as FileMapping["erp"],
    })),
  });
  return { name: `shop-card-${card.code.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.json`, text };
}
