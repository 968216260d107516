import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { companyZone, meetsTags, postedWhere } from "#app/domain/posted/posted-where.server.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import { nextRounds } from "./rounds.server.ts";
import { readPayments } from "./task-kinds/read-payments.server.ts";

interface Waiting {
  id: string;
  orderId: OrderId;
  orderName: string | null;
  tags: string[] | null;
}

/** Whether any invoice of the shop is in state new and has its order. */
export async function invoicesWait(shop: string): Promise<boolean> {
  const where = { shop, state: "new", orderId: { not: null } };
  return (await db.postedInvoice.findFirst({ where, select: { id: true } })) !== null;
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
  const zone = filter.from || filter.to ? await companyZone(tx, shop) : "UTC";
  const found = await tx.$queryRaw<Waiting[]>`
    SELECT p.id, p."orderId", p."orderName", o.tags FROM "PostedInvoice" p LEFT JOIN "Order" o ON o.shop = p.shop AND o."orderId" = p."orderId"
    WHERE p.shop = ${shop} AND p.state = 'new' AND p."orderId" IS NOT NULL ${ids ? Prisma.sql`AND p.id = ANY(${[...ids]}::uuid[])` : Prisma.empty} ${postedWhere(shop, filter, zone)}
    ORDER BY p."postedAt", p.id FOR UPDATE OF p`;
  const wanted = found.filter(({ tags }) => meetsTags(filter, tags));
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
