import type { Tx } from "#app/db/client.server.ts";

/** Orders that were planned for a person and not made: nothing of them is kept, and what waited is planned no more. */
export async function eraseOrderExportsOf(
  tx: Tx,
  shop: string,
  { customerGid, email }: { customerGid: string | null; email: string | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ExportedOrder" SET "order" = NULL,
      state = CASE WHEN state = 'ready' THEN 'failed' ELSE state END, reason = CASE WHEN state = 'ready' THEN 'taskFailed' ELSE reason END
    WHERE shop = ${shop} AND "order" IS NOT NULL
      AND ("order" -> 'buyer' ->> 'id' = ${customerGid} OR lower("order" ->> 'email') = lower(${email})
        OR lower("order" -> 'buyer' ->> 'email') = lower(${email}))`;
  await tx.$executeRaw`
    UPDATE "ExportedOrder" SET detail = '' WHERE shop = ${shop} AND lower(detail) = lower(${email})`;
}

/** Of a shop that left. What became of its sales orders names nobody. */
export async function eraseOrderExports(tx: Tx, shop: string): Promise<void> {
  await tx.orderExport.deleteMany({ where: { shop } });
  await tx.exportedOrder.deleteMany({ where: { shop } });
}
