import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { PostedKind } from "#app/domain/posted/posted-kind.ts";
import { POSTED_KINDS } from "#app/domain/posted/posted-kind.ts";
import { requestPull } from "./request-pull.server.ts";

/** Name under which last night's cursor of a feed is kept; cursors are the adapter's own and cannot be counted back. */
const lastNight = (feed: PostedKind): string => `${feed}/last-night`;

/**
 * Once a night every feed is read again from where it stood the night before, so that a row that turned up late or was missed is found.
 * What is known changes nothing. The two cursors change places: should a night's reading not finish, nothing is lost, since
 * what lies between them was read before.
 */
export async function readLastDayAgain(): Promise<void> {
  const connections = await db.$queryRaw<{ shop: string; connectionId: ConnectionId }[]>`
    SELECT DISTINCT f."shop", f."connectionId"::text FROM "FeedCursor" f JOIN "Shop" h ON h."domain" = f."shop"
    WHERE f."feed" = ANY(${[...POSTED_KINDS]}::text[]) AND h."uninstalledAt" IS NULL`;
  for (const { shop, connectionId } of connections) {
    await db.$transaction(async (tx) => {
      for (const feed of POSTED_KINDS) {
        const key = { shop, connectionId };
        const [row] = await tx.$queryRaw<{ now: string | null; before: string | null }[]>`
          SELECT f."cursor"::text AS now, (SELECT n."cursor"::text FROM "FeedCursor" n
            WHERE n."shop" = f."shop" AND n."connectionId" = f."connectionId"
            AND n."feed" = ${lastNight(feed)}) AS before
          FROM "FeedCursor" f WHERE f."shop" = ${key.shop} AND f."connectionId" = ${key.connectionId}::uuid
            AND f."feed" = ${feed} FOR UPDATE OF f`;
        if (!row?.now) continue;
        await tx.$executeRaw`
          INSERT INTO "FeedCursor" ("shop", "connectionId", "feed", "cursor")
            VALUES (${shop}, ${connectionId}::uuid, ${lastNight(feed)}, ${row.now}::jsonb)
          ON CONFLICT ("shop", "connectionId", "feed") DO UPDATE SET "cursor" = EXCLUDED."cursor"`;
        if (row.before)
          await tx.$executeRaw`UPDATE "FeedCursor" SET "cursor" = ${row.before}::jsonb WHERE "shop" = ${shop} AND "connectionId" = ${connectionId}::uuid AND "feed" = ${feed}`;
      }
      await requestPull(tx, { shop, connectionId });
    });
  }
}
