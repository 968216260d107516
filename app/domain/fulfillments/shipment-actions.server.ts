import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { refusal } from "#app/erp/refusals.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { findOrders } from "./find-orders.server.ts";
import { CREATE_FULFILLMENT } from "./kind-name.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import { sendRows } from "./send-shipments.server.ts";
import type { MadeFulfillment } from "./shipment.ts";
import { shipmentSubject } from "./shipment.ts";
import { fulfilledOf, storedFulfillments } from "./stored-shipment.ts";
import { isOut, UNSETTLED } from "#app/tasks/states.ts";
import { SHIPMENT } from "./states.ts";
import type { ShipmentState } from "./states.ts";

const RETRYABLE: ShipmentState[] = ["failed", "nothing", "skipped"];
const SKIPPABLE: readonly string[] = SHIPMENT.before("skipped");

/**
 * F-6: sets −1, −2 and skipped shipments back to 0 and sends what is still to be fulfilled of them; so it does with one that waits although its task was skipped, and one
 * without an order looks for it again. What an earlier call may have
 * left behind is looked up first, so trying again never fulfills twice. Returns how many go again.
 */
export async function retryShipments(
  shop: string,
  ids: readonly string[],
  by: string,
): Promise<number> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return 0;
  return db.$transaction(async (tx) => {
    const { ids: found } = await findOrders(tx, shop, { ids: wanted });
    const rows = await tx.$queryRaw<
      { id: string; orderId: OrderId | null; number: string; fulfillments: unknown }[]
    >`
      SELECT id, "orderId", number, fulfillments FROM "PostedShipment" p
      WHERE shop = ${shop} AND id = ANY(${wanted}::uuid[]) AND "salesDocumentId" IS NOT NULL AND "reversedAt" IS NULL AND (state = ANY(${RETRYABLE}) OR id = ANY(${found}::uuid[])
        OR (state = 'waiting' AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t.shop = p.shop AND t.kind = ${CREATE_FULFILLMENT} AND t."orderId" = p."orderId" AND t.key LIKE p.id || ':%' AND t.state = ANY(${[...UNSETTLED]}))))
      ORDER BY id FOR UPDATE`;
    if (rows.length === 0) return 0;
    const at = now();
    await tx.postedShipment.updateMany({
      where: { shop, id: { in: rows.map(({ id }) => id) } },
      data: { state: "new", reason: Prisma.DbNull, updatedAt: at },
    });
    // What was cancelled in Shopify is sent anew: a person says that the goods left.
    for (const { id, ...row } of rows) {
      const made = fulfilledOf(row);
      if (!made.some(({ cancelled, replaced }) => cancelled && !replaced)) continue;
      const fulfillments = made.map((one): MadeFulfillment =>
        one.cancelled ? { ...one, replaced: true } : one,
      );
      await tx.postedShipment.updateMany({
        where: { shop, id },
        data: { fulfillments: storedFulfillments.store(fulfillments) },
      });
    }
    await setProblems(
      tx,
      shop,
      "shipment",
      rows.map(({ id, orderId }) => ({ subject: shipmentSubject(id), orderId, problems: [] })),
    );
    await recordEvents(
      tx,
      shop,
      rows.flatMap(({ orderId, number }) =>
        orderId ? [{ orderId, kind: "shipmentRetried", actor: by, data: { number } }] : [],
      ),
    );
    return sendRows(
      tx,
      shop,
      rows.map(({ id }) => id),
      { by, again: true },
    );
  });
}

export type SkipRefusal =
  { kind: "not-found" } | { kind: "reason-missing" } | { kind: "not-now"; state: string };

/** Puts a shipment aside with a reason: what is not fulfilled of it will not be, until somebody tries it again. A call that is out must end first. */
export async function skipShipment(
  shop: string,
  id: string,
  reason: string,
  by: string,
): Promise<Result<{ id: string }, SkipRefusal>> {
  const text = reason.trim();
  if (!text) return err({ kind: "reason-missing" });
  if (!isUuid(id)) return err({ kind: "not-found" });
  return db.$transaction(async (tx): Promise<Result<{ id: string }, SkipRefusal>> => {
    // Tasks before the shipment's row, as the task's own transaction takes them.
    const tasks = await tx.$queryRaw<{ id: TaskId; state: string }[]>`
      SELECT id, state FROM "Task" WHERE shop = ${shop} AND kind = ${CREATE_FULFILLMENT} AND key LIKE ${`${id}:%`} ORDER BY id FOR UPDATE`;
    const [row] = await tx.$queryRaw<{ state: string; orderId: OrderId | null; number: string }[]>`
      SELECT state, "orderId", number FROM "PostedShipment" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
    if (!row) return err({ kind: "not-found" });
    const out = tasks.find(({ state }) => isOut(state));
    if (out || !SKIPPABLE.includes(row.state))
      return err({ kind: "not-now", state: out?.state ?? row.state });
    const at = now();
    const skipped = problem("skipped-by-hand", { by, text });
    await skipPlannedOf(
      tx,
      shop,
      tasks.map((task) => task.id),
      refusal("answer.skipped", { by, reason: text }),
    );
    await tx.postedShipment.updateMany({
      where: { shop, id },
      data: { state: "skipped", reason: { ...skipped }, updatedAt: at },
    });
    await recordSkipped(
      tx,
      shop,
      [
        {
          what: "shipment",
          recordId: id,
          number: row.number,
          orderId: row.orderId,
          reason: skipped,
        },
      ],
      by,
    );
    await setProblems(tx, shop, "shipment", [
      { subject: shipmentSubject(id), orderId: row.orderId, problems: [] },
    ]);
    if (row.orderId)
      await recordEvents(tx, shop, [
        {
          orderId: row.orderId,
          kind: "shipmentSkipped",
          actor: by,
          data: { number: row.number, text },
        },
      ]);
    return ok({ id });
  });
}
