import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { PROBLEM_KINDS, problemInfo } from "#app/domain/problems/catalog.ts";
import type { CardId, OrderId } from "#app/lib/ids.ts";
import type { FlowEvent } from "./event-key.ts";
import { FIRE_TRIGGER } from "./task-kinds/kind-name.ts";
import type { FiredTrigger } from "./triggers.ts";

interface FoundEvent extends FlowEvent {
  trigger: FiredTrigger;
  orderId: OrderId;
  orderName: string | null;
  cardId: CardId | null;
}

interface Window {
  triggers: readonly FiredTrigger[];
  from: Date;
  to: Date;
  most: number;
}

/** What happened in this time and has no task yet, the oldest first. */
export async function eventsBetween(
  tx: Tx,
  shop: string,
  { triggers, from, to, most }: Window,
): Promise<FoundEvent[]> {
  if (triggers.length === 0) return [];
  const found = triggers.map(
    (trigger) =>
      Prisma.sql`(SELECT ${trigger}::text AS trigger, e.* FROM (${SOURCES[trigger](shop, from, to)}) e)`,
  );
  return tx.$queryRaw<FoundEvent[]>`
    SELECT f.trigger, f."recordId"::text AS "recordId", f.time, f."orderId", o.name AS "orderName", o."cardId"
    FROM (${Prisma.join(found, " UNION ALL ")}) f
    LEFT JOIN "Order" o ON o.shop = ${shop} AND o."orderId" = f."orderId"
    WHERE NOT EXISTS (SELECT 1 FROM "Task" t WHERE t.shop = ${shop} AND t.kind = ${FIRE_TRIGGER}
      AND t.key = concat_ws(':', f.trigger, f."recordId", nullif(f.time, '')))
    ORDER BY f.at, f."recordId" LIMIT ${most}::int`;
}

const documents =
  (ofKind: Prisma.Sql) =>
  (shop: string, from: Date, to: Date): Prisma.Sql => Prisma.sql`
    SELECT d.id AS "recordId", '' AS time, d."orderId", d."createdInErpAt" AS at FROM "SalesDocument" d
    WHERE d.shop = ${shop} AND d."createdInErpAt" > ${from} AND d."createdInErpAt" <= ${to}
      AND d.state = 'created' AND ${ofKind}`;

/** Where each is found. A problem that was cleared and comes again is another event; one that is only met again is not. */
const SOURCES: Record<FiredTrigger, (shop: string, from: Date, to: Date) => Prisma.Sql> = {
  "document-created": documents(Prisma.sql`d.kind <> 'creditMemo'`),
  "credit-memo-created": documents(Prisma.sql`d.kind = 'creditMemo'`),
  "order-needs-attention": (shop, from, to) => Prisma.sql`
    SELECT p.id AS "recordId", (extract(epoch FROM p."firstSeenAt") * 1000)::bigint::text AS time, p."orderId", p."firstSeenAt" AS at
    FROM "Problem" p WHERE p.shop = ${shop} AND p."firstSeenAt" > ${from} AND p."firstSeenAt" <= ${to}
      AND p."clearedAt" IS NULL AND p."orderId" IS NOT NULL AND p.kind <> ALL(${NOBODYS}::text[])`,
};

/** What goes on by itself needs nobody either. */
const NOBODYS = PROBLEM_KINDS.filter((kind) =>
  ["itself", "nobody"].includes(problemInfo(kind).fixableBy),
);
