import { db } from "#app/db/client.server.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** Number of an invoice posted in the shop's books; null: there is none. Credit memos are no invoices. */
export async function postedInvoiceNumber(shop: string, id: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  const row = await db.ledgerPostedInvoice.findUnique({
    where: { shop_id: { shop, id } },
    select: { kind: true, number: true },
  });
  return row?.kind === "salesInvoice" ? row.number : null;
}
