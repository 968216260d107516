import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { isLeftAlone, OVERLAP_MS } from "./listing-query.ts";
import { storedListed } from "#app/domain/order-filter/listed.ts";
import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import type { CardForVerdict } from "./verdict.ts";
import { verdictOf } from "./verdict.ts";

export type AnnouncedBy = "click" | "schedule" | "webhook" | "names" | "resync";

export interface Announcement {
  by: AnnouncedBy;
  cards: readonly CardForVerdict[];
  runId?: string | null;
  runFilter?: OrderFilter | undefined;
  /** Takes archived orders that are not known yet. */
  archived?: boolean;
  /** Import again even when nothing seems to have changed (re-sync of one order). */
  force?: boolean;
}

export interface Announced {
  /** Orders that wait to be imported now. */
  ready: number;
  held: number;
  /** Known, with nothing new since the last import. */
  unchanged: number;
  /** Archived and not known. */
  leftAlone: number;
  excluded: number;
}

interface KnownOrder {
  orderId: string;
  importedUpTo: Date | null;
  importedAt: Date | null;
  verdict: string | null;
  reason: { kind?: string } | null;
}

/**
 * Step 1 of the import (I-6, I-7): one page of listed orders becomes rows to import, each with its verdict. Two statements per page
 * whatever its size. An excluded order stays excluded and is only marked; an order that a person released stays released.
 */
export async function announce(
  tx: Tx,
  shop: string,
  orders: readonly ListedOrder[],
  options: Announcement,
): Promise<Announced> {
  const result: Announced = { ready: 0, held: 0, unchanged: 0, leftAlone: 0, excluded: 0 };
  const listed = [...new Map(orders.map((order) => [order.id, order])).values()];
  if (listed.length === 0) return result;
  const standing = new Map(
    (
      await knownOrders(
        tx,
        shop,
        listed.map(({ id }) => id),
      )
    ).map((row) => [row.orderId, row]),
  );
  const at = now();
  const rows: Record<string, unknown>[] = [];
  for (const order of listed) {
    const stands = standing.get(order.id);
    const known = stands?.importedUpTo != null;
    if (
      isLeftAlone(order, {
        known: known || stands?.verdict != null,
        archived: options.archived === true,
      })
    ) {
      result.leftAlone += 1;
      continue;
    }
    if (!options.force && stands && isCurrent(order, stands)) {
      result.unchanged += 1;
      continue;
    }
    const decided = verdictOf(order, options.cards, { known, runFilter: options.runFilter });
    const released = stands?.reason?.kind === "released" && decided.verdict === "held";
    if (stands?.verdict === "excluded") result.excluded += 1;
    else result[released ? "ready" : decided.verdict] += 1;
    rows.push({
      orderId: order.id,
      name: order.name,
      cardId: decided.cardId,
      verdict: released ? "ready" : decided.verdict,
      reason: released ? stands?.reason : decided.reason,
      isNew: !known,
      listed: storedListed.store(order),
      orderCreatedAt: order.createdAt,
      shopifyUpdatedAt: order.updatedAt,
    });
  }
  if (rows.length > 0)
    await upsertRows(tx, shop, rows, { at, by: options.by, runId: options.runId ?? null });
  return result;
}

/**
 * Nothing to do for an order that was read after its last change. Shopify's times have whole seconds, so an order read within the overlap of its
 * last change may have changed again in that second: it is read once more.
 */
function isCurrent(order: ListedOrder, stands: KnownOrder): boolean {
  if (!stands.importedUpTo || !stands.importedAt) return false;
  const changed = new Date(order.updatedAt).getTime();
  if (stands.verdict === "ready" || stands.verdict === "error") return false;
  return (
    changed < stands.importedUpTo.getTime() ||
    (changed === stands.importedUpTo.getTime() &&
      stands.importedAt.getTime() - changed > OVERLAP_MS / 10)
  );
}

function knownOrders(tx: Tx, shop: string, ids: string[]): Promise<KnownOrder[]> {
  return tx.$queryRaw<KnownOrder[]>`
    SELECT i.id AS "orderId", o."shopifyUpdatedAt" AS "importedUpTo", o."importedAt", w."verdict", w."reason"
    FROM unnest(${ids}::text[]) AS i(id)
    LEFT JOIN "Order" o ON o."shop" = ${shop} AND o."orderId" = i.id
    LEFT JOIN "OrderToImport" w ON w."shop" = ${shop} AND w."orderId" = i.id`;
}

async function upsertRows(
  tx: Tx,
  shop: string,
  rows: Record<string, unknown>[],
  about: { at: Date; by: string; runId: string | null },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "OrderToImport" AS w ("shop", "orderId", "name", "cardId", "verdict", "reason", "isNew", "listed", "orderCreatedAt", "shopifyUpdatedAt", "announcedBy", "announcedAt", "runId")
    SELECT ${shop}, r."orderId", r."name", r."cardId", r."verdict", NULLIF(r."reason", 'null'::jsonb), r."isNew", r."listed", r."orderCreatedAt", r."shopifyUpdatedAt", ${about.by}, ${about.at}, ${about.runId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("orderId" text, "name" text, "cardId" uuid, "verdict" text, "reason" jsonb, "isNew" boolean, "listed" jsonb, "orderCreatedAt" timestamptz, "shopifyUpdatedAt" timestamptz)
    ORDER BY r."orderId"
    ON CONFLICT ("shop", "orderId") DO UPDATE SET
      "name" = EXCLUDED."name", "listed" = EXCLUDED."listed", "isNew" = EXCLUDED."isNew",
      "shopifyUpdatedAt" = GREATEST(w."shopifyUpdatedAt", EXCLUDED."shopifyUpdatedAt"),
      "cardId" = EXCLUDED."cardId", "announcedBy" = EXCLUDED."announcedBy", "announcedAt" = EXCLUDED."announcedAt",
      "changedSinceExcluded" = w."changedSinceExcluded" OR (w."verdict" = 'excluded' AND EXCLUDED."shopifyUpdatedAt" > w."shopifyUpdatedAt"),
      "verdict" = CASE WHEN w."verdict" = 'excluded' THEN 'excluded' ELSE EXCLUDED."verdict" END,
      "reason" = CASE WHEN w."verdict" = 'excluded' THEN w."reason" ELSE EXCLUDED."reason" END,
      "attempts" = CASE WHEN EXCLUDED."shopifyUpdatedAt" > w."shopifyUpdatedAt" THEN 0 ELSE w."attempts" END,
      "nextAttemptAt" = NULL,
      "runId" = CASE WHEN w."verdict" = 'excluded' THEN w."runId" ELSE COALESCE(EXCLUDED."runId", w."runId") END`;
}

/** After a filter or a policy changed: held rows are judged again by what the listing said. */
export async function judgeHeld(
  shop: string,
  cards: readonly CardForVerdict[],
  options: { runId?: string | null; runFilter?: OrderFilter | undefined; by: AnnouncedBy },
): Promise<number> {
  let ready = 0;
  for (let after = ""; ;) {
    const rows = await db.orderToImport.findMany({
      where: { shop, verdict: "held", orderId: { gt: after } },
      orderBy: { orderId: "asc" },
      take: 200,
      select: { orderId: true, listed: true },
    });
    if (rows.length === 0) return ready;
    after = rows.at(-1)?.orderId ?? "";
    const result = await announce(
      db,
      shop,
      readEach(rows, ({ orderId, listed }) => storedListed.read(listed, `order ${orderId}`)),
      { ...options, cards, archived: true },
    );
    ready += result.ready;
  }
}
