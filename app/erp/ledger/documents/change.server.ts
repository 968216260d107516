import type { RefusalText } from "#app/erp/refusals.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { isZero } from "#app/money/decimal.ts";
import { now } from "#app/lib/clock.ts";
import { conflict, invalid, misconfigured, refusal, stale, stateName } from "#app/erp/refusals.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";
import { touchItems } from "../posting/stock.server.ts";
import { absence, getDocument } from "./read.server.ts";

/**
 * A document held against other changes until the transaction ends; refused when it changed since
 * the caller read it.
 */
export async function lockDocument(tx: Tx, scope: Scope, ref: ErpRef) {
  if (isUuid(ref.id))
    await tx.$queryRaw`SELECT 1 FROM "LedgerDocument" WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND id = ${ref.id}::uuid FOR UPDATE`;
  const document = isUuid(ref.id)
    ? await tx.ledgerDocument.findFirst({
        where: { ...scope, id: ref.id },
        include: { lines: { orderBy: { sequence: "asc" } } },
      })
    : null;
  if (!document) throw await absence(scope, ref.id, ref.number);
  if (ref.version !== undefined && ref.version !== String(document.version)) {
    throw stale(refusal("document.changed", { document: document.number }));
  }
  return document;
}

export type LockedDocument = Awaited<ReturnType<typeof lockDocument>>;

/** Open → released, when the document is complete. Releasing twice is refused as `stateConflict`. */
export async function releaseDocument(scope: Scope, ref: ErpRef): Promise<DocumentSnapshot> {
  await db.$transaction(async (tx) => {
    const document = await lockDocument(tx, scope, ref);
    if (document.state !== "open")
      throw conflict(
        refusal("document.notOpen", {
          document: document.number,
          state: stateName(document.state),
        }),
      );
    await requireComplete(tx, scope, document);
    await tx.ledgerDocument.update({
      where: { shop_id: { shop: scope.shop, id: document.id } },
      data: { state: "released", releasedAt: now(), changedAt: now(), version: { increment: 1 } },
    });
  });
  return getDocument(scope, { kind: ref.kind, id: ref.id });
}

/**
 * What may have changed since the document was created is checked again: blocked customers and
 * items, a location for every item.
 */
async function requireComplete(tx: Tx, scope: Scope, document: LockedDocument): Promise<void> {
  if (document.lines.every((line) => isText(line)))
    throw invalid("lines", refusal("document.onlyComments", { document: document.number }));
  const customer = await tx.ledgerCustomer.findFirst({
    where: { ...scope, id: { in: [document.sellToId, document.billToId] }, blocked: true },
  });
  if (customer) {
    throw misconfigured(
      refusal("customer.blocked", { customer: customer.number, name: customer.name }),
      refusal("action.unblockCustomerThenRelease"),
    );
  }
  const blocked = await tx.ledgerItem.findFirst({
    where: {
      ...scope,
      id: { in: document.lines.flatMap((line) => line.itemId ?? []) },
      blocked: true,
    },
  });
  if (blocked)
    throw misconfigured(
      refusal("item.blocked", { item: blocked.number }),
      refusal("action.unblockItemThenRelease"),
    );
  const company = await tx.ledgerCompany.findUnique({ where: { shop_connectionId: scope } });
  const homeless = company?.locationMandatory
    ? document.lines.find((line) => line.itemId && !line.location)
    : undefined;
  if (homeless)
    throw invalid(
      "location",
      refusal("document.locationRequired", {
        line: homeless.description,
        document: document.number,
      }),
    );
}

/**
 * An unposted document is cancelled whole; of an order that shipped or was invoiced in part only
 * what is left, which needs a person: refused.
 */
export async function cancelDocument(
  scope: Scope,
  ref: ErpRef,
): Promise<{
  outcome: "cancelled" | "partly" | "refused";
  reason?: RefusalText;
  document: DocumentSnapshot;
}> {
  const reason = await db.$transaction(async (tx) => {
    const document = await lockDocument(tx, scope, ref);
    if (document.state === "cancelled") return undefined;
    if (document.state === "posted")
      return refusal("document.isPosted", { document: document.number });
    const begun = document.lines.find(
      (line) => !isZero(decimalOf(line.shipped)) || !isZero(decimalOf(line.invoiced)),
    );
    if (begun)
      return refusal("document.partlyPosted", {
        line: begun.description,
        document: document.number,
      });
    await tx.ledgerDocument.update({
      where: { shop_id: { shop: scope.shop, id: document.id } },
      data: { state: "cancelled", cancelledAt: now(), changedAt: now(), version: { increment: 1 } },
    });
    return undefined;
  });
  const document = await getDocument(scope, { kind: ref.kind, id: ref.id });
  return reason === undefined
    ? { outcome: "cancelled", document }
    : { outcome: "refused", reason, document };
}

/** Deletes an unposted document; what it was stays known, so that looking for it says "gone". */
export async function deleteDocument(scope: Scope, ref: ErpRef, by: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const document = await lockDocument(tx, scope, ref);
    const posted =
      (await tx.ledgerPostedShipment.count({ where: { ...scope, documentId: document.id } })) +
      (await tx.ledgerPostedInvoice.count({ where: { ...scope, documentId: document.id } }));
    if (posted > 0) throw conflict(refusal("document.posted", { document: document.number }));
    await tx.ledgerChargeAssignment.deleteMany({
      where: { shop: scope.shop, documentId: document.id },
    });
    await tx.ledgerDocument.delete({ where: { shop_id: { shop: scope.shop, id: document.id } } });
    // Nothing of it is left that would tell the feed of stock which goods are free again.
    await touchItems(
      tx,
      scope,
      document.lines.map((line) => line.itemId),
    );
    await tx.ledgerDeletedDocument.create({
      data: {
        ...scope,
        id: document.id,
        kind: document.kind,
        number: document.number,
        externalKey: document.externalKey,
        deletedBy: by,
        deletedAt: now(),
      },
    });
  });
}
