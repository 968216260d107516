import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { refusal } from "#app/erp/refusals.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { clearProblems, raiseProblem } from "#app/domain/problems/problems.server.ts";
import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { CREATE_FULFILLMENT } from "./kind-name.ts";
import { shipmentSubject } from "./shipment.ts";
import { standsInShopify, storedShipmentEvent } from "./stored-shipment.ts";
import { isOut } from "#app/tasks/states.ts";

const UNDONE = refusal("answer.shipmentUndone");

/**
 * A shipment undone in the ERP: what is not sent yet never will be; what Shopify shows as fulfilled stays, and a person is told. A call that is out is left
 * to end: whoever writes its answer sees `reversedAt`.
 */
export async function reverseShipment(
  tx: Tx,
  shop: string,
  id: string,
  event: ShipmentEvent,
): Promise<void> {
  const at = now();
  // Tasks before the shipment's row, as the task's own transaction takes them.
  const tasks = await tx.$queryRaw<{ id: TaskId; state: string }[]>`
    SELECT id, state FROM "Task" WHERE shop = ${shop} AND kind = ${CREATE_FULFILLMENT} AND key LIKE ${`${id}:%`} ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM "PostedShipment" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.postedShipment.findFirst({ where: { shop, id } });
  if (!row || row.state === "reversed") return;
  await skipPlannedOf(
    tx,
    shop,
    tasks.map((task) => task.id),
    UNDONE,
  );
  const out = tasks.some(({ state }) => isOut(state));
  const data = {
    reversedAt: row.reversedAt ?? at,
    dedupeKey: event.dedupeKey,
    event: storedShipmentEvent.store(event),
    updatedAt: at,
  };
  if (standsInShopify(row)) {
    await tx.postedShipment.updateMany({
      where: { shop, id },
      data: out ? data : { ...data, state: "sent" },
    });
    await tellUndone(tx, shop, row);
  } else {
    await tx.postedShipment.updateMany({
      where: { shop, id },
      data: out ? data : { ...data, state: "reversed", reason: Prisma.DbNull },
    });
    if (!out)
      await clearProblems(tx, shop, "shipment", {
        subject: shipmentSubject(id),
        orderId: row.orderId,
      });
  }
  if (row.orderId)
    await recordEvents(tx, shop, [
      {
        orderId: row.orderId,
        kind: "shipmentUndone",
        actor: "app",
        data: { number: row.number },
      },
    ]);
}

/** Shopify shows goods as fulfilled whose shipment was undone: only a person knows whether they left. */
export async function tellUndone(
  tx: Tx,
  shop: string,
  row: { id: string; number: string; orderId: OrderId | null },
): Promise<void> {
  const undone = problem("shipment-undone", { number: row.number, orderId: row.orderId ?? "" });
  await tx.postedShipment.updateMany({
    where: { shop, id: row.id },
    data: { reason: storedReason.store(undone) },
  });
  await raiseProblem(tx, shop, "shipment", {
    subject: shipmentSubject(row.id),
    orderId: row.orderId,
    problem: undone,
  });
}
