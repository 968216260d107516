import type { Tx } from "#app/db/client.server.ts";

/** Of a shop that left. Its ERP hears nothing more from the app, and stops by itself within days. */
export async function eraseNotices(tx: Tx, shop: string): Promise<void> {
  await tx.erpNotices.deleteMany({ where: { shop } });
}
