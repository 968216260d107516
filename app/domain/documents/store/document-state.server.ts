import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { DocumentResult } from "../task-kinds/results.ts";

const asFound = ({ ref, status }: DocumentResult) => ({
  erpId: ref.id,
  number: ref.number ?? null,
  url: ref.url ?? null,
  erpStatus: status,
});

/** The ERP made the document. An order's own does this in one statement with its order (record-document.server.ts). */
export async function documentMade(
  tx: Tx,
  shop: string,
  id: string,
  result: DocumentResult,
): Promise<void> {
  await tx.salesDocument.updateMany({
    where: { shop, id },
    data: {
      state: "created",
      kind: result.kind,
      createdInErpAt: now(),
      ...asFound(result),
    },
  });
}

/** It was not made, or it stands in the ERP but cannot be accepted (its number is kept then). */
export async function documentRefused(
  tx: Tx,
  shop: string,
  id: string,
  result: DocumentResult | null,
): Promise<void> {
  await tx.salesDocument.updateMany({
    where: { shop, id },
    data: { state: "failed", ...(result ? asFound(result) : {}) },
  });
}

/** It stays in the ERP, and its subject may get another. */
export async function documentUnlinked(tx: Tx, shop: string, id: string): Promise<void> {
  await tx.salesDocument.updateMany({
    where: { shop, id },
    data: { state: "unlinked", unlinkedAt: now() },
  });
}

/** An ERP may give a document its number only now. */
export async function documentReleased(
  tx: Tx,
  shop: string,
  id: string,
  { ref, status }: DocumentResult,
): Promise<void> {
  await tx.salesDocument.updateMany({
    where: { shop, id },
    data: {
      erpStatus: status,
      releasedAt: now(),
      ...(ref.number === undefined ? {} : { number: ref.number }),
    },
  });
}

/** What the ERP says of the document now. */
export async function documentStands(
  tx: Tx,
  shop: string,
  id: string,
  erpStatus: string,
): Promise<void> {
  await tx.salesDocument.updateMany({ where: { shop, id }, data: { erpStatus } });
}
