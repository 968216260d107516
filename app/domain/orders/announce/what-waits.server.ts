import { db } from "#app/db/client.server.ts";
import type { OrderId, RunId } from "#app/lib/ids.ts";
import { isOrderGid } from "#app/shopify/gid.ts";
import { archivedProblem, NO_RULES, SKIPPED_BY } from "./left-out.ts";
import type { CardForVerdict } from "./verdict.ts";

/** What a sync looks after besides what it listed: most often nothing, which one statement says. */
export interface Waits {
  /** Could not be read when they were listed before: what they are decides their verdict, so they are announced again and not imported. */
  unreadable: OrderId[];
  /**
   * A setting had left them out, and leaves them out no more: Shopify's listing of what changed would not name them. Whatever else is
   * against them keeps them out, and is their reason then.
   */
  letIn: OrderId[];
  /** Some waited before, and this run may take them along. */
  others: boolean;
  /** Some are held. */
  held: boolean;
}

/** Asked for again with one sync; those after them with the next. */
const MOST = 1_000;

export async function whatWaits(
  shop: string,
  runId: RunId,
  cards: readonly CardForVerdict[],
): Promise<Waits> {
  const freed = causesOfNoCard(cards.map(({ rules }) => rules ?? NO_RULES));
  const [row] = await db.$queryRaw<(Omit<Waits, "letIn"> & { letIn: string[] })[]>`
    SELECT
      ARRAY(SELECT w."orderId" FROM "OrderToImport" w WHERE w."shop" = ${shop} AND w."verdict" = 'error' AND jsonb_typeof(w."listed") = 'null'
        AND w."runId" IS DISTINCT FROM ${runId}::uuid ORDER BY w."orderId" LIMIT ${MOST}) AS unreadable,
      ARRAY(SELECT l."recordId" FROM (
          SELECT DISTINCT ON (s."recordId") s."recordId", s.reason ->> 'cause' AS cause
          FROM "SkippedRecord" s WHERE s.shop = ${shop} AND s.what = 'order' ORDER BY s."recordId", s.at DESC) l
        WHERE l.cause = ANY(${freed})
          AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o.shop = ${shop} AND o."orderId" = l."recordId")
          AND NOT EXISTS (SELECT 1 FROM "OrderToImport" w WHERE w.shop = ${shop} AND w."orderId" = l."recordId")
        ORDER BY l."recordId" LIMIT ${MOST}) AS "letIn",
      EXISTS (SELECT 1 FROM "OrderToImport" w WHERE w."shop" = ${shop} AND w."verdict" IN ('ready', 'error')
        AND jsonb_typeof(w."listed") <> 'null' AND w."runId" IS DISTINCT FROM ${runId}::uuid) AS others,
      EXISTS (SELECT 1 FROM "OrderToImport" w WHERE w."shop" = ${shop} AND w."verdict" = 'held') AS held`;
  if (!row) throw new Error("a look at what waits has one row");
  return { ...row, letIn: row.letIn.filter(isOrderGid) };
}

/** The causes by which some card leaves no order out. */
function causesOfNoCard(rules: readonly (typeof NO_RULES)[]): string[] {
  const sorts = Object.entries(SKIPPED_BY).flatMap(([sort, cause]) =>
    rules.some(({ skips }) => !skips.some((one) => one === sort)) ? [cause] : [],
  );
  const archived = rules.some(({ takesSelfArchived }) => takesSelfArchived);
  return [...sorts, ...(archived ? [archivedProblem("setting").cause] : [])];
}
