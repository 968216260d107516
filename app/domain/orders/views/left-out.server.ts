import { db } from "#app/db/client.server.ts";
import type { SettingKey } from "#app/domain/shop-card/settings.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { LEFT_OUT_BY } from "../announce/left-out.ts";

/** `more`: there are older ones than those counted. */
export interface LeftOutCount {
  count: number;
  more: boolean;
}

/**
 * Orders that are not imported, by this part of their latest reason, among the newest thousand records. One that came in after all does
 * not count.
 */
export async function leftOutBy(
  shop: string,
  part: "kind" | "cause",
): Promise<(LeftOutCount & { reason: string })[]> {
  return db.$queryRaw`
    WITH newest AS (
      SELECT s."recordId", s.reason ->> ${part}::text AS reason, s.at FROM "SkippedRecord" s
      WHERE s.shop = ${shop} AND s.what = 'order' ORDER BY s.at DESC, s.id DESC LIMIT ${MOST_COUNTED + 1}::int)
    SELECT l.reason, COUNT(*)::int AS count, (SELECT COUNT(*) FROM newest) > ${MOST_COUNTED}::int AS more
    FROM (SELECT DISTINCT ON (n."recordId") n."recordId", n.reason FROM newest n ORDER BY n."recordId", n.at DESC) l
    WHERE NOT EXISTS (SELECT 1 FROM "Order" o WHERE o.shop = ${shop} AND o."orderId" = l."recordId")
      AND NOT EXISTS (SELECT 1 FROM "OrderToImport" w WHERE w.shop = ${shop} AND w."orderId" = l."recordId")
    GROUP BY l.reason ORDER BY l.reason`;
}

/** How many orders each setting keeps out; a setting that keeps none out is not named. */
export async function leftOutBySetting(
  shop: string,
): Promise<Partial<Record<SettingKey, LeftOutCount>>> {
  const counts = await leftOutBy(shop, "cause");
  return Object.fromEntries(
    counts.flatMap(({ reason, count, more }) => {
      const setting = LEFT_OUT_BY.get(reason);
      return setting === undefined ? [] : [[setting, { count, more }]];
    }),
  );
}
