import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";

/**
 * The two settings of the shop cards that concern traffic (SET-20). Read as stored: what is absent has the default of the
 * settings list. A shop with several cards shares one line to Shopify: one card that forbids writing forbids it, and the card that
 * wants most logged decides the log.
 */
export type LogMode = "errors" | "all" | "disabled";

const TALKATIVE: readonly LogMode[] = ["all", "errors", "disabled"];

/** May the app write to this shop now? Given the card of an order, only that card counts. */
export async function outgoingAllowed(shop: string, cardId?: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ forbidden: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "ShopCard" WHERE shop = ${shop} AND (${cardId ?? null}::text IS NULL OR id::text = ${cardId ?? null}) AND settings ->> 'allowOutgoingRequests' = 'false') AS forbidden`;
  return row?.forbidden !== true;
}

export async function logModes(
  shops: readonly string[],
  tx: Tx = db,
): Promise<Map<string, LogMode>> {
  const rows = await tx.$queryRaw<{ shop: string; modes: (string | null)[] }[]>`
    SELECT shop, array_agg(DISTINCT settings ->> 'logMode') AS modes FROM "ShopCard" WHERE shop = ANY(${[...shops]}::text[]) GROUP BY shop`;
  const found = new Map(
    rows.map(({ shop, modes }) => [shop, modes.map((mode) => mode ?? "errors")]),
  );
  return new Map(
    shops.map((shop) => [
      shop,
      TALKATIVE.find((mode) => found.get(shop)?.includes(mode)) ?? "errors",
    ]),
  );
}
