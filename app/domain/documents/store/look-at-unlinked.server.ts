import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentKind } from "#app/erp/port/documents.ts";
import { OVER_STATUSES } from "../states.ts";

const isOver = (status: string): boolean => (OVER_STATUSES as readonly string[]).includes(status);

/** Condition on an order `o`: it changed, and its document was unlinked. */
export const isUnlinkedAndChanged = Prisma.sql`o.conflict AND o."documentState" NOT IN ('created', 'creating')`;

/**
 * Unlinked documents whose order changed: is each still in the ERP? One that was deleted or cancelled there needs no change any more, and its
 * order's conflict ends. An ERP that does not answer leaves everything as it is: the next import asks again.
 */
export async function lookAtUnlinked(
  shop: string,
  orderIds: readonly OrderId[],
  traceId: string,
): Promise<void> {
  const changed = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT o."orderId" FROM "Order" o WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]}::text[]) AND ${isUnlinkedAndChanged}`;
  if (changed.length === 0) return;
  const documents = await db.salesDocument.findMany({
    where: {
      shop,
      subject: { in: changed.map(({ orderId }) => orderId) },
      state: "unlinked",
      erpId: { not: null },
    },
  });
  for (const document of documents) {
    if (document.erpStatus !== null && isOver(document.erpStatus)) continue;
    const status = await statusOf(shop, document, traceId);
    if (status === null || !isOver(status)) continue;
    await db.$transaction(async (tx) => {
      await tx.salesDocument.updateMany({
        where: { shop, id: document.id, state: "unlinked" },
        data: { erpStatus: status },
      });
      await markConflicts(tx, shop, [document.orderId]);
    });
  }
}

async function statusOf(
  shop: string,
  document: {
    connectionId: ConnectionId;
    kind: string;
    erpId: string | null;
    number: string | null;
  },
  traceId: string,
): Promise<string | null> {
  const open = await openPort(shop, document.connectionId);
  if (!open || document.erpId === null) return null;
  const { number } = document;
  const ref = {
    kind: document.kind as DocumentKind,
    id: document.erpId,
    ...(number === null ? {} : { number }),
  };
  try {
    return (await open.port.getDocument(ref, { traceId })).status;
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    return ["gone", "notFound"].includes(error.detail.class) ? "gone" : null;
  }
}
