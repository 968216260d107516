import type { EntitySet } from "../api/schema.ts";
import type { Row } from "../api/value.ts";
import { Refusal, bad, notAllowed } from "../api/refusal.ts";
import type { Books } from "../books/books.ts";
import { etagOf } from "../books/books.ts";
import { postJournal } from "../books/money.ts";
import { changeRecord, insertRecord } from "../books/records.ts";
import {
  addLine,
  changeDocument,
  changeLine,
  insertDocument,
  removeDocument,
  removeLine,
} from "../sales/documents.ts";
import { isKind, kindOfLines } from "../sales/kinds.ts";
import { postDraft, postOrder } from "../sales/post.ts";
import { rowById } from "./read.ts";

const bodyOf = (body: unknown): Record<string, unknown> => {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw bad("BadRequest", "The body must be an object.");
  return body as Record<string, unknown>;
};

/** Demanded of a change; looked at where it is sent with anything else. */
export function checkEtag(row: Row, ifMatch: string | undefined, demanded: boolean): void {
  if (ifMatch === undefined) {
    if (demanded)
      throw bad(
        "BadRequest_InvalidToken",
        "Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.",
      );
    return;
  }
  if (ifMatch !== "*" && !/^(W\/)?".*"$/.test(ifMatch))
    throw bad(
      "BadRequest_InvalidToken",
      "Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.",
    );
  if (ifMatch !== "*" && ifMatch !== etagOf(row))
    throw new Refusal(409, "Request_EntityChanged", "Another user has already changed the record.");
}

export function insert(books: Books, set: EntitySet, body: unknown): Row {
  if (!set.ops.includes("POST")) throw notAllowed("POST");
  if (isKind(set.name)) return insertDocument(books, set.name, bodyOf(body));
  const kind = kindOfLines(set.name);
  if (kind) {
    const { documentId, ...line } = bodyOf(body);
    const document = rowById(
      books,
      books.set(kind),
      typeof documentId === "string" ? documentId : "",
    );
    return addLine(books, kind, document, line);
  }
  return insertRecord(books, set.name, bodyOf(body));
}

export function change(books: Books, set: EntitySet, row: Row, body: unknown): void {
  if (!set.ops.includes("PATCH")) throw notAllowed("PATCH");
  const values = bodyOf(body);
  if (isKind(set.name)) {
    if (Object.keys(values).some((name) => name in set.nav))
      throw bad("BadRequest", "A deep update is not supported: change the lines one by one.");
    return changeDocument(books, set.name, row, values);
  }
  const kind = kindOfLines(set.name);
  if (kind)
    return changeLine(books, kind, {
      document: rowById(books, books.set(kind), String(row.documentId)),
      line: row,
      body: values,
    });
  changeRecord(books, set.name, row, values);
}

export function remove(books: Books, set: EntitySet, row: Row): void {
  if (!set.ops.includes("DELETE")) throw notAllowed("DELETE");
  if (isKind(set.name)) return removeDocument(books, set.name, row);
  const kind = kindOfLines(set.name);
  if (kind) return removeLine(books, rowById(books, books.set(kind), String(row.documentId)), row);
  books.remove(set.name, row);
}

/** A bound action. Whether it changed anything is to be read. */
export function act(books: Books, set: EntitySet, row: Row, action: string): void {
  const name = action.replace("Microsoft.NAV.", "");
  if (!action.startsWith("Microsoft.NAV.") || !set.actions.includes(name))
    throw new Refusal(
      404,
      "BadRequest_ResourceNotFound",
      `Resource not found for the segment '${action}'.`,
    );
  if (set.name === "salesOrders" && name === "shipAndInvoice") postOrder(books, row);
  else if ((set.name === "salesInvoices" || set.name === "salesCreditMemos") && name === "post")
    postDraft(books, row, set.name);
  else if (set.name === "journals" && name === "post") postJournal(books, String(row.id));
  else throw new Refusal(501, "BadRequest_NotImplemented", `The stand-in does not do ${action}.`);
}
