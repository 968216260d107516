import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { readPaymentsOf } from "./read-payments.server.ts";
import { asJson, invoiceSubject } from "./settle.server.ts";
import { ORDER_GID } from "#app/shopify/gid.ts";

const RETRIED = ["failed", "nothing", "skipped", "channel", "open"];

/** Reads the payments of these invoices anew and captures what is due; what is captured stays captured. Returns how many go. */
export async function retryInvoices(
  shop: string,
  ids: readonly string[],
  by: string,
): Promise<number> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return 0;
  return db.$transaction(async (tx) => {
    await findOrders(tx, shop, wanted);
    const rows = await tx.postedInvoice.findMany({
      where: {
        shop,
        id: { in: wanted },
        state: { in: RETRIED },
        orderId: { not: null },
        status: { notIn: ["cancelled", "reopened"] },
      },
      select: { id: true, orderId: true, state: true },
    });
    const again = rows.map(({ id }) => id);
    await tx.paymentLine.updateMany({
      where: {
        shop,
        invoiceId: { in: rows.filter(({ state }) => state === "skipped").map(({ id }) => id) },
        state: "skipped",
      },
      data: { state: "nothing", updatedAt: now() },
    });
    await tx.postedInvoice.updateMany({
      where: { shop, id: { in: again } },
      data: { state: "new", reason: asJson(null), updatedAt: now() },
    });
    await setProblems(
      tx,
      shop,
      "payment",
      rows.map(({ id, orderId }) => ({ subject: invoiceSubject(id), orderId, problems: [] })),
    );
    return readPaymentsOf(tx, shop, { ids: again }, by);
  });
}

/** An invoice whose order was not here may find it now. */
async function findOrders(tx: Tx, shop: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "PostedInvoice" i SET "orderId" = o."orderId", "orderName" = o.name, "cardId" = COALESCE(i."cardId", o."cardId"),
      ordinal = 1 + (SELECT count(*) FROM "PostedInvoice" p WHERE p.shop = i.shop AND p."orderId" = o."orderId")
    FROM "Order" o
    WHERE i.shop = ${shop} AND i.id = ANY(${[...ids]}::uuid[]) AND i."orderId" IS NULL AND o.shop = i.shop
      AND o."orderId" = ${ORDER_GID} || substring(i.event ->> 'externalKey' FROM '^SHOPIFY-S[OI]-([0-9]+)')`;
}
