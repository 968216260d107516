import type { ShipmentId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { PostedShipment } from "#app/db/generated/client.ts";
import type { DocumentShare } from "#app/domain/orders/snapshot/order-share.ts";
import { documentShareSchema } from "#app/domain/orders/snapshot/order-share.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { readSettings } from "#app/domain/shop-card/stored-settings.ts";
import { now } from "#app/lib/clock.ts";
import { TaskStop, TaskWait } from "#app/tasks/outcome.ts";
import type { OrderToFulfill } from "./order-to-fulfill.ts";
import type { Part } from "./part.ts";
import { decidePart } from "./part.ts";
import { shipmentSubject } from "./shipment.ts";
import { settledOf, shippedOf } from "./stored-shipment.ts";
import { agentOf, shippingAgent } from "./shipping-agents.server.ts";
import type { CallAtWork } from "./unsure-calls.server.ts";
import { afterUnsure, isUnsureBefore } from "./unsure-calls.server.ts";
import type { TrackingInfo } from "./tracking.ts";
import { trackingInfo } from "./tracking.ts";

export interface ShipmentAtWork {
  row: PostedShipment;
  tracking: TrackingInfo | undefined;
  notify: boolean;
  channelCaptures: string;
  share: DocumentShare | undefined;
}

/** What is read with a shipment. */
interface Beside {
  /** Of its card, or the shop's first where that is gone; null: it has none. */
  code: string | null;
  settings: unknown;
  /** The row of its agent among the mappings. */
  agentTitle: string | null;
  agent: unknown;
  unsure: boolean;
  /** Of its document, where that has a part of a divided order. */
  share: unknown;
}

/** The shipment with what its card and its agent say; throws TaskStop when it is not to be sent any more. */
export async function shipmentAtWork(
  call: CallAtWork,
  shipmentId: ShipmentId,
): Promise<ShipmentAtWork> {
  const { shop } = call;
  const [found] = await db.$queryRaw<(PostedShipment & Beside)[]>`
    SELECT p.*, c.code, c.settings, m.title AS "agentTitle", m.erp AS agent, ${isUnsureBefore(call)} AS unsure,
      (SELECT d.plan -> 'share' FROM "SalesDocument" d WHERE d.shop = p.shop AND d.id = p."salesDocumentId") AS share
    FROM "PostedShipment" p LEFT JOIN LATERAL (
      SELECT c.code, c.settings FROM "ShopCard" c WHERE c.shop = p.shop
      ORDER BY COALESCE(c.id = p."cardId", FALSE) DESC, c.precedence, c."createdAt", c.id LIMIT 1) c ON TRUE
    LEFT JOIN "Mapping" m ON m.shop = p.shop AND m."cardId" = p."cardId" AND m.kind = 'shippingAgent' AND m.key = p."agentCode"
    WHERE p.shop = ${shop} AND p.id = ${shipmentId}::uuid`;
  if (!found) throw new Error(`the shipment ${shipmentId} is not there`);
  const { code, settings: stored, agentTitle, agent: mapped, unsure, share, ...row } = found;
  if (unsure) throw afterUnsure();
  if (row.reversedAt)
    throw new TaskStop(
      problem("shipment-reversed", { number: row.number, orderId: row.orderId ?? "" }),
    );
  if (row.state === "skipped")
    throw new TaskStop(problem("shipment-put-aside", { number: row.number }));
  const settings = code === null ? null : readSettings(stored, `shop card ${code}`);
  const agent =
    row.agentCode && row.cardId && row.trackingNumbers.length > 0
      ? await shippingAgent(
          { shop, cardId: row.cardId, code: row.agentCode },
          agentTitle === null ? undefined : agentOf({ title: agentTitle, erp: mapped }),
        )
      : {};
  return {
    row,
    tracking: trackingInfo(
      { numbers: row.trackingNumbers, url: row.trackingUrl, agentCode: row.agentCode },
      agent,
    ),
    // Of every fulfillment, as Shopify does it: each message names the parcel's own goods.
    notify: settings?.sendShippingConfirmation ?? false,
    channelCaptures: settings?.channelCaptures ?? "",
    share: share === null ? undefined : documentShareSchema.parse(share),
  };
}

/** The next call for the shipment; throws TaskWait or TaskStop, both of which the shipment itself shows too. */
export async function planPart(
  shop: string,
  { row, tracking, channelCaptures, share }: ShipmentAtWork,
  order: OrderToFulfill | null,
): Promise<Part> {
  const decision = decidePart(
    {
      number: row.number,
      shipped: shippedOf(row),
      fulfilled: settledOf(row),
      tracking,
      channelCaptures,
      share,
    },
    order,
  );
  if (decision.next === "stop") throw new TaskStop(decision.problem);
  if (decision.next === "wait") {
    await showWaiting(shop, row, decision.problem);
    throw new TaskWait(decision.problem);
  }
  return decision.part;
}

async function showWaiting(shop: string, row: PostedShipment, reason: ProblemValue): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.postedShipment.updateMany({
      where: { shop, id: row.id, state: { in: ["waiting", "failed"] } },
      data: { state: "waiting", reason: { ...reason }, updatedAt: now() },
    });
    await setProblems(tx, shop, "shipment", [
      { subject: shipmentSubject(row.id), orderId: row.orderId, problems: [reason] },
    ]);
  });
}
