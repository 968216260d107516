import type { EntitySet } from "../api/schema.ts";
import type { Row } from "../api/value.ts";
import { shown } from "../api/value.ts";
import { bad, notFound, rule } from "../api/refusal.ts";
import type { Books } from "../books/books.ts";
import { etagOf } from "../books/books.ts";
import type { Query } from "../odata/query.ts";
import { sorted } from "../odata/query.ts";
import { kindOfLines } from "../sales/kinds.ts";

const MOST = 20_000;

/** The rows below a record: a document's lines, an item's variants, a batch's payments. */
export function childrenOf(
  books: Books,
  parent: EntitySet,
  row: Row,
  nav: string,
): { set: EntitySet; rows: Row[] } {
  const target = parent.nav[nav];
  if (target === undefined)
    throw bad("BadRequest_ResourceNotFound", `Resource not found for the segment '${nav}'.`);
  const set = books.set(target);
  if (kindOfLines(target) ?? target === "salesShipmentLines")
    return { set, rows: books.linesOf(row) };
  if (target === "itemVariants")
    return { set, rows: books.rows(target).filter(({ itemId }) => itemId === row.id) };
  if (target === "customerPayments")
    return { set, rows: books.rows(target).filter(({ journalId }) => journalId === row.id) };
  return { set, rows: [] };
}

/** Lines are made whole for a request, and of one document only: the first that the filter names. */
function linesByFilter(books: Books, set: EntitySet, filter: string | undefined): Row[] {
  const [, field, id] = /\b(documentId|id) eq ([0-9a-f-]{36})/i.exec(filter ?? "") ?? [];
  if (!id) throw rule("You must specify an Id or a Document Id to get the lines.");
  if (field === "documentId") return books.lines.get(id.toLowerCase()) ?? [];
  const all = [...books.lines.values()].flat();
  return all.filter((line) => line.id === id.toLowerCase() && set.fields.has("documentId"));
}

export function rowsOf(books: Books, set: EntitySet, filter: string | undefined): Row[] {
  if (books.setUp.unreadable.has(set.name))
    throw rule(`You do not have permissions to read ${set.name}.`);
  return (kindOfLines(set.name) ?? set.name === "salesShipmentLines")
    ? linesByFilter(books, set, filter)
    : books.rows(set.name);
}

export interface Page {
  rows: Row[];
  /** Where the next page begins. */
  next?: number;
}

export function pageOf(set: EntitySet, rows: Row[], query: Query, pageSize: number): Page {
  const { filter, orderBy, top, skip } = query;
  const found = sorted(set, filter ? rows.filter(filter.test) : rows, orderBy).slice(
    0,
    top === undefined ? undefined : top + skip,
  );
  const size = Math.min(pageSize, MOST);
  const page = found.slice(skip, skip + size);
  return { rows: page, ...(skip + size < found.length ? { next: skip + size } : {}) };
}

export function entity(
  books: Books,
  set: EntitySet,
  row: Row,
  query: Query,
): Record<string, unknown> {
  const expanded = query.expand.map(({ nav, query: inner }) => {
    const { set: childSet, rows } = childrenOf(books, set, row, nav);
    return [
      nav,
      pageOf(childSet, rows, inner, MOST).rows.map((child) =>
        entity(books, childSet, child, inner),
      ),
    ];
  });
  return {
    "@odata.etag": etagOf(row),
    ...shown(set, withComputed(set, row), query.select),
    ...(Object.fromEntries(expanded) as Record<string, unknown>),
  };
}

/** What the page computes as it is read. */
const withComputed = (set: EntitySet, row: Row): Row =>
  set.name === "salesInvoices" ? { ...row, remainingAmount: row.$remaining ?? "0" } : row;

export function rowById(books: Books, set: EntitySet, id: string): Row {
  const lines = kindOfLines(set.name) ?? set.name === "salesShipmentLines";
  const found = lines
    ? [...books.lines.values()].flat().find((line) => line.id === id)
    : books.rows(set.name).find((row) => row[set.key] === id);
  if (!found) throw notFound();
  return found;
}
