import type { ShipmentId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { companyZone, meetsTags, postedWhere } from "#app/domain/posted/posted-where.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskRow } from "#app/tasks/enqueue.server.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import { neededOf } from "./plan-fulfillment.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import { BEYOND_ORDER, beyondProblem } from "./beyond-order.ts";
import { inWords, shipmentSubject } from "./shipment.ts";
import { fulfilledOf, settledOf, shippedOf } from "./stored-shipment.ts";
import { createFulfillment } from "./task-kinds/create-fulfillment.server.ts";

/** Whether any shipment of the shop is in state new and has its order. */
export async function shipmentsWait(shop: string): Promise<boolean> {
  const where = { shop, state: "new", salesDocumentId: { not: null } };
  return (await db.postedShipment.findFirst({ where, select: { id: true } })) !== null;
}

/**
 * Sends shipments in state new on to Shopify (F-1, FUL-7): those named, or those that match a filter. Each becomes a task; one without a line to fulfill becomes
 * −2, one that counts parts of a piece −1. Returns how many became tasks.
 */
export async function sendShipments(
  tx: Tx,
  shop: string,
  which: { ids?: readonly string[]; filter?: PostedFilter },
  by: string,
): Promise<number> {
  const filter = which.filter ?? {};
  const filtered = postedWhere(
    shop,
    filter,
    filter.from || filter.to ? await companyZone(tx, shop) : "UTC",
  );
  const rows = await tx.$queryRaw<{ id: string; tags: string[] | null }[]>`
    SELECT p.id, o.tags FROM "PostedShipment" p LEFT JOIN "Order" o ON o.shop = p.shop AND o."orderId" = p."orderId"
    WHERE p.shop = ${shop} AND p.state = 'new' AND p."salesDocumentId" IS NOT NULL ${which.ids ? Prisma.sql`AND p.id = ANY(${[...which.ids]}::uuid[])` : Prisma.empty} ${filtered}
    ORDER BY p."postedAt", p.id FOR UPDATE OF p`;
  return sendRows(
    tx,
    shop,
    rows.filter(({ tags }) => meetsTags(filter, tags)).map(({ id }) => id),
    { by, again: false },
  );
}

/** `again`: tasks of these shipments may exist already, and go again. Rows are locked by the caller's transaction. */
export async function sendRows(
  tx: Tx,
  shop: string,
  ids: readonly string[],
  { by, again }: { by: string; again: boolean },
): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await tx.postedShipment.findMany({
    where: { shop, id: { in: [...ids] }, state: "new" },
    orderBy: [{ postedAt: "asc" }, { id: "asc" }],
  });
  const tasks: TaskRow[] = [];
  const failed: {
    row: (typeof rows)[number];
    state: "failed" | "nothing";
    reason: ProblemValue;
  }[] = [];
  for (const row of rows) {
    const made = fulfilledOf(row);
    const shipped = shippedOf(row);
    const { needed, broken } = neededOf(shipped, settledOf(row));
    const orderId = row.orderId ?? "";
    if (broken.length > 0 && needed.length === 0 && made.length === 0)
      failed.push({
        row,
        state: "failed",
        reason: problem("broken-quantity", { lines: inWords(broken, shipped), orderId }),
      });
    else if (shipped.length === 0)
      failed.push({
        row,
        state: "nothing",
        reason: beyondProblem(row) ?? problem("no-lines-to-fulfill", { orderId }),
      });
    else
      tasks.push(
        planTask(createFulfillment, {
          shop,
          payload: { shipmentId: row.id, part: made.length + 1 },
          ...(row.orderId ? { orderId: row.orderId } : {}),
          orderName: row.orderName ?? "",
          createdBy: by,
        }),
      );
  }
  const waiting = tasks.map(({ payload }) => (payload as { shipmentId: ShipmentId }).shipmentId);
  const at = now();
  await tx.postedShipment.updateMany({
    where: { shop, id: { in: waiting } },
    data: { state: "waiting", reason: Prisma.DbNull, updatedAt: at },
  });
  for (const { row, state, reason } of failed)
    await tx.postedShipment.updateMany({
      where: { shop, id: row.id },
      data: { state, reason: { ...reason }, updatedAt: at },
    });
  await recordSkipped(
    tx,
    shop,
    failed.map(({ row, reason }) => ({
      what: "shipment",
      recordId: row.id,
      number: row.number,
      orderId: row.orderId,
      reason,
    })),
    by,
  );
  // Nothing to send is no problem of the order, unless something left that is none of its lines: the shipment says it, and the skipped record.
  await setProblems(
    tx,
    shop,
    "shipment",
    failed
      .filter(({ state, reason }) => state === "failed" || reason.kind === BEYOND_ORDER)
      .map(({ row, reason }) => ({
        subject: shipmentSubject(row.id),
        orderId: row.orderId,
        problems: [reason],
      })),
  );
  await storeTasks(tx, tasks);
  if (again) await reviveTasks(tx, tasks);
  return tasks.length;
}
