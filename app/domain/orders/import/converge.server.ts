import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Scope } from "#app/db/scope.ts";
import { addedJob } from "#app/db/jobs.server.ts";
import { AFTER_IMPORT } from "./jobs.ts";
import { now } from "#app/lib/clock.ts";
import { markConflicts } from "../conflicts/conflicts.server.ts";
import { linkExported } from "./link-exported.server.ts";
import { keepEqualHashes } from "./equal-versions.server.ts";
import { orderedVersionHash, stateHash, versionHash } from "../snapshot/hash.ts";
import { orderColumns } from "../snapshot/order-columns.ts";
import type { OrderSnapshot } from "../snapshot/snapshot.ts";
import { storedContent, storedPersonal } from "../snapshot/stored-order.ts";
import { newId } from "#app/lib/uuid.ts";
import type { EventData, NewEvent } from "#app/domain/timeline/events.ts";
import { insertEvents } from "#app/domain/timeline/timeline.server.ts";

/** What converging did with each order. */
export interface Converged {
  created: OrderId[];
  /** A new version, or one it had before. */
  changed: OrderId[];
  /** Only what happens afterwards: payments, fulfillment, archive. */
  stateChanged: OrderId[];
  unchanged: OrderId[];
  conflicts: OrderId[];
}

export interface Stored {
  orderId: OrderId;
  hash: string;
  stateHash: string;
  currentVersionId: VersionId;
  processedVersionId: VersionId | null;
  cancelledAt: Date | null;
  shopifyUpdatedAt: Date;
  financialStatus: string | null;
  fulfillmentStatus: string;
  returnStatus: string | null;
}

/**
 * Makes the stored orders equal to what was read: the same for first import, edit and repair (IMP-5). Unchanged content writes no version; an
 * unchanged order (an echo of our own write) only notes that it was read. A handful of statements for the whole batch, however many lines
 * the orders have (PERF-4). `along`: parts of a statement that the caller has written with the last one, by what was found unchanged.
 */
export async function converge(
  tx: Tx,
  { shop, by, along }: Scope & { along: (unchanged: readonly OrderId[]) => Prisma.Sql },
  snapshots: readonly OrderSnapshot[],
): Promise<Converged> {
  const result: Converged = {
    created: [],
    changed: [],
    stateChanged: [],
    unchanged: [],
    conflicts: [],
  };
  if (snapshots.length === 0) return result;
  const at = now();
  const read = snapshots.map((snapshot) => ({
    snapshot,
    id: snapshot.content.id,
    hash: versionHash(snapshot),
    orderedHash: orderedVersionHash(snapshot),
    state: stateHash(snapshot.state),
  }));
  const stored = new Map(
    (
      await storedOrders(
        tx,
        shop,
        read.map(({ id }) => id),
      )
    ).map((row) => [row.orderId, row]),
  );
  await keepEqualHashes(tx, shop, stored, read);
  const work = read.filter(({ id, snapshot }) => {
    const row = stored.get(id);
    return !row || row.shopifyUpdatedAt <= new Date(snapshot.state.updatedAt); // an older reading never overwrites a newer one
  });
  const writes = work.filter(
    ({ id, hash, state }) => stored.get(id)?.hash !== hash || stored.get(id)?.stateHash !== state,
  );
  const versions = await writeOrders(
    tx,
    { shop, at },
    writes.map((entry) => {
      const row = stored.get(entry.id);
      return { ...entry, versionId: row?.hash === entry.hash ? row.currentVersionId : null };
    }),
  );
  await linkExported(
    tx,
    shop,
    writes.map(({ snapshot }) => snapshot),
  );
  const events: NewEvent[] = [];
  for (const { id, snapshot } of writes) {
    const row = stored.get(id);
    const versionId = versions.get(id);
    if (!row) {
      result.created.push(id);
      events.push({
        orderId: id,
        actor: by,
        kind: "imported",
        data: { versionId: versionId ?? "" },
      });
    } else if (versionId) {
      result.changed.push(id);
      events.push({
        orderId: id,
        actor: by,
        kind: "changed",
        data: { versionId, from: row.currentVersionId },
      });
    } else result.stateChanged.push(id);
    const statuses = row && statusChanges(row, snapshot);
    if (statuses) events.push({ orderId: id, actor: by, kind: "status", data: statuses });
  }
  result.unchanged = read
    .map(({ id }) => id)
    .filter((id) => !writes.some((write) => write.id === id));
  if (result.unchanged.length > 0)
    await noteRead(
      tx,
      shop,
      at,
      work.filter(({ id }) => result.unchanged.includes(id)),
    );
  const processed = writes
    .filter(({ id }) => stored.get(id)?.processedVersionId)
    .map(({ id }) => id);
  result.conflicts = await markConflicts(tx, shop, processed);
  const touched = writes.map(({ id }) => id);
  const followed =
    touched.length === 0
      ? Prisma.sql`1`
      : addedJob(AFTER_IMPORT, { shop, orderIds: touched, newOrderIds: result.created });
  await tx.$executeRaw`WITH event AS (${insertEvents(shop, events)}), ${along(result.unchanged)} SELECT ${followed}`;
  return result;
}

function storedOrders(tx: Tx, shop: string, ids: string[]): Promise<Stored[]> {
  return tx.$queryRaw<Stored[]>`
    SELECT o."orderId", v."hash", o."stateHash", o."currentVersionId", o."processedVersionId", o."cancelledAt", o."shopifyUpdatedAt", o."financialStatus", o."fulfillmentStatus", o."returnStatus"
    FROM "Order" o JOIN "OrderVersion" v ON v."shop" = o."shop" AND v."id" = o."currentVersionId"
    WHERE o."shop" = ${shop} AND o."orderId" = ANY(${ids}::text[]) ORDER BY o."orderId" FOR UPDATE OF o`;
}

function statusChanges(row: Stored, { state }: OrderSnapshot): EventData<"status"> | undefined {
  const pairs: [keyof EventData<"status">, string | null, string | null][] = [
    ["payment", row.financialStatus, state.financialStatus],
    ["fulfillment", row.fulfillmentStatus, state.fulfillmentStatus],
    ["returns", row.returnStatus, state.returnStatus],
    ["cancelled", row.cancelledAt ? "yes" : null, state.cancelledAt ? "yes" : null],
  ];
  const changed = pairs.filter(([, before, after]) => before !== after);
  return changed.length === 0
    ? undefined
    : Object.fromEntries(changed.map(([name, before, after]) => [name, { before, after }]));
}

type Entry = { snapshot: OrderSnapshot; id: OrderId; hash: string; state: string };

/**
 * Orders with their versions. An order that goes back to earlier content finds its old version again; one that was redacted gets no personal data
 * back from it. Gives the versions of those that had none given.
 */
async function writeOrders(
  tx: Tx,
  { shop, at }: { shop: string; at: Date },
  entries: readonly (Entry & { versionId: VersionId | null })[],
): Promise<Map<string, VersionId>> {
  if (entries.length === 0) return new Map();
  const rows = entries.map(({ snapshot, state, versionId }) => ({
    ...orderColumns(snapshot),
    stateHash: state,
    currentVersionId: versionId,
  }));
  const versions = entries
    .filter(({ versionId }) => versionId === null)
    .map(({ snapshot, id, hash }) => ({
      id: newId(at),
      orderId: id,
      hash,
      content: storedContent.store(snapshot.content),
      personal: storedPersonal.store(snapshot.personal),
    }));
  const written = await tx.$queryRaw<{ id: VersionId; orderId: OrderId }[]>`
    WITH version AS (
    INSERT INTO "OrderVersion" ("shop", "id", "orderId", "hash", "content", "personal", "createdAt")
    SELECT ${shop}, r."id", r."orderId", r."hash", r."content", r."personal", ${at}
    FROM jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) AS r("id" uuid, "orderId" text, "hash" text, "content" jsonb, "personal" jsonb) ORDER BY r."orderId"
    ON CONFLICT ("shop", "orderId", "hash") DO UPDATE SET "hash" = EXCLUDED."hash" RETURNING "id", "orderId"
    ), written AS (
    INSERT INTO "Order" AS o ("shop", "orderId", "name", "number", "cardId", "claim", "orderCreatedAt", "shopifyUpdatedAt", "importedAt", "cancelledAt", "closed", "test", "sourceName", "channel", "customerName", "email",
      "currency", "total", "presentmentCurrency", "presentmentTotal", "financialStatus", "fulfillmentStatus", "returnStatus", "highRisk", "tags", "poNumber", "searchTerms", "authorizationExpiresAt", "state", "stateHash", "currentVersionId")
    SELECT ${shop}, r."orderId", r."name", r."number", w."cardId", w."claim", r."orderCreatedAt", r."shopifyUpdatedAt", ${at}, r."cancelledAt", r."closed", r."test", r."sourceName", r."channel", r."customerName", r."email",
      r."currency", r."total", r."presentmentCurrency", r."presentmentTotal", r."financialStatus", r."fulfillmentStatus", r."returnStatus", r."highRisk", r."tags", r."poNumber", ARRAY(SELECT ${`${shop} `} || x FROM unnest(r."searchTerms") x), r."authorizationExpiresAt", r."state", r."stateHash",
      COALESCE(v.id, r."currentVersionId")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("orderId" text, "name" text, "number" int, "orderCreatedAt" timestamptz, "shopifyUpdatedAt" timestamptz, "cancelledAt" timestamptz, "closed" boolean, "test" boolean,
      "sourceName" text, "channel" text, "customerName" text, "email" text, "currency" text, "total" numeric, "presentmentCurrency" text, "presentmentTotal" numeric, "financialStatus" text, "fulfillmentStatus" text,
      "returnStatus" text, "highRisk" boolean, "tags" text[], "poNumber" text, "searchTerms" text[], "authorizationExpiresAt" timestamptz, "state" jsonb, "stateHash" text, "currentVersionId" uuid)
    LEFT JOIN version v ON v."orderId" = r."orderId"
    LEFT JOIN "OrderToImport" w ON w."shop" = ${shop} AND w."orderId" = r."orderId" ORDER BY r."orderId"
    ON CONFLICT ("shop", "orderId") DO UPDATE SET
      "name" = EXCLUDED."name", "cardId" = COALESCE(o."cardId", EXCLUDED."cardId"), "claim" = CASE WHEN o."cardId" IS NULL AND EXCLUDED."cardId" IS NOT NULL THEN EXCLUDED."claim" ELSE o."claim" END, "shopifyUpdatedAt" = EXCLUDED."shopifyUpdatedAt", "importedAt" = EXCLUDED."importedAt", "cancelledAt" = EXCLUDED."cancelledAt",
      "closed" = EXCLUDED."closed", "channel" = EXCLUDED."channel", "customerName" = EXCLUDED."customerName", "email" = EXCLUDED."email", "total" = EXCLUDED."total", "presentmentTotal" = EXCLUDED."presentmentTotal",
      "financialStatus" = EXCLUDED."financialStatus", "fulfillmentStatus" = EXCLUDED."fulfillmentStatus", "returnStatus" = EXCLUDED."returnStatus", "highRisk" = EXCLUDED."highRisk", "tags" = EXCLUDED."tags",
      "poNumber" = EXCLUDED."poNumber", "searchTerms" = EXCLUDED."searchTerms", "authorizationExpiresAt" = EXCLUDED."authorizationExpiresAt", "state" = EXCLUDED."state", "stateHash" = EXCLUDED."stateHash", "currentVersionId" = EXCLUDED."currentVersionId"
    WHERE o."shopifyUpdatedAt" <= EXCLUDED."shopifyUpdatedAt"
    ) SELECT id::text, "orderId" FROM version`;
  return new Map(written.map((row) => [row.orderId, row.id]));
}

/** That an unchanged order was read, so that the next sync passes over it. */
async function noteRead(tx: Tx, shop: string, at: Date, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Order" o SET "importedAt" = ${at}, "shopifyUpdatedAt" = GREATEST(o."shopifyUpdatedAt", r.at)
    FROM unnest(${entries.map(({ id }) => id)}::text[], ${entries.map(({ snapshot }) => snapshot.state.updatedAt)}::timestamptz[]) AS r(id, at)
    WHERE o."shop" = ${shop} AND o."orderId" = r.id`;
}
