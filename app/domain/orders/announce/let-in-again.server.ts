import { isOrderGid } from "#app/shopify/gid.ts";
import { db } from "#app/db/client.server.ts";
import type { Result } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import type { Announced, Announcement } from "./announce.server.ts";
import { archivedProblem, NO_RULES, SKIPPED_BY } from "./left-out.ts";
import { announceIds } from "./list-orders.server.ts";

/** Asked for again with one sync; those after them with the next. */
const MOST = 1_000;

/**
 * Orders that a setting had left out, and leaves out no more, are listed again: Shopify's listing of what changed would not name
 * them. Whatever else is against them keeps them out, and is their reason then.
 */
export async function letInAgain(
  shop: string,
  options: Announcement,
): Promise<Result<Announced, ShopifyError>> {
  const freed = causesOfNoCard(options.cards.map(({ rules }) => rules ?? NO_RULES));
  const rows = await db.$queryRaw<{ recordId: string }[]>`
    SELECT l."recordId" FROM (
      SELECT DISTINCT ON (s."recordId") s."recordId", s.reason ->> 'cause' AS cause
      FROM "SkippedRecord" s WHERE s.shop = ${shop} AND s.what = 'order' ORDER BY s."recordId", s.at DESC) l
    WHERE l.cause = ANY(${freed})
      AND NOT EXISTS (SELECT 1 FROM "Order" o WHERE o.shop = ${shop} AND o."orderId" = l."recordId")
      AND NOT EXISTS (SELECT 1 FROM "OrderToImport" w WHERE w.shop = ${shop} AND w."orderId" = l."recordId")
    ORDER BY l."recordId" LIMIT ${MOST}`;
  const answer = await announceIds(
    shop,
    rows.map(({ recordId }) => recordId).filter(isOrderGid),
    options,
  );
  return answer.ok ? { ok: true, value: answer.value.announced } : answer;
}

/** The causes by which some card leaves no order out. */
function causesOfNoCard(rules: readonly (typeof NO_RULES)[]): string[] {
  const sorts = Object.entries(SKIPPED_BY).flatMap(([sort, cause]) =>
    rules.some(({ skips }) => !skips.some((one) => one === sort)) ? [cause] : [],
  );
  const archived = rules.some(({ takesSelfArchived }) => takesSelfArchived);
  return [...sorts, ...(archived ? [archivedProblem("setting").cause] : [])];
}
