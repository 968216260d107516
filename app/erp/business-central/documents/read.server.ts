import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { gone, missing, refusal } from "#app/erp/refusals.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { NO_GUID, isGuid, quoted } from "../wire/filter.ts";
import { text } from "../wire/shapes.ts";
import { closedOrder } from "./closed-order.ts";
import { isPosted } from "./posted.server.ts";
import type { BcDocumentKind } from "./sets.ts";
import { isKind, SETS } from "./sets.ts";
import type { DocumentRow, ShipmentRow } from "./shape.ts";
import { documentRow, shipmentRow, wholeRow } from "./shape.ts";
import { snapshotOf } from "./snapshot.ts";

const KINDS = ["salesOrder", "salesInvoice", "creditMemo"] as const;

type ReadOne<Row> = (
  scope: BcScope,
  kind: BcDocumentKind,
  id: string,
  options: CallOptions,
) => Promise<Row | undefined>;

/** One document with its lines, as much of it as the shape wants; undefined when Business Central has none of this id. */
const readAs =
  <Row>(shape: z.ZodType<Row>): ReadOne<Row> =>
  async (scope, kind, id, options) => {
    const { path } = await companyOf(scope, options);
    const { set, lines } = SETS[kind];
    try {
      return await scope.api.one(`${path}/${set}(${id})`, lines, shape, options);
    } catch (error) {
      if (error instanceof ErpError && error.detail.class === "notFound") return undefined;
      throw error;
    }
  };

export const readRow = readAs(documentRow);
export const readWhole = readAs(wholeRow);

/** What is left of an order that is gone: undefined when nothing of it was posted. */
export async function leftOf(
  scope: BcScope,
  id: string,
  options: CallOptions,
): Promise<DocumentSnapshot | undefined> {
  const { path } = await companyOf(scope, options);
  const found = await scope.api.page(
    { path: `${path}/salesInvoices`, filter: `orderId eq ${id}`, expand: "salesInvoiceLines" },
    documentRow,
    options,
  );
  const invoices = await withOwnLines(scope, "salesInvoice", found.rows, options);
  const [first] = invoices;
  const shipments = first
    ? await shipmentsOf(scope, `orderNumber eq ${quoted(first.orderNumber ?? "")}`, options)
    : await shipmentsOf(scope, `id eq ${id}`, options);
  if (!first && shipments.length === 0) return undefined;
  return closedOrder({ id, invoices, shipments });
}

async function shipmentsOf(
  scope: BcScope,
  filter: string,
  options: CallOptions,
): Promise<ShipmentRow[]> {
  const { path } = await companyOf(scope, options);
  const listing = { path: `${path}/salesShipments`, filter, expand: "salesShipmentLines" };
  return (await scope.api.page(listing, shipmentRow, options)).rows;
}

/**
 * Whether `$expand` over several heads gives each its own lines is not proved by Business Central's
 * sources: a head with other lines than its own is read again, alone.
 */
async function withOwnLines(
  scope: BcScope,
  kind: BcDocumentKind,
  rows: readonly DocumentRow[],
  options: CallOptions,
): Promise<DocumentRow[]> {
  const whole: DocumentRow[] = [];
  for (const row of rows) {
    const own = row.lines.every(({ documentId }) => documentId === row.id);
    const expected = own && (row.lines.length > 0 || rows.length === 1);
    const read = expected ? row : await readRow(scope, kind, row.id, options);
    if (read) whole.push(read);
  }
  return whole;
}

/** The document of a reference; of an order that is gone, what was posted of it. */
export async function readByRef<Row, Read>(
  scope: BcScope,
  ref: ErpRef,
  as: {
    read: ReadOne<Row>;
    told: (kind: BcDocumentKind, row: Row) => Promise<Read>;
    left: (posted: DocumentSnapshot) => Read;
  },
  options: CallOptions,
): Promise<Read> {
  const document = ref.number ?? ref.id;
  if (!isKind(ref.kind) || !isGuid(ref.id))
    throw missing(refusal("bcDocument.noDocument", { document }));
  const row = await as.read(scope, ref.kind, ref.id, options);
  if (row) return as.told(ref.kind, row);
  const left = ref.kind === "salesOrder" ? await leftOf(scope, ref.id, options) : undefined;
  if (!left) throw gone(refusal("bcDocument.gone", { document }));
  return as.left(left);
}

export const getDocument = (
  scope: BcScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<DocumentSnapshot> =>
  readByRef(
    scope,
    ref,
    {
      read: readRow,
      told: async (kind, row) => snapshotOf(kind, row, await isPosted(scope, kind, row, options)),
      left: (posted) => posted,
    },
    options,
  );

/** Every document with the key, whatever its kind and however far it has come: one request where there is none. */
export async function findDocuments(
  scope: BcScope,
  key: ExternalKey,
  options: CallOptions,
): Promise<DocumentSnapshot[]> {
  const { path } = await companyOf(scope, options);
  const filter = `externalDocumentNumber eq ${quoted(renderExternalKey(key))}`;
  const listings = [
    ...KINDS.map((kind) => ({
      path: `${path}/${SETS[kind].set}`,
      filter,
      expand: SETS[kind].lines,
    })),
    { path: `${path}/salesShipments`, filter, select: "id,number,orderNumber" },
  ];
  const shape = z.union([documentRow, z.object({ id: text, number: text, orderNumber: text })]);
  const found = await scope.api.several(listings, shape, options);
  const whole = async (index: 0 | 1 | 2) =>
    withOwnLines(
      scope,
      KINDS[index],
      (found[index] ?? []).filter((row) => "lines" in row),
      options,
    );
  const [orders, invoices, memos] = [await whole(0), await whole(1), await whole(2)];
  const snapshots = orders.map((row) => snapshotOf("salesOrder", row));
  const orderIds = new Set(invoices.flatMap(({ orderId }) => orderOf(orderId)));
  for (const id of orderIds)
    if (!orders.some((order) => order.id === id))
      snapshots.push(await getDocument(scope, { kind: "salesOrder", id }, options));
  for (const row of invoices.filter(({ orderId }) => orderOf(orderId).length === 0))
    snapshots.push(
      snapshotOf("salesInvoice", row, await isPosted(scope, "salesInvoice", row, options)),
    );
  // The credit memo that cancels an invoice copies its numbers, and is no document of the key.
  for (const row of memos.filter(({ status }) => status !== "Corrective"))
    snapshots.push(
      snapshotOf("creditMemo", row, await isPosted(scope, "creditMemo", row, options)),
    );
  const [shipment] = found[3] ?? [];
  if (snapshots.length === 0 && shipment)
    snapshots.push(await getDocument(scope, { kind: "salesOrder", id: shipment.id }, options));
  return snapshots;
}

const orderOf = (orderId: string | undefined): string[] =>
  orderId === undefined || orderId === NO_GUID ? [] : [orderId];
