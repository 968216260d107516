import { compare, isZero, subtract } from "#app/money/decimal.ts";
import { randomUUID } from "node:crypto";
import type { Books } from "../books/books.ts";
import type { Row } from "../api/value.ts";
import { bad, fieldRule, rule } from "../api/refusal.ts";
import { applyToHeader } from "./header.ts";
import { applyToLine, newLine } from "./line.ts";
import type { Kind } from "./kinds.ts";
import { KINDS } from "./kinds.ts";
import { calculate } from "./totals.ts";

const today = (): string => new Date().toISOString().slice(0, 10);

/** A header with its lines in one request: all of it, or nothing. */
export function insertDocument(books: Books, kind: Kind, body: Record<string, unknown>): Row {
  const { lines: nav, prefix, date } = KINDS[kind];
  const { [nav]: sentLines = [], ...header } = body;
  if (!Array.isArray(sentLines)) throw bad("BadRequest", `'${nav}' must be a list.`);
  const document: Row = {
    id: randomUUID(),
    status: "Draft",
    [date]: today(),
    postingDate: today(),
    dueDate: today(),
  };
  applyToHeader(books, kind, document, header);
  if (kind === "salesOrders" && !books.setUp.numberSeries.orders)
    throw fieldRule(
      "Order Nos. must have a value in Sales & Receivables Setup: Primary Key=. It cannot be zero or empty.",
    );
  const lines = recurring(books, kind, document);
  const set = books.set(nav);
  for (const sent of sentLines as Record<string, unknown>[])
    lines.push(newLine(books, set, { document, lines, body: sent }));
  calculate(books, document, lines);
  // Taken last: a document that was refused leaves no gap here, though one may be left in Business Central.
  document.number = books.next(kind, prefix);
  const added = books.add(kind, document);
  books.lines.set(String(added.id), lines);
  return added;
}

function recurring(books: Books, kind: Kind, document: Row): Row[] {
  const lines: Row[] = [];
  for (const { account, description, unitPrice } of books.setUp.recurringLines[
    String(document.customerNumber)
  ] ?? [])
    lines.push(
      newLine(books, books.set(KINDS[kind].lines), {
        document,
        lines,
        body: {
          lineType: "Account",
          lineObjectNumber: account,
          description,
          quantity: 1,
          unitPrice: Number(unitPrice),
        },
      }),
    );
  return lines;
}

export function changeDocument(
  books: Books,
  kind: Kind,
  document: Row,
  body: Record<string, unknown>,
): void {
  if (document.$posted === true)
    throw rule(`The ${KINDS[kind].what} has been posted and can no longer be modified.`);
  applyToHeader(books, kind, document, body);
  calculate(books, document, books.linesOf(document));
  books.touch(document);
}

const QUANTITIES = ["shipQuantity", "invoiceQuantity"];

function writableLines(document: Row): void {
  if (document.$posted === true)
    throw rule("The invoice has been posted and can no longer be modified.");
  if (document.status !== "Draft")
    throw fieldRule(
      `Status must be equal to 'Open' in Sales Header: Document Type=Order, No.=${String(document.number)}. Current value is 'Released'.`,
    );
}

export function addLine(
  books: Books,
  kind: Kind,
  document: Row,
  body: Record<string, unknown>,
): Row {
  writableLines(document);
  const lines = books.linesOf(document);
  const line = newLine(books, books.set(KINDS[kind].lines), { document, lines, body });
  lines.push(line);
  lines.sort((a, b) => Number(a.sequence) - Number(b.sequence));
  calculate(books, document, lines);
  books.touch(document);
  return line;
}

export function changeLine(
  books: Books,
  kind: Kind,
  { document, line, body }: { document: Row; line: Row; body: Record<string, unknown> },
): void {
  if (Object.keys(body).some((name) => !QUANTITIES.includes(name))) writableLines(document);
  if (
    typeof body.quantity === "number" &&
    compare(String(body.quantity), String(line.shippedQuantity)) < 0
  )
    throw fieldRule(
      `Quantity must not be less than ${String(line.shippedQuantity)} in Sales Line.`,
    );
  applyToLine(books, books.set(KINDS[kind].lines), { document, line, body });
  line.$version = Number(line.$version) + 1;
  calculate(books, document, books.linesOf(document));
  books.touch(document);
}

export function removeLine(books: Books, document: Row, line: Row): void {
  writableLines(document);
  const left = books.linesOf(document).filter((other) => other !== line);
  books.lines.set(String(document.id), left);
  calculate(books, document, left);
  books.touch(document);
}

/** In any state; refused while something is shipped and not invoiced. */
export function removeDocument(books: Books, kind: Kind, document: Row): void {
  if (document.$posted === true)
    throw new Error("a posted document was to be deleted: no program of ours may do that");
  for (const line of books.linesOf(document)) {
    const open = subtract(
      String(line.shippedQuantity ?? "0"),
      String(line.invoicedQuantity ?? "0"),
    );
    if (!isZero(open) && compare(open, "0") > 0)
      throw fieldRule(
        `Qty. Shipped Not Invoiced must be equal to '0' in Sales Line: Document Type=Order, Document No.=${String(document.number)}, Line No.=${String(line.sequence)}. Current value is '${open}'.`,
      );
  }
  books.remove(kind, document);
  books.lines.delete(String(document.id));
}
