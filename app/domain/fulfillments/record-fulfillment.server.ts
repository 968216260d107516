import type { ShipmentId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { addedJob } from "#app/db/jobs.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { PostedShipment } from "#app/db/generated/client.ts";
import { AFTER_IMPORT } from "#app/domain/orders/import/jobs.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { clearSubjectProblems, setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { insertEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { hasNotShipped } from "./consider-not-shipped.server.ts";
import { beyondProblem } from "./beyond-order.ts";
import type { LineQuantity } from "./plan-fulfillment.ts";
import { neededOf } from "./plan-fulfillment.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import { tellUndone } from "./reverse-shipment.server.ts";
import { sendTracking } from "./send-tracking.server.ts";
import { inWords, shipmentSubject } from "./shipment.ts";
import { fulfilledOf, shippedOf, standsInShopify, storedFulfillments } from "./stored-shipment.ts";

export interface PartResult {
  /** Null: there was nothing left to call for. */
  fulfillment: { id: string; name: string } | null;
  lines: LineQuantity[];
  surplus: LineQuantity[];
  more: boolean;
  /** Tracking numbers that went with the call. */
  numbers?: string[] | undefined;
}

async function locked(tx: Tx, shop: string, id: string): Promise<PostedShipment> {
  const [row] = await tx.$queryRaw<PostedShipment[]>`
    SELECT * FROM "PostedShipment" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
  if (!row) throw new Error(`the shipment ${id} is not there`);
  return row;
}

/** Writes what a call fulfilled. Answers whether another part must follow. Ids once written stay, whatever becomes of later parts (F-21). */
export async function partFulfilled(
  tx: Tx,
  shop: string,
  shipmentId: ShipmentId,
  { fulfillment, lines, surplus, more, numbers }: PartResult,
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
  const about = { number: row.number, orderId: row.orderId ?? "" };
  const { broken } = neededOf(shipped, []);
  const found = follow
    ? []
    : [
        ...(broken.length > 0
          ? [problem("broken-quantity", { ...about, lines: inWords(broken, shipped) })]
          : []),
        ...(surplus.length > 0
          ? [
              problem("shipped-more-than-remains", {
                ...about,
                surplus: inWords(surplus, shipped),
              }),
            ]
          : []),
        ...[beyondProblem(row) ?? []].flat(),
      ];
  const [first] = found;
  const reason = first ? JSON.stringify(storedReason.store(first)) : null;
  const subject = { subject: shipmentSubject(shipmentId), orderId: row.orderId };
  const events: TaskEvent<"createFulfillment">[] =
    fulfillment && row.orderId
      ? [
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
        ]
      : [];
  // The webhook of what was fulfilled may be lost: goods that go with the first shipment are looked at all the same (FUL-9).
  const look = addedJob(AFTER_IMPORT, {
    shop,
    orderIds: events.map(({ orderId }) => orderId),
    newOrderIds: [],
    step: "notShipped",
  });
  const cleared =
    found.length > 0
      ? Prisma.empty
      : Prisma.sql`cleared AS (${clearSubjectProblems(shop, "shipment", subject, at)}),`;
  await tx.$executeRaw`
    WITH shipment AS (
      UPDATE "PostedShipment" SET fulfillments = ${JSON.stringify(storedFulfillments.store(all))}::jsonb,
        state = ${follow ? "waiting" : "sent"}, reason = ${reason}::jsonb, "updatedAt" = ${at}
      WHERE shop = ${shop} AND id = ${shipmentId}::uuid
    ), ${cleared} event AS (${insertEvents(shop, events)})
    SELECT ${look} FROM "Order" o WHERE o.shop = ${shop} AND o."orderId" = ${events[0]?.orderId ?? null}
      AND ${!follow} AND ${hasNotShipped}`;
  if (found.length > 0) await setProblems(tx, shop, "shipment", [{ ...subject, problems: found }]);
  if (row.reversedAt !== null) await tellUndone(tx, shop, row);
  // A number that came while the call was out did not go with it.
  const wanted = [...new Set(row.trackingNumbers.map((one) => one.trim()).filter(Boolean))];
  if (fulfillment && numbers && JSON.stringify(numbers) !== JSON.stringify(wanted))
    await sendTracking(tx, row);
  return { row, follow };
}

/** −1 with its reason (F-20, F-21); a shipment undone meanwhile is undone, not failed. */
export async function partFailed(
  tx: Tx,
  shop: string,
  shipmentId: ShipmentId,
  reason: TaskProblem,
): Promise<void> {
  const at = now();
  const row = await locked(tx, shop, shipmentId);
  if (row.state === "skipped") return;
  if (row.reversedAt !== null) {
    const sent = standsInShopify(row);
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
    await recordEvents<TaskEvent<"createFulfillment">>(tx, shop, [
      {
        orderId: row.orderId,
        kind: "fulfillmentFailed",
        actor: "app",
        data: { number: row.number, problem: reason },
      },
    ]);
}
