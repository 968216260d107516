import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { meetsTag } from "#app/domain/order-filter/tag-token.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import { nextRounds } from "./rounds.server.ts";
import { readPayments } from "./task-kinds/read-payments.server.ts";

interface Waiting {
  id: string;
  orderId: string;
  orderName: string | null;
  tags: string[] | null;
}

/** Lets the payments of new invoices be read: those named, those a filter finds, or all. Returns how many. In the caller's transaction. */
export async function readPaymentsOf(
  tx: Tx,
  shop: string,
  which: { ids?: readonly string[]; filter?: PostedFilter },
  by: string,
): Promise<number> {
  const { ids, filter = {} } = which;
  if (ids?.length === 0) return 0;
  const found = await tx.$queryRaw<Waiting[]>`
    SELECT i.id, i."orderId", i."orderName", o.tags FROM "PostedInvoice" i LEFT JOIN "Order" o ON o.shop = i.shop AND o."orderId" = i."orderId"
    WHERE i.shop = ${shop} AND i.state = 'new' AND i."orderId" IS NOT NULL ${ids ? Prisma.sql`AND i.id = ANY(${[...ids]}::uuid[])` : Prisma.empty} ${conditions(shop, filter)}
    ORDER BY i."postedAt", i.id FOR UPDATE OF i`;
  const wanted = filter.tags?.length
    ? found.filter(({ tags }) => filter.tags?.every((token) => meetsTag(token, tags ?? [])))
    : found;
  if (wanted.length === 0) return 0;
  await tx.postedInvoice.updateMany({
    where: { shop, id: { in: wanted.map(({ id }) => id) } },
    data: { state: "reading", reason: Prisma.DbNull, updatedAt: now() },
  });
  const rounds = await nextRounds(
    tx,
    shop,
    readPayments.kind,
    wanted.map(({ id }) => id),
  );
  const rows = wanted.map(({ id, orderId, orderName }) =>
    planTask(readPayments, {
      shop,
      orderId,
      ...(orderName === null ? {} : { orderName }),
      createdBy: by,
      payload: { invoiceId: id, orderId, round: rounds.get(id) ?? 1 },
    }),
  );
  const stored = await storeTasks(tx, rows);
  await reviveTasks(
    tx,
    rows.filter((row, index) => stored[index] !== row.id),
  );
  return wanted.length;
}

/** Days are in the company's time zone: the connection's as probed, else the shop's. */
function conditions(shop: string, { from, to, numbers, orders }: PostedFilter): Prisma.Sql {
  const day = Prisma.sql`(i."postedAt" AT TIME ZONE COALESCE(
    (SELECT NULLIF(c.probe ->> 'timeZone', '') FROM "ErpConnection" c WHERE c.shop = i.shop AND c.id = i."connectionId"), (SELECT s."timeZone" FROM "Shop" s WHERE s.domain = ${shop}), 'UTC'))::date`;
  return Prisma.sql`${from ? Prisma.sql`AND ${day} >= ${from}::date` : Prisma.empty} ${to ? Prisma.sql`AND ${day} <= ${to}::date` : Prisma.empty}
    ${numbers?.length ? Prisma.sql`AND i.number = ANY(${numbers})` : Prisma.empty} ${orders?.length ? Prisma.sql`AND i."orderName" = ANY(${orders})` : Prisma.empty}`;
}
