import { db } from "#app/db/client.server.ts";
import type { ShopCard } from "#app/db/generated/client.ts";
import type { ConnectionRow } from "#app/domain/erp-connections/open-port.server.ts";
import type { Card } from "./cards.server.ts";
import { readCard } from "./cards.server.ts";

/** A card with the ERP connection that it fills, and the time zone of its shop. */
export interface CardWithBooks {
  card: Card;
  connection: ConnectionRow | null;
  timeZone: string;
}

interface Row extends ShopCard {
  connection: Omit<ConnectionRow, "waitUntil"> | null;
  waitUntil: Date | null;
  timeZone: string | null;
}

/** As `listCards` has them, in one query. */
export async function listCardsWithBooks(shop: string): Promise<CardWithBooks[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.*, s."timeZone", e."waitUntil", CASE WHEN e.id IS NOT NULL THEN jsonb_build_object('shop', e.shop, 'id', e.id, 'adapter', e.adapter,
      'title', e.title, 'settings', e.settings, 'secrets', e.secrets, 'probe', e.probe, 'refusals', e.refusals) END AS connection
    FROM "ShopCard" c JOIN "Shop" s ON s.domain = c.shop LEFT JOIN "ErpConnection" e ON e.shop = c.shop AND e.id = c."connectionId"
    WHERE c.shop = ${shop} ORDER BY c.precedence, c."createdAt", c.id`;
  return rows.map(({ connection, waitUntil, timeZone, ...row }) => ({
    card: readCard(row),
    connection: connection && { ...connection, waitUntil },
    timeZone: timeZone ?? "UTC",
  }));
}
