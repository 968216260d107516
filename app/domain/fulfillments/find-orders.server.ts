import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";
import { owningDocuments } from "./owning-documents.server.ts";
import { shippedLines } from "./shipment-lines.ts";
import { shipmentSubject } from "./shipment.ts";
import { storedBeyond, storedLines, storedShipmentEvent } from "./stored-shipment.ts";

const AT_ONCE = 500;

/** Shipments without an order (F-3) whose order and document are there now get them; returns those that may be sent. In the caller's transaction. */
export async function findOrders(
  tx: Tx,
  shop: string,
  which:
    { connectionId: ConnectionId } | { orderIds: readonly OrderId[] } | { ids: readonly string[] },
): Promise<{ ids: string[]; orderIds: OrderId[] }> {
  const where =
    "connectionId" in which
      ? { connectionId: which.connectionId }
      : "ids" in which
        ? { id: { in: [...which.ids] } }
        : { orderId: { in: [...which.orderIds] } };
  const rows = await tx.postedShipment.findMany({
    where: { shop, state: "new", salesDocumentId: null, ...where },
    select: { id: true, connectionId: true, number: true, event: true },
    orderBy: { postedAt: "asc" },
    take: AT_ONCE,
  });
  const result = { ids: [] as string[], orderIds: [] as OrderId[] };
  for (const connectionId of new Set(rows.map((row) => row.connectionId))) {
    const own = readEach(
      rows.filter((row) => row.connectionId === connectionId),
      ({ id, number, event }) => ({
        id,
        event: storedShipmentEvent.read(event, `shipment ${number}`),
      }),
    );
    const documentOf = await owningDocuments(tx, shop, {
      connectionId,
      keys: own.flatMap(({ event }) => event.orderExternalKey ?? []),
      erpIds: own.flatMap(({ event }) => event.orderRef?.id ?? []),
    });
    const connection = await tx.erpConnection.findFirst({ where: { shop, id: connectionId } });
    if (!connection) continue;
    for (const { id, event } of own) {
      const document = documentOf(event.orderExternalKey, event.orderRef?.id);
      if (!document || document.orderName === null || document.state === "unlinked") continue;
      const split = shippedLines(
        event.lines,
        document.lines,
        portOf(connection).capabilities.shipmentLineLink,
      );
      const { count } = await tx.postedShipment.updateMany({
        where: { shop, id, salesDocumentId: null },
        data: {
          salesDocumentId: document.id,
          orderId: document.orderId,
          orderName: document.orderName,
          cardId: document.cardId,
          reason: Prisma.DbNull,
          updatedAt: now(),
          lines: storedLines.store(split.lines),
          beyond: storedBeyond.store(document.lines.length > 0 ? split.beyond : []),
        },
      });
      if (count === 0) continue;
      await setProblems(tx, shop, "shipment", [
        { subject: shipmentSubject(id), orderId: null, problems: [] },
      ]);
      result.ids.push(id);
      result.orderIds.push(document.orderId);
    }
  }
  return result;
}
