import type { Tx } from "#app/db/client.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { now } from "#app/lib/clock.ts";
import type { CardId } from "#app/lib/ids.ts";

/** Gives a card the mappings of another; rows that it has stay. */
export async function copyMappings(
  tx: Tx,
  shop: string,
  { from, to }: { from: CardId; to: CardId },
): Promise<void> {
  const rows = await tx.mapping.findMany({
    where: { shop, cardId: from },
    select: { kind: true, key: true, title: true, shopify: true, erp: true },
  });
  await tx.mapping.createMany({
    data: rows.map(({ shopify, erp, ...row }) => ({
      shop,
      id: newId(now()),
      cardId: to,
      ...row,
      shopify: shopify ?? {},
      ...(erp === null ? {} : { erp }),
    })),
    skipDuplicates: true,
  });
}

/** The mappings of a card that is deleted. */
export async function eraseMappingsOf(tx: Tx, shop: string, cardId: CardId): Promise<void> {
  await tx.mapping.deleteMany({ where: { shop, cardId } });
}
