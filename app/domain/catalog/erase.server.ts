import type { Tx } from "#app/db/client.server.ts";

/** Of a shop that left, or that turned it off: its address, its builds and their files. They name nobody. */
export async function eraseCatalog(tx: Tx, shop: string): Promise<void> {
  await tx.catalogFeed.deleteMany({ where: { shop } });
  await tx.catalogChunk.deleteMany({ where: { shop } });
  await tx.catalogFile.deleteMany({ where: { shop } });
  await tx.catalogRemark.deleteMany({ where: { shop } });
  await tx.catalogBuild.deleteMany({ where: { shop } });
}
