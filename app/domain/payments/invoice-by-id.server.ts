import { db } from "#app/db/client.server.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** For a posted invoice of the shop: its id here is `id`, or its id in the ERP is. */
export const invoiceWhere = (shop: string, id: string) => ({
  shop,
  OR: [...(isUuid(id) ? [{ id }] : []), { erpId: id }],
});

/** A posted invoice and its payment lines, by their ids. */
export async function invoiceById(
  shop: string,
  id: string,
): Promise<{ id: string; lineIds: string[] } | null> {
  const invoice = await db.postedInvoice.findFirst({
    where: invoiceWhere(shop, id),
    select: { id: true, paymentLines: { select: { id: true } } },
    orderBy: { createdAt: "desc" },
  });
  return invoice && { id: invoice.id, lineIds: invoice.paymentLines.map((line) => line.id) };
}
