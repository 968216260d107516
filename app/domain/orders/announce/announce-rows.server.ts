import type { CardId, OrderId, RunId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { isFree } from "../import/claims.server.ts";
import type { Claimed } from "../import/claims.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";

export interface KnownOrder {
  orderId: OrderId;
  name: string | null;
  importedUpTo: Date | null;
  importedAt: Date | null;
  verdict: string | null;
  reason: { kind?: string } | null;
}

/** A row of "OrderToImport" about to be written. Times are ISO. */
export interface Row {
  orderId: OrderId;
  name: string;
  cardId: CardId | null;
  claim: StoredValue | null;
  /** The run at work imports it. */
  ofRun: boolean;
  verdict: string;
  reason: { kind?: string } | ProblemValue | null;
  isNew: boolean;
  /** Null: the order could not be read. */
  listed: StoredValue | null;
  orderCreatedAt: string;
  shopifyUpdatedAt: string;
}

/** What is known of these orders already: as imported ones, and as rows that wait. */
export async function knownOrders(
  tx: Tx,
  shop: string,
  ids: string[],
): Promise<Map<string, KnownOrder>> {
  const rows = await tx.$queryRaw<KnownOrder[]>`
    SELECT i.id AS "orderId", COALESCE(o."name", w."name") AS "name", o."shopifyUpdatedAt" AS "importedUpTo", o."importedAt", w."verdict", w."reason"
    FROM unnest(${ids}::text[]) AS i(id)
    LEFT JOIN "Order" o ON o."shop" = ${shop} AND o."orderId" = i.id
    LEFT JOIN "OrderToImport" w ON w."shop" = ${shop} AND w."orderId" = i.id`;
  return new Map(rows.map((row) => [row.orderId, row]));
}

/** Whoever announces what it has read whole already, and stores it itself. */
export interface Taker {
  owner: string;
  /** Cards of which orders that nobody asked for, and that are not imported yet, go along. */
  unasked: readonly CardId[];
}

/** Writes the rows; those that `taker` takes at once come back claimed. Rows of a run, and those that another job works on, are left to the import job. */
export async function upsertRows(
  tx: Tx,
  shop: string,
  rows: readonly Row[],
  about: { at: Date; by: string; runId: RunId | null; taker?: Taker | undefined },
): Promise<Claimed[]> {
  const { at, by, runId, taker } = about;
  const takes = taker
    ? Prisma.sql`NOT r.gone AND r."verdict" = 'ready' AND (r."cardId" = ANY(${[...taker.unasked]}::uuid[]) OR NOT r."isNew")`
    : Prisma.sql`FALSE`;
  const taken = Prisma.sql`EXCLUDED."claimedBy" IS NOT NULL AND w."verdict" <> 'excluded' AND w."runId" IS NULL AND ${isFree(at)}`;
  const written = await tx.$queryRaw<(Claimed & { claimedBy: string | null })[]>`
    WITH card AS MATERIALIZED (
      -- A card that is being deleted is waited for: what it claimed is held, and judged again by those that are left.
      SELECT c."id" FROM "ShopCard" c WHERE c."shop" = ${shop} ORDER BY c."id" FOR KEY SHARE),
    listed AS (
      SELECT r.*, r."cardId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM card WHERE card."id" = r."cardId") AS gone
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("orderId" text, "name" text, "cardId" uuid, "claim" jsonb, "ofRun" boolean, "verdict" text, "reason" jsonb, "isNew" boolean, "listed" jsonb, "orderCreatedAt" timestamptz, "shopifyUpdatedAt" timestamptz))
    INSERT INTO "OrderToImport" AS w ("shop", "orderId", "name", "cardId", "claim", "verdict", "reason", "isNew", "listed", "orderCreatedAt", "shopifyUpdatedAt", "announcedBy", "announcedAt", "runId", "claimedBy", "claimedAt")
    SELECT ${shop}, r."orderId", r."name", CASE WHEN r.gone THEN NULL ELSE r."cardId" END, CASE WHEN r.gone THEN NULL ELSE NULLIF(r."claim", 'null'::jsonb) END, CASE WHEN r.gone THEN 'held' ELSE r."verdict" END,
      NULLIF(r."reason", 'null'::jsonb), r."isNew", COALESCE(r."listed", 'null'::jsonb), r."orderCreatedAt", r."shopifyUpdatedAt", ${by}, ${at}, CASE WHEN r."ofRun" THEN ${runId}::uuid END,
      CASE WHEN ${takes} THEN ${taker?.owner ?? null}::text END, CASE WHEN ${takes} THEN ${at}::timestamptz END
    FROM listed r ORDER BY r."orderId"
    ON CONFLICT ("shop", "orderId") DO UPDATE SET
      "name" = EXCLUDED."name", "listed" = EXCLUDED."listed", "isNew" = EXCLUDED."isNew",
      "shopifyUpdatedAt" = GREATEST(w."shopifyUpdatedAt", EXCLUDED."shopifyUpdatedAt"),
      "cardId" = EXCLUDED."cardId", "claim" = EXCLUDED."claim", "announcedBy" = EXCLUDED."announcedBy", "announcedAt" = EXCLUDED."announcedAt",
      "changedSinceExcluded" = w."changedSinceExcluded" OR (w."verdict" = 'excluded' AND EXCLUDED."shopifyUpdatedAt" > w."shopifyUpdatedAt"),
      "verdict" = CASE WHEN ${stands} THEN w."verdict" ELSE EXCLUDED."verdict" END,
      "reason" = CASE WHEN ${stands} THEN w."reason" ELSE EXCLUDED."reason" END,
      "attempts" = CASE WHEN EXCLUDED."shopifyUpdatedAt" > w."shopifyUpdatedAt" THEN 0 ELSE w."attempts" END,
      "nextAttemptAt" = NULL,
      "runId" = CASE WHEN ${stands} THEN w."runId" ELSE COALESCE(EXCLUDED."runId", w."runId") END,
      "claimedBy" = CASE WHEN ${taken} THEN EXCLUDED."claimedBy" ELSE w."claimedBy" END,
      "claimedAt" = CASE WHEN ${taken} THEN EXCLUDED."claimedAt" ELSE w."claimedAt" END
    RETURNING "orderId", "runId", attempts, "cardId", reason ->> 'kind' AS "reasonKind", "claimedBy"`;
  return taker ? written.filter(({ claimedBy }) => claimedBy === taker.owner) : [];
}

/** A person's word, and what another sync at work takes along, is not undone by a sync that leaves the order to others. */
const stands = Prisma.sql`w."verdict" = 'excluded' OR (w."verdict" = 'ready' AND EXCLUDED."verdict" = 'held'
  AND EXCLUDED."reason" -> 'params' ->> 'of' = 'sync' AND w."runId" IS DISTINCT FROM EXCLUDED."runId"
  AND EXISTS (SELECT 1 FROM "SyncRun" s WHERE s."shop" = w."shop" AND s."id" = w."runId" AND s."state" = 'running'))`;

/** Takes orders that are not imported out of the list. One that a person excluded stays excluded. */
export async function forgetLeftOut(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  await tx.orderToImport.deleteMany({
    where: { shop, orderId: { in: [...orderIds] }, verdict: { not: "excluded" } },
  });
}
