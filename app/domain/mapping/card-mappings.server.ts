import type { Tx } from "#app/db/client.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { Json } from "#app/lib/json.ts";
import { now } from "#app/lib/clock.ts";
import type { CardId } from "#app/lib/ids.ts";
import { wakeWaiting } from "#app/tasks/task-actions.server.ts";
import type { MappingKind } from "./kinds.ts";

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

/** Gives a card these values, row by row in one statement: a row it has gets the value, one it lacks is made. The others stay. */
export async function takeMappings(
  tx: Tx,
  shop: string,
  cardId: CardId,
  rows: readonly { kind: MappingKind; key: string; title: string; erp: { [key: string]: Json } }[],
): Promise<void> {
  const at = now();
  const values = rows.map((row) => ({ ...row, id: newId(at) }));
  await tx.$executeRaw`
    INSERT INTO "Mapping" AS m (shop, id, "cardId", kind, key, title, shopify, erp, "createdAt", "updatedAt")
    SELECT ${shop}, r.id, ${cardId}::uuid, r.kind, r.key, r.title, '{}', r.erp, ${at}, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(id uuid, kind text, key text, title text, erp jsonb)
    ON CONFLICT (shop, "cardId", kind, key) DO UPDATE SET erp = EXCLUDED.erp, revision = m.revision + 1, "updatedAt" = EXCLUDED."updatedAt"`;
  // Payments that wait to be registered go on.
  if (rows.some(({ kind }) => kind === "paymentMethod"))
    await wakeWaiting(tx, shop, "unmapped-gateway");
}
