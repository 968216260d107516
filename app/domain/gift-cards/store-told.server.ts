import type { GiftCardId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Entry, TOLD } from "./kinds.ts";
import { toldEntries, type ToldCard } from "./told-entries.ts";

/** Makes what is booked from Shopify's own transactions of these cards equal to what those say. Answers the cards of which that changed. */
export async function storeTold(
  tx: Tx,
  shop: string,
  cards: readonly ToldCard[],
): Promise<GiftCardId[]> {
  if (cards.length === 0) return [];
  const read = cards.map((card) => ({ giftCardId: card.giftCardId, entries: toldEntries(card) }));
  const entries = read.flatMap(({ entries }): Entry[] => entries ?? []);
  const stands = read.map(({ giftCardId, entries }) => ({
    giftCardId,
    told: (entries === null ? "differs" : "agrees") satisfies (typeof TOLD)[number],
  }));
  const [judged, gone, changed] = [
    await tx.$queryRaw<{ giftCardId: GiftCardId }[]>`
      UPDATE "GiftCard" c SET told = r.told FROM jsonb_to_recordset(${JSON.stringify(stands)}::jsonb) AS r("giftCardId" text, told text)
      WHERE c.shop = ${shop} AND c."giftCardId" = r."giftCardId" AND c.told IS DISTINCT FROM r.told RETURNING c."giftCardId"`,
    await tx.$queryRaw<{ giftCardId: GiftCardId }[]>`
      DELETE FROM "GiftCardEntry" WHERE shop = ${shop} AND "giftCardId" = ANY(${stands.map(({ giftCardId }) => giftCardId)}::text[])
        AND key LIKE 'told:%' AND NOT key = ANY(${entries.map(({ key }) => key)}::text[]) RETURNING "giftCardId"`,
    await tx.$queryRaw<{ giftCardId: GiftCardId }[]>`
      INSERT INTO "GiftCardEntry" AS e (shop, key, kind, at, currency, amount, "giftCardId")
      SELECT ${shop}, r.key, r.kind, r.at, r.currency, r.amount, r."giftCardId"
      FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS r(key text, kind text, at timestamptz, currency text, amount numeric, "giftCardId" text)
      ORDER BY r.key
      ON CONFLICT (shop, key) DO UPDATE SET kind = EXCLUDED.kind, at = EXCLUDED.at, amount = EXCLUDED.amount
      WHERE (e.kind, e.at, e.amount) IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED.at, EXCLUDED.amount)
      RETURNING "giftCardId"`,
  ];
  return [...judged, ...gone, ...changed].map(({ giftCardId }) => giftCardId);
}

/** Shopify tells of no transactions any more: what orders say counts again, as soon as they are booked anew. */
export async function forgetTold(tx: Tx, shop: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM "GiftCardEntry" WHERE shop = ${shop} AND key LIKE 'told:%'`;
  await tx.giftCard.updateMany({ where: { shop, told: { not: null } }, data: { told: null } });
}
