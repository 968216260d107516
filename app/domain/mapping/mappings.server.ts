import type { CardId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Mapping } from "#app/db/generated/client.ts";
import type { Json } from "#app/lib/json.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { pageOf, startOf, type Page, type PageRequest, type Sort } from "#app/lib/paging.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { wakeWaiting } from "#app/tasks/task-actions.server.ts";
import { mappingSchemas, OPTIONAL_KINDS } from "./kinds.ts";
import type { MappingKind, MappingValue } from "./kinds.ts";
import { unknownCodes } from "#app/domain/erp-connections/reference-codes.server.ts";
import { codesOf } from "./used-codes.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";

export interface MappingRow extends Mapping {
  /** Orders that cannot go on until this row is mapped. */
  waitingOrders: number;
}

export interface MappingPage extends Page<MappingRow> {
  /** Rows without an ERP value. */
  unmapped: number;
}

/** Rows without a value first, by name; the index Mapping_list_idx has this order. */
const OPEN_FIRST = {
  open: { kind: "flag", order: "desc" },
  title: { kind: "text", order: "asc" },
  id: { kind: "uuid", order: "asc" },
} as const satisfies Sort;
const COLUMNS = {
  open: Prisma.sql`(m.erp IS NULL)`,
  title: Prisma.sql`m.title`,
  id: Prisma.sql`m.id`,
};

/** Rows of one kind. */
export async function listMappings(
  shop: string,
  cardId: CardId,
  kind: MappingKind,
  request: PageRequest & { search?: string },
): Promise<MappingPage> {
  if (!isUuid(cardId)) return { rows: [], next: null, previous: null, unmapped: 0 };
  const start = startOf(OPEN_FIRST, request);
  const { beyond, orderBy, limit } = pageSql(OPEN_FIRST, start, COLUMNS);
  const search = request.search?.trim()
    ? Prisma.sql`AND (m.title ILIKE ${like(request.search)} OR m.key ILIKE ${like(request.search)})`
    : Prisma.empty;
  const rows = await db.$queryRaw<(MappingRow & { open: boolean })[]>`
    WITH page AS (
      SELECT m.*, (m.erp IS NULL) AS open FROM "Mapping" m
      WHERE m.shop = ${shop} AND m."cardId" = ${cardId}::uuid AND m.kind = ${kind}
        ${search} ${beyond} ${orderBy} ${limit}
    )
    SELECT m.*, COALESCE(w.n, 0)::int AS "waitingOrders"
    FROM page m LEFT JOIN (
      SELECT detail -> 'where' -> 'mapping' ->> 'key' AS key, count(DISTINCT "orderId") AS n
      FROM "Problem" WHERE shop = ${shop} AND "clearedAt" IS NULL
        AND detail -> 'where' -> 'mapping' ->> 'kind' = ${kind} GROUP BY 1
    ) w ON w.key = m.key ${orderBy}`;
  const unmapped = OPTIONAL_KINDS.includes(kind)
    ? 0
    : await db.mapping.count({
        where: { shop, cardId, kind, erp: { equals: Prisma.DbNull } },
      });
  return { ...pageOf(OPEN_FIRST, start, rows), unmapped };
}

const like = (text: string): string => `%${text.trim().replaceAll(/[\\%_]/g, "\\$&")}%`;

export async function getMapping(
  shop: string,
  cardId: CardId,
  kind: MappingKind,
  key: string,
): Promise<Mapping | null> {
  return isUuid(cardId) ? db.mapping.findFirst({ where: { shop, cardId, kind, key } }) : null;
}

/** How many rows of each kind still have no ERP value. */
export async function countUnmapped(
  shop: string,
  cardId: CardId | undefined,
): Promise<Record<string, number>> {
  if (cardId === undefined) return {};
  const groups = await db.mapping.groupBy({
    by: ["kind"],
    where: { shop, cardId, kind: { notIn: [...OPTIONAL_KINDS] }, erp: { equals: Prisma.DbNull } },
    _count: { _all: true },
  });
  return Object.fromEntries(groups.map(({ kind, _count }) => [kind, _count._all]));
}

export interface SeenValue {
  kind: MappingKind;
  key: string;
  title: string;
  /** What Shopify says about it, for showing. */
  shopify?: Json;
}

/** Gives every value that was seen a row, blank when new (M-50: a new shipping title gets one). Existing rows keep their mapping. */
export async function ensureMappings(
  tx: Tx,
  shop: string,
  cardId: CardId,
  seen: readonly SeenValue[],
): Promise<number> {
  if (seen.length === 0) return 0;
  const { count } = await tx.mapping.createMany({
    data: seen.map(({ kind, key, title, shopify }) => ({
      shop,
      cardId,
      kind,
      key,
      title,
      shopify: shopify ?? {},
    })),
    skipDuplicates: true,
  });
  return count;
}

/** A blank row that a person asks for; 0 when there is one already. */
export const addMapping = (shop: string, cardId: CardId, row: SeenValue): Promise<number> =>
  ensureMappings(db, shop, cardId, [row]);

/** Removes a row that a person added, with its mapping; orders that it decided are looked at again. */
export async function removeMapping(
  { shop, by }: Scope,
  { cardId, kind, key }: { cardId: CardId; kind: MappingKind; key: string },
): Promise<boolean> {
  if (!isUuid(cardId)) return false;
  return db.$transaction(async (tx) => {
    const { count } = await tx.mapping.deleteMany({ where: { shop, cardId, kind, key } });
    if (count > 0) await recheckLater(tx, { shop, by }, { mapping: { kind, key } });
    return count > 0;
  });
}

export type MappingRefusal =
  | { kind: "not-found" }
  | { kind: "invalid"; errors: { field: string; message: string }[] }
  /** The ERP has none of these codes. */
  | { kind: "not-in-erp"; codes: string[] }
  | { kind: "conflict"; current: Mapping; yours: Json };

/** Maps a row (null: takes its mapping away) on top of `revision`; orders that waited for it are looked at again. */
export async function saveMapping<K extends MappingKind>(
  shop: string,
  row: { cardId: CardId; kind: K; key: string; revision: number; erp: unknown },
  by: string,
): Promise<Result<Mapping, MappingRefusal>> {
  const { cardId, kind, key, revision } = row;
  if (!isUuid(cardId)) return err({ kind: "not-found" });
  let erp: MappingValue<K> | null = null;
  if (row.erp !== null) {
    const parsed = mappingSchemas[kind].safeParse(row.erp);
    if (!parsed.success)
      return err({
        kind: "invalid",
        errors: parsed.error.issues.map(({ path, message }) => ({
          field: path.join("."),
          message,
        })),
      });
    erp = parsed.data as MappingValue<K>;
    const missing = await unknownOf(shop, cardId, kind, erp);
    if (missing.length > 0) return err({ kind: "not-in-erp", codes: missing });
  }
  return db.$transaction(async (tx) => {
    const [saved] = await tx.mapping.updateManyAndReturn({
      where: { shop, cardId, kind, key, revision },
      data: {
        erp: erp === null ? Prisma.DbNull : (erp as Prisma.InputJsonObject),
        revision: { increment: 1 },
      },
    });
    if (saved) {
      await recheckLater(tx, { shop, by }, { mapping: { kind, key } });
      // Payments that wait to be registered go on.
      if (kind === "paymentMethod" && erp !== null) await wakeWaiting(tx, shop, "unmapped-gateway");
      return ok(saved);
    }
    const current = await tx.mapping.findFirst({ where: { shop, cardId, kind, key } });
    return err(current ? { kind: "conflict", current, yours: erp as Json } : { kind: "not-found" });
  });
}

async function unknownOf(
  shop: string,
  cardId: CardId,
  kind: MappingKind,
  value: object,
): Promise<string[]> {
  const card = await db.shopCard.findFirst({
    where: { shop, id: cardId },
    select: { connectionId: true },
  });
  const missing = await unknownCodes(shop, card?.connectionId ?? null, codesOf(kind, value));
  return missing.map(({ code }) => code);
}
