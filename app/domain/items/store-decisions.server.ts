import { db, type Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { ConnectionId, VariantId } from "#app/lib/ids.ts";
import { now } from "#app/lib/clock.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";
import { newId } from "#app/lib/uuid.ts";
import { clearProblemsOf } from "./exchange.server.ts";
import type { Direction, ItemState, Reason } from "./states.ts";

/** What was decided of a variant or an item. */
export interface Decided {
  sourceId: string;
  sku: string;
  title: string;
  number: string;
  erpId: string;
  variantId: VariantId | null;
  state: ItemState;
  reason: Reason | null;
  detail: string;
  data: StoredValue | null;
}

/** What both sides have: nothing keeps it, and nothing is created. */
export const settled = { state: "done", reason: null, detail: "", data: null } as const;
export const excluded = (reason: Reason, detail = "") =>
  ({ state: "excluded", reason, detail, data: null }) as const;

interface Side {
  shop: string;
  connectionId: ConnectionId;
  direction: Direction;
}

/**
 * One row for each, as it was read at `readAt`: one that moved on since is left alone. What failed stays failed until somebody tries again, or both sides
 * have it.
 */
export async function storeDecisions(
  { shop, connectionId, direction }: Side,
  decided: readonly Decided[],
  { readAt, foundAt }: { readAt: Date; foundAt: Date },
): Promise<void> {
  if (decided.length === 0) return;
  const at = now();
  const rows = [...decided]
    .sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1))
    .map((one) => ({ id: newId(at), ...one }));
  await db.$transaction(async (tx) => {
    const written = await tx.$queryRaw<{ id: string; state: string }[]>`
      INSERT INTO "ItemSync" AS c (shop, id, "connectionId", direction, "sourceId", "variantId", "erpId", number, sku, title, state, reason, detail, data,
        "foundAt", "createdAt", "updatedAt")
      SELECT ${shop}, r.id, ${connectionId}::uuid, ${direction}, r."sourceId", r."variantId", r."erpId", r.number, r.sku, r.title, r.state, r.reason, r.detail,
        NULLIF(r.data, 'null'::jsonb), ${foundAt}, ${at}, ${at}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "sourceId" text, "variantId" text, "erpId" text, number text, sku text,
        title text, state text, reason text, detail text, data jsonb)
      ON CONFLICT (shop, "connectionId", direction, "sourceId") DO UPDATE SET "variantId" = EXCLUDED."variantId", "erpId" = EXCLUDED."erpId",
        number = EXCLUDED.number, sku = EXCLUDED.sku, title = EXCLUDED.title, state = EXCLUDED.state, reason = EXCLUDED.reason, detail = EXCLUDED.detail,
        data = EXCLUDED.data, "foundAt" = EXCLUDED."foundAt", wanted = c.wanted AND EXCLUDED.state = 'ready',
        "updatedAt" = CASE WHEN (c.state, c.reason, c.detail, c.sku, c.title, c.number, c.data) IS DISTINCT FROM
          (EXCLUDED.state, EXCLUDED.reason, EXCLUDED.detail, EXCLUDED.sku, EXCLUDED.title, EXCLUDED.number, EXCLUDED.data)
          THEN EXCLUDED."updatedAt" ELSE c."updatedAt" END
      WHERE c.state <> 'sending' AND c."updatedAt" <= ${readAt} AND NOT (c.state = 'failed' AND EXCLUDED.state = 'ready')
      RETURNING c.id::text, c.state`;
    await clearProblemsOf(
      tx,
      shop,
      written.filter(({ state }) => state !== "ready"),
    );
    // What is under way, or failed, was seen all the same.
    await tx.$executeRaw`
      UPDATE "ItemSync" SET "foundAt" = ${foundAt}
      WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid AND direction = ${direction} AND "foundAt" < ${foundAt}
        AND "sourceId" = ANY(${rows.map(({ sourceId }) => sourceId)}::text[])`;
  });
}

/** What is not there any more where it came from. */
export async function storeGone(
  { shop, connectionId, direction }: Side,
  which: { foundBefore: Date } | { sourceIds: readonly string[] },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const gone = await tx.itemSync.updateManyAndReturn({
      where: {
        shop,
        connectionId,
        direction,
        state: { notIn: ["sending", "gone"] },
        ...("sourceIds" in which
          ? { sourceId: { in: [...which.sourceIds] } }
          : { foundAt: { lt: which.foundBefore } }),
      },
      data: {
        state: "gone",
        reason: "deleted",
        detail: "",
        data: Prisma.DbNull,
        wanted: false,
        updatedAt: now(),
      },
      select: { id: true },
    });
    await clearProblemsOf(tx, shop, gone);
  });
}

/** What was decided for another ERP, which the card names no more. What is under way there ends first. */
export async function forgetOthers({ shop, connectionId, direction }: Side): Promise<void> {
  const others = { shop, direction, connectionId: { not: connectionId } };
  await db.$transaction(async (tx) => {
    const failed = await tx.itemSync.findMany({
      where: { ...others, state: "failed" },
      select: { id: true },
    });
    await clearProblemsOf(tx, shop, failed);
    await tx.itemSync.deleteMany({ where: { ...others, state: { not: "sending" } } });
  });
}

/** Two of one SKU cannot be told apart on the other side: none of them is created, and each names the other. */
export async function excludeTwins(tx: Tx, { shop, connectionId, direction }: Side): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ItemSync" c SET state = 'excluded', reason = 'skuTwice', detail = twin.title, data = NULL, wanted = false, "updatedAt" = ${now()}
    FROM (
      SELECT r.id, (SELECT o.title FROM "ItemSync" o WHERE o.shop = r.shop AND o.direction = r.direction AND o."connectionId" = r."connectionId"
        AND o.sku = r.sku AND o.id <> r.id AND o.state <> 'gone' ORDER BY o.id LIMIT 1) AS title
      FROM "ItemSync" r
      WHERE r.shop = ${shop} AND r."connectionId" = ${connectionId}::uuid AND r.direction = ${direction} AND r.state = 'ready' AND r.sku <> ''
    ) AS twin
    WHERE c.shop = ${shop} AND c.id = twin.id AND twin.title IS NOT NULL`;
}
