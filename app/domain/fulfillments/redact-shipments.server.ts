import type { OrderId } from "#app/lib/ids.ts";
import { createHash } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import { redactJson, redactJsonOrNull } from "#app/db/redact-json.ts";
import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import type { Json } from "#app/lib/json.ts";
import { erasedOrders } from "#app/domain/orders/erase.server.ts";
import { emptyEvidence } from "#app/tasks/erase.server.ts";
import { CREATE_FULFILLMENT } from "./kind-name.ts";

type Entries = Record<string, Json>;

/** A carrier leads from a tracking number to a person: shipments of these orders keep their goods, not their tracking. */
export async function redactShipments(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  const ids = [...orderIds];
  const shipments = await tx.postedShipment.findMany({
    where: { shop, orderId: { in: ids } },
    select: { id: true, event: true, lines: true, reason: true },
  });
  const rows = shipments.map(({ id, event, lines, reason }) => ({
    id,
    event: redactEvent(event as Entries),
    lines: withoutDescriptions(lines),
    reason: redactJsonOrNull(reason),
  }));
  await tx.$executeRaw`
    UPDATE "PostedShipment" s SET "trackingNumbers" = '{}', "trackingUrl" = NULL,
      event = r.event, lines = r.lines, reason = r.reason, "dedupeKey" = md5(s."dedupeKey")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id uuid, event jsonb, lines jsonb, reason jsonb)
    WHERE s.shop = ${shop} AND s.id = r.id`;
  await emptyEvidence(tx, shop, { kind: CREATE_FULFILLMENT, orderIds: ids, list: "numbers" });
}

/** Events that come after their order was erased are kept as `redactShipments` leaves them; one that was there before is the same again. */
export async function withoutErased(
  tx: Tx,
  shop: string,
  events: readonly ShipmentEvent[],
  orderOf: (event: ShipmentEvent) => OrderId | undefined,
): Promise<ShipmentEvent[]> {
  const erased = await erasedOrders(
    tx,
    shop,
    events.flatMap((event) => orderOf(event) ?? []),
  );
  return events.map((event) => (erased.has(orderOf(event) ?? "") ? withoutTracking(event) : event));
}

function withoutTracking({ trackingUrl: _, ...event }: ShipmentEvent): ShipmentEvent {
  const dedupeKey = createHash("md5").update(event.dedupeKey).digest("hex");
  return { ...event, trackingNumbers: [], dedupeKey };
}

const withoutDescriptions = (lines: unknown): Json =>
  Array.isArray(lines)
    ? (lines as Entries[]).map((line) =>
        line["description"] === undefined ? line : { ...line, description: "" },
      )
    : [];

/** The ERP's event: its key holds the tracking as well. */
function redactEvent(event: Entries): Entries {
  const { trackingUrl: _, ...rest } = redactJson(event) as Entries;
  return {
    ...rest,
    trackingNumbers: [],
    ...(rest["dedupeKey"] === undefined ? {} : { dedupeKey: "" }),
    ...(rest["lines"] === undefined ? {} : { lines: withoutDescriptions(rest["lines"]) }),
  };
}
