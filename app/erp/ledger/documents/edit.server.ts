import { isText } from "#app/erp/port/line-kinds.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { ChargeWay, DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import { totalsOf } from "../arithmetic.ts";
import { touchItems } from "../posting/stock.server.ts";
import { invoicedParts } from "../posting/invoiced.server.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";
import { addedLines } from "./added-lines.server.ts";
import type { LockedDocument } from "./change.server.ts";
import { lockDocument } from "./change.server.ts";
import { chargeAssignments } from "./charges.ts";
import type { ChargeLine } from "./charges.ts";
import type { ChangedLine, EditableDocument, LineEdits } from "./line-edit.ts";
import { editLines, requireEditable } from "./line-edit.ts";
import { getDocument } from "./read.server.ts";
import { bearsCharges } from "./line-subject.ts";

type NewLine = Awaited<ReturnType<typeof addedLines>>[number];

/**
 * Changes the lines of an open or released sales order: quantity and location of a line, a line
 * less, an item more. Never below what
 * is shipped or invoiced; prices and tax rates stay as charged; amounts, item charges and totals
 * follow. All of it or nothing; refused
 * as `versionConflict` when the order changed since it was read.
 */
export async function editDocumentLines(
  scope: Scope,
  ref: ErpRef,
  edits: LineEdits,
): Promise<DocumentSnapshot> {
  if (edits.change.length + edits.remove.length + edits.add.length === 0)
    throw invalid("lines", refusal("line.nothingChanged"));
  await db.$transaction(
    async (tx) => {
      const row = await lockDocument(tx, scope, ref);
      requireEditable(row);
      const document = await editable(tx, scope, row);
      const company = await tx.ledgerCompany.findUnique({
        where: { shop_connectionId: scope },
        select: { locationMandatory: true },
      });
      const locations = await tx.ledgerReference.findMany({
        where: { ...scope, kind: "location", parent: "", blocked: false },
        select: { code: true },
      });
      const kept = editLines(document, edits, {
        codes: new Set(locations.map(({ code }) => code)),
        mandatory: company?.locationMandatory ?? false,
      });
      const { sellToId } = row;
      const lastSequence = row.lines.at(-1)?.sequence ?? 0;
      const added = await addedLines(tx, scope, { ...document, sellToId, lastSequence }, edits.add);
      const lines = [...kept, ...added];
      if (lines.every((line) => isText(line)))
        throw invalid("lines", refusal("line.onlyComments", { document: row.number }));
      if (lines.some((line) => line.itemCharge !== null) && !lines.some(bearsCharges))
        throw invalid("lines", refusal("line.chargeWithoutItem", { document: row.number }));
      await store(tx, scope, row, { before: document, edits, kept, added });
      await tx.ledgerDocument.update({
        where: { shop_id: { shop: scope.shop, id: row.id } },
        data: {
          ...totalsOf(lines, row.pricesIncludeTax),
          changedAt: now(),
          version: { increment: 1 },
        },
      });
    },
    { timeout: 15_000 },
  );
  return getDocument(scope, { kind: ref.kind, id: ref.id });
}

/** The order with what its lines were charged, and what was posted of them. */
async function editable(tx: Tx, scope: Scope, row: LockedDocument): Promise<EditableDocument> {
  const ids = row.lines.map((line) => line.id);
  const taxes = await tx.ledgerLineTax.findMany({
    where: { shop: scope.shop, lineId: { in: ids } },
    orderBy: { position: "asc" },
  });
  const invoiced = await invoicedParts(tx, scope, row.id);
  const shipments = await tx.ledgerPostedShipment.findMany({
    where: { ...scope, documentId: row.id },
    select: { number: true, lines: { select: { documentLineId: true } } },
    orderBy: { number: "asc" },
  });
  return {
    kind: row.kind,
    number: row.number,
    state: row.state,
    currency: row.currency,
    pricesIncludeTax: row.pricesIncludeTax,
    lines: row.lines.map((line) => ({
      id: line.id,
      kind: line.kind as LineKind,
      itemId: line.itemId,
      itemCharge: line.itemCharge,
      chargeBy: line.chargeBy as ChargeWay | null,
      description: line.description,
      location: line.location,
      quantity: decimalOf(line.quantity),
      unitPrice: decimalOf(line.unitPrice),
      discount: decimalOf(line.discount),
      amount: decimalOf(line.amount),
      tax: decimalOf(line.tax),
      taxes: taxes
        .filter((tax) => tax.lineId === line.id)
        .map((tax) => ({
          title: tax.title,
          rate: tax.rate ? decimalOf(tax.rate) : null,
          amount: decimalOf(tax.amount),
        })),
      shipped: decimalOf(line.shipped),
      invoiced: {
        quantity: decimalOf(line.invoiced),
        amount: invoiced.get(line.id)?.amount ?? "0",
        tax: invoiced.get(line.id)?.tax ?? "0",
      },
      shipments: shipments
        .filter((shipment) => shipment.lines.some((part) => part.documentLineId === line.id))
        .map(({ number }) => number),
    })),
  };
}

interface Edited {
  before: EditableDocument;
  edits: LineEdits;
  kept: ChangedLine[];
  added: NewLine[];
}

async function store(
  tx: Tx,
  scope: Scope,
  row: LockedDocument,
  { before, edits, kept, added }: Edited,
): Promise<void> {
  const { shop } = scope;
  await touchItems(
    tx,
    scope,
    row.lines.filter(({ id }) => edits.remove.includes(id)).map(({ itemId }) => itemId),
  );
  if (edits.remove.length > 0)
    await tx.ledgerDocumentLine.deleteMany({
      where: { shop, documentId: row.id, id: { in: edits.remove } },
    });
  const touched = new Set(edits.change.map((change) => change.lineId));
  for (const line of kept.filter(({ id }) => touched.has(id))) {
    const { quantity, discount, amount, tax, location } = line;
    await tx.ledgerDocumentLine.update({
      where: { shop_id: { shop, id: line.id } },
      data: { quantity, discount, amount, tax, location },
    });
  }
  await tx.ledgerDocumentLine.createMany({
    data: added.map(({ taxes: _taxes, ...line }) => ({ shop, documentId: row.id, ...line })),
  });
  const repriced = kept.filter((line) => line.repriced);
  await tx.ledgerLineTax.deleteMany({
    where: { shop, lineId: { in: repriced.map(({ id }) => id) } },
  });
  await tx.ledgerLineTax.createMany({
    data: [...repriced, ...added].flatMap((line) =>
      line.taxes.map((tax, position) => ({ shop, lineId: line.id, position, ...tax })),
    ),
  });
  const goods = (lines: readonly ChargeLine[]) =>
    JSON.stringify(chargeAssignments(scope, row.id, lines, row.currency));
  if (goods(before.lines) === goods([...kept, ...added])) return;
  await tx.ledgerChargeAssignment.deleteMany({ where: { shop, documentId: row.id } });
  await tx.ledgerChargeAssignment.createMany({
    data: chargeAssignments(scope, row.id, [...kept, ...added], row.currency),
  });
}
