import {
  add,
  compare,
  isZero,
  min,
  multiply,
  round,
  divide,
  subtract,
} from "#app/money/decimal.ts";
import { randomUUID } from "node:crypto";
import type { Books } from "../books/books.ts";
import type { Row } from "../api/value.ts";
import { NO_DATE } from "../api/value.ts";
import { rule } from "../api/refusal.ts";
import { resetQuantities } from "./line.ts";
import { calculate } from "./totals.ts";

export interface Posted {
  shipment?: Row;
  invoice?: Row;
}

const amount = (row: Row, field: string): string => String(row[field] ?? "0");

/** Posts what the lines say is to be shipped and invoiced; what is neither leaves nothing to post. */
export function postOrder(books: Books, order: Row): Posted {
  if (books.setUp.postingDoesNothing) return {};
  if (books.setUp.reviewed.has(String(order.id)))
    throw rule(
      `Sales Order ${String(order.number)} must be approved and released before you can perform this action.`,
    );
  postingDateOf(books, order);
  const lines = books.linesOf(order);
  const ships = lines.filter((line) => !isZero(amount(line, "shipQuantity")));
  const invoices = lines.filter((line) => !isZero(amount(line, "invoiceQuantity")));
  if (ships.length + invoices.length === 0)
    throw rule(
      "There is nothing to post because the document does not contain a quantity or amount.",
    );
  order.status = "Open";
  const shipment = ships.length === 0 ? undefined : ship(books, order, ships);
  const invoice = invoices.length === 0 ? undefined : invoiceOf(books, order, invoices);
  for (const line of lines) resetQuantities(line);
  const done = lines.every(
    (line) => compare(amount(line, "invoicedQuantity"), amount(line, "quantity")) >= 0,
  );
  if (invoice && done) {
    books.remove("salesOrders", order);
    books.lines.delete(String(order.id));
  } else books.touch(order);
  return { ...(shipment ? { shipment } : {}), ...(invoice ? { invoice } : {}) };
}

function postingDateOf(books: Books, document: Row): void {
  const [setup] = books.rows("generalLedgerSetup");
  const date = String(document.postingDate);
  const [from, to] = [
    String(setup?.allowPostingFrom ?? NO_DATE),
    String(setup?.allowPostingTo ?? NO_DATE),
  ];
  if ((from !== NO_DATE && date < from) || (to !== NO_DATE && date > to))
    throw rule(
      `Posting Date is not within your range of allowed posting dates in Sales Header: No.=${String(document.number)}.`,
    );
}

const SHIPMENT_TYPES: Record<string, string> = { Item: "Item", Account: "G_x002F_L_x0020_Account" };

function ship(books: Books, order: Row, lines: readonly Row[]): Row {
  const shipment = books.add("salesShipments", {
    ...headOf(order),
    number: books.next("salesShipments", "S-SHPT"),
    orderNumber: order.number ?? "",
  });
  books.lines.set(
    String(shipment.id),
    lines.map((line) => ({
      id: randomUUID(),
      documentId: String(shipment.id),
      documentNo: shipment.number ?? "",
      sequence: line.sequence ?? 0,
      lineType: SHIPMENT_TYPES[String(line.lineType)] ?? "_x0020_",
      lineObjectNumber: line.lineObjectNumber ?? "",
      description: line.description ?? "",
      unitOfMeasureCode: line.unitOfMeasureCode ?? "",
      unitPrice: line.unitPrice ?? "0",
      quantity: line.shipQuantity ?? "0",
      $orderId: String(order.id),
    })),
  );
  for (const line of lines) {
    line.shippedQuantity = add(amount(line, "shippedQuantity"), amount(line, "shipQuantity"));
    if (line.lineType === "Item") moveStock(books, line, amount(line, "shipQuantity"));
  }
  return shipment;
}

function moveStock(books: Books, line: Row, quantity: string): void {
  const item = books.find("items", "id", line.itemId);
  if (item) item.inventory = subtract(amount(item, "inventory"), quantity);
}

/** A posted document keeps its head. */
function headOf({
  id: _id,
  number: _number,
  status: _status,
  $version: _version,
  ...head
}: Row): Row {
  return head;
}

function invoiceOf(books: Books, order: Row, lines: readonly Row[]): Row {
  const invoice = books.add("salesInvoices", {
    ...headOf(order),
    number: books.next("postedInvoices", "PS-INV"),
    orderId: String(order.id),
    orderNumber: order.number ?? "",
    invoiceDate: order.orderDate ?? "",
    status: "Open",
    $posted: true,
  });
  const posted = lines.map((line): Row => {
    const quantity = min(
      amount(line, "invoiceQuantity"),
      subtract(amount(line, "shippedQuantity"), amount(line, "invoicedQuantity")),
    );
    const part = isZero(amount(line, "quantity"))
      ? "0"
      : divide(quantity, amount(line, "quantity"));
    return {
      ...line,
      id: randomUUID(),
      documentId: String(invoice.id),
      quantity,
      discountAmount: round(
        multiply(amount(line, "discountAmount"), part),
        books.setUp.decimals[String(order.currencyCode)] ?? 2,
      ),
    };
  });
  for (const [index, line] of lines.entries())
    line.invoicedQuantity = add(
      amount(line, "invoicedQuantity"),
      String(posted[index]?.quantity ?? "0"),
    );
  finishPosting(books, invoice, posted, "Invoice");
  return invoice;
}

/** A draft of its own is posted: its id stays, its number is another. */
export function postDraft(
  books: Books,
  document: Row,
  kind: "salesInvoices" | "salesCreditMemos",
): void {
  const memo = kind === "salesCreditMemos";
  if (document.$posted === true)
    throw rule(`The action can be applied to a draft ${memo ? "credit memo" : "invoice"} only.`);
  const lines = books.linesOf(document);
  if (lines.length === 0)
    throw rule(`Please add at least one line item to the ${memo ? "credit memo" : "invoice"}.`);
  postingDateOf(books, document);
  document.number = memo
    ? books.next("postedMemos", "PS-CRM")
    : books.next("postedInvoices", "PS-INV");
  document.status = "Open";
  document.$posted = true;
  for (const line of lines) {
    if (line.lineType === "Item")
      moveStock(
        books,
        line,
        memo ? subtract("0", amount(line, "quantity")) : amount(line, "quantity"),
      );
  }
  finishPosting(books, document, lines, memo ? "Credit_x0020_Memo" : "Invoice");
}

function finishPosting(books: Books, document: Row, lines: Row[], documentType: string): void {
  calculate(books, document, lines);
  const { invoiceRounding } = books.setUp;
  if (invoiceRounding) {
    const gross = amount(document, "totalAmountIncludingTax");
    const rounded = multiply(
      round(divide(gross, invoiceRounding.precision), 0),
      invoiceRounding.precision,
    );
    const difference = subtract(rounded, gross);
    if (!isZero(difference)) {
      lines.push({
        id: randomUUID(),
        documentId: String(document.id),
        sequence: Math.max(0, ...lines.map(({ sequence }) => Number(sequence))) + 10000,
        lineType: "Account",
        lineObjectNumber: invoiceRounding.account,
        description: "Invoice Rounding",
        quantity: "1",
        unitPrice: difference,
        taxPercent: "0",
      });
      calculate(books, document, lines);
    }
  }
  books.lines.set(String(document.id), lines);
  document.$remaining = amount(document, "totalAmountIncludingTax");
  books.touch(document);
  books.add("generalLedgerEntries", {
    entryNumber: books.rows("generalLedgerEntries").length + 1,
    documentNumber: document.number ?? "",
    documentType,
    postingDate: document.postingDate ?? "",
  });
}
