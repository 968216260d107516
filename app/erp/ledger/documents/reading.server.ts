import { isCreditKind } from "#app/erp/port/documents.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { DocumentReading, ReadLine } from "#app/erp/port/readings.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { refusal, stateName } from "#app/erp/refusals.ts";
import { revisionOf } from "#app/erp/revision.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { isZero } from "#app/money/decimal.ts";
import type { Scope } from "../scope.ts";
import type { LockedDocument } from "./change.server.ts";
import { absence } from "./read.server.ts";
import { snapshotOf } from "./snapshot.ts";
import { storedAddress } from "./stored-address.ts";
import type { BookedLine } from "./stored-lines.ts";
import { bookedLines } from "./stored-lines.ts";

/** The document as it is now. */
export async function readDocument(scope: Scope, ref: ErpRef): Promise<DocumentReading> {
  const row = isUuid(ref.id)
    ? await db.ledgerDocument.findFirst({
        where: { ...scope, OR: [{ id: ref.id }, { invoices: { some: { id: ref.id } } }] },
        include: { lines: { orderBy: { sequence: "asc" } } },
      })
    : null;
  if (!row) throw await absence(scope, ref.id, ref.number);
  return (await readLocked(db, scope, row)).reading;
}

/** Of a document that was read: how it reads, and its lines as they are booked. */
export async function readLocked(
  tx: Tx,
  scope: Scope,
  row: LockedDocument,
): Promise<{ reading: DocumentReading; lines: BookedLine[] }> {
  const { shop } = scope;
  const [taxes, customers, items, posted] = await Promise.all([
    tx.ledgerLineTax.findMany({ where: { shop, lineId: { in: row.lines.map(({ id }) => id) } } }),
    tx.ledgerCustomer.findMany({
      where: { ...scope, id: { in: [row.sellToId, row.billToId] } },
      select: { id: true, number: true },
    }),
    tx.ledgerItem.findMany({
      where: { ...scope, id: { in: row.lines.flatMap(({ itemId }) => itemId ?? []) } },
      select: { id: true, number: true },
    }),
    postedOf(tx, scope, row.id),
  ]);
  const lines = bookedLines(row.lines, taxes);
  const numberOf = (rows: { id: string; number: string }[], id: string) => {
    const number = rows.find((entry) => entry.id === id)?.number;
    return number === undefined ? {} : { number };
  };
  const customer = (id: string): ErpRef => ({ kind: "customer", id, ...numberOf(customers, id) });
  const address = (value: unknown) => storedAddress.read(value, `ledger document ${row.id}`);
  const snapshot = snapshotOf(row);
  const fixed = fixedBecause(row, lines, posted);
  const reading = {
    ...snapshot,
    lines: snapshot.lines.map((line, index): ReadLine => {
      const booked = lines[index];
      if (booked?.id !== line.lineId) throw new Error("lines are read in their order");
      const { itemId, location, unitPrice, discount, tax } = booked;
      return {
        ...line,
        ...(itemId === null
          ? {}
          : { item: { kind: "item", id: itemId, ...numberOf(items, itemId) } }),
        ...(location === null ? {} : { location }),
        unitPrice,
        discount,
        tax,
      };
    }),
    pricesIncludeTax: row.pricesIncludeTax,
    header: {
      sellTo: customer(row.sellToId),
      billTo: customer(row.billToId),
      billToAddress: address(row.billToAddress),
      shipToAddress: address(row.shipToAddress),
      documentDate: dayOf(row.documentDate),
      dueDate: row.dueDate ? dayOf(row.dueDate) : "",
      email: row.email,
      phone: row.phone,
      externalDocumentNumber: row.externalDocumentNumber,
      paymentTerms: row.paymentTerms ?? "",
      paymentMethod: row.paymentMethod ?? "",
      shipmentMethod: row.shipmentMethod ?? "",
      shippingAgent: row.shippingAgent ?? "",
      note: row.note,
    },
    ...(fixed ? { fixed } : {}),
  };
  return { reading: { ...reading, revision: revisionOf(reading) }, lines };
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** How many posted shipments and invoices a document has, undone and cancelled ones too. */
const postedOf = async (tx: Tx, scope: Scope, documentId: string): Promise<number> =>
  (await tx.ledgerPostedShipment.count({ where: { ...scope, documentId } })) +
  (await tx.ledgerPostedInvoice.count({ where: { ...scope, documentId } }));

function fixedBecause(row: LockedDocument, lines: readonly BookedLine[], posted: number) {
  const { number: document, state, kind } = row;
  if (isCreditKind(kind)) return refusal("document.noAmending", { document });
  if (state === "posted") return refusal("document.isPosted", { document });
  const begun = lines.find((line) => !isZero(line.shipped) || !isZero(line.invoiced));
  if (begun) return refusal("document.partlyPosted", { line: begun.description, document });
  if (posted > 0) return refusal("document.wasPosted", { document });
  if (state !== "open" && state !== "released")
    return refusal("document.notAmended", { document, state: stateName(state) });
  return undefined;
}
