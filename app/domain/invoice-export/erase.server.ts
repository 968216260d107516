import type { Tx } from "#app/db/client.server.ts";

/** Orders that were planned for a person and not made: nothing of them is kept, and what waited is planned no more. */
export async function eraseExportsOf(
  tx: Tx,
  shop: string,
  { customerGid, email }: { customerGid: string | null; email: string | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ExportedInvoice" SET "order" = NULL,
      state = CASE WHEN state = 'ready' THEN 'failed' ELSE state END, reason = CASE WHEN state = 'ready' THEN 'taskFailed' ELSE reason END
    WHERE shop = ${shop} AND "order" IS NOT NULL
      AND ("order" -> 'buyer' ->> 'id' = ${customerGid} OR lower("order" ->> 'email') = lower(${email}))`;
}

/** Of a shop that left. What became of its invoices names nobody. */
export async function eraseExports(tx: Tx, shop: string): Promise<void> {
  await tx.invoiceExport.deleteMany({ where: { shop } });
  await tx.exportedInvoice.deleteMany({ where: { shop } });
}
