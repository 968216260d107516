import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { PostedShipment } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { LineQuantity } from "./plan-fulfillment.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import { tellUndone } from "./reverse-shipment.server.ts";
import { inWords, shipmentSubject } from "./shipment.ts";
import { fulfilledOf, shippedOf, storedFulfillments } from "./stored-shipment.ts";

export interface PartResult {
  /** Null: there was nothing left to call for. */
  fulfillment: { id: string; name: string } | null;
  lines: LineQuantity[];
  surplus: LineQuantity[];
  more: boolean;
}

async function locked(tx: Tx, shop: string, id: string): Promise<PostedShipment> {
  await tx.$queryRaw`SELECT 1 FROM "PostedShipment" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
  return tx.postedShipment.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
}

/** Writes what a call fulfilled. Answers whether another part must follow. Ids once written stay, whatever becomes of later parts (F-21). */
export async function partFulfilled(
  tx: Tx,
  shop: string,
  shipmentId: string,
  { fulfillment, lines, surplus, more }: PartResult,
): Promise<{ row: PostedShipment; follow: boolean }> {
  const at = now();
  const row = await locked(tx, shop, shipmentId);
  const made = fulfilledOf(row);
  const all =
    fulfillment && !made.some(({ fulfillmentId }) => fulfillmentId === fulfillment.id)
      ? [...made, { fulfillmentId: fulfillment.id, name: fulfillment.name, lines }]
      : made;
  const follow = more && row.reversedAt === null;
  const shipped = shippedOf(row);
  const short =
    surplus.length > 0 && !follow
      ? problem("shipped-more-than-remains", {
          surplus: inWords(surplus, shipped),
          number: row.number,
          orderId: row.orderId ?? "",
        })
      : null;
  await tx.postedShipment.updateMany({
    where: { shop, id: shipmentId },
    data: {
      fulfillments: storedFulfillments.store(all),
      state: follow ? "waiting" : "sent",
      reason: short ? storedReason.store(short) : Prisma.DbNull,
      updatedAt: at,
    },
  });
  await setProblems(tx, shop, "shipment", [
    { subject: shipmentSubject(shipmentId), orderId: row.orderId, problems: short ? [short] : [] },
  ]);
  if (fulfillment && row.orderId) {
    await recordEvents(tx, shop, [
      {
        orderId: row.orderId,
        kind: "fulfilled",
        actor: "app",
        data: {
          number: row.number,
          fulfillment: fulfillment.name,
          quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
        },
      },
    ]);
  }
  if (row.reversedAt !== null) await tellUndone(tx, shop, row);
  return { row, follow };
}

/** −1 with its reason (F-20, F-21); a shipment undone meanwhile is undone, not failed. */
export async function partFailed(
  tx: Tx,
  shop: string,
  shipmentId: string,
  reason: TaskProblem,
): Promise<void> {
  const at = now();
  const row = await locked(tx, shop, shipmentId);
  if (row.state === "skipped") return;
  if (row.reversedAt !== null) {
    const sent = fulfilledOf(row).length > 0;
    await tx.postedShipment.updateMany({
      where: { shop, id: shipmentId },
      data: { state: sent ? "sent" : "reversed", reason: Prisma.DbNull, updatedAt: at },
    });
    await setProblems(tx, shop, "shipment", [
      { subject: shipmentSubject(shipmentId), orderId: row.orderId, problems: [] },
    ]);
    if (sent) await tellUndone(tx, shop, row);
    return;
  }
  await tx.postedShipment.updateMany({
    where: { shop, id: shipmentId },
    data: { state: "failed", reason: storedReason.store(reason), updatedAt: at },
  });
  await setProblems(tx, shop, "shipment", [
    { subject: shipmentSubject(shipmentId), orderId: row.orderId, problems: [reason] },
  ]);
  await recordSkipped(
    tx,
    shop,
    [{ what: "shipment", recordId: shipmentId, number: row.number, orderId: row.orderId, reason }],
    "app",
  );
  if (row.orderId)
    await recordEvents(tx, shop, [
      {
        orderId: row.orderId,
        kind: "fulfillmentFailed",
        actor: "app",
        data: { number: row.number, problem: reason },
      },
    ]);
}
