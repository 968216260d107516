import { compare, isZero, negate, subtract } from "#app/money/decimal.ts";
import { randomUUID } from "node:crypto";
import type { Row } from "./api/value.ts";
import { rule } from "./api/refusal.ts";
import type { Books } from "./books/books.ts";
import { payInvoice } from "./books/money.ts";
import { addLine, changeLine, removeDocument } from "./sales/documents.ts";
import { resetQuantities } from "./sales/line.ts";
import { postDraft, postOrder } from "./sales/post.ts";

export interface ShipmentAsked {
  /** By the lines' numbers (10000, 20000 …); without lines all goods that are left. */
  lines?: { sequence: number; quantity: string }[];
  agent?: string;
  service?: string;
  tracking?: string;
}

/** What the people of the company do in Business Central's own client. What it refuses is thrown. */
export class People {
  constructor(private readonly books: Books) {}

  private order(id: string): Row {
    const order = this.books.find("salesOrders", "id", id);
    if (!order) throw rule("The order cannot be found.");
    return order;
  }

  release(orderId: string): void {
    const order = this.order(orderId);
    if (this.books.linesOf(order).every((line) => line.lineType === "Comment"))
      throw rule(
        `There is nothing to release for the document of type Order with the number ${String(order.number)}.`,
      );
    order.status = "Open";
    this.books.touch(order);
  }

  reopen(orderId: string): void {
    const order = this.order(orderId);
    order.status = "Draft";
    this.books.touch(order);
  }

  /** In the client, a line that is added at the end has the next number. */
  addLine(orderId: string, body: Record<string, unknown>): Row {
    return addLine(this.books, "salesOrders", this.order(orderId), body);
  }

  setQuantity(orderId: string, sequence: number, quantity: string): void {
    const document = this.order(orderId);
    const line = this.books.linesOf(document).find((each) => each.sequence === sequence);
    if (!line) throw rule(`The order has no line ${sequence}.`);
    const { unitPrice } = line;
    const body = { quantity: Number(quantity) };
    changeLine(this.books, "salesOrders", { document, line, body });
    // People keep the price they see.
    changeLine(this.books, "salesOrders", {
      document,
      line,
      body: { unitPrice: Number(unitPrice) },
    });
  }

  ship(orderId: string, { lines, agent, service, tracking }: ShipmentAsked = {}): Row {
    const order = this.order(orderId);
    for (const line of this.books.linesOf(order)) {
      const left = subtract(String(line.quantity ?? "0"), String(line.shippedQuantity ?? "0"));
      const asked = lines?.find(({ sequence }) => sequence === line.sequence)?.quantity ?? "0";
      const quantity = line.lineType !== "Item" ? "0" : lines ? asked : left;
      if (compare(quantity, left) > 0) throw rule(`You cannot ship more than ${left} units.`);
      Object.assign(line, { shipQuantity: quantity, invoiceQuantity: "0" });
    }
    const { shipment } = postOrder(this.books, order);
    if (!shipment) throw rule("There is nothing to post.");
    Object.assign(shipment, {
      $agent: agent ?? "",
      $service: service ?? "",
      $tracking: tracking ?? "",
    });
    return shipment;
  }

  /** `shipped`: goods as far as they left, and all charges. `whole`: everything, shipping what has not left. */
  invoice(orderId: string, what: "shipped" | "whole"): Row {
    const order = this.order(orderId);
    for (const line of this.books.linesOf(order)) {
      resetQuantities(line);
      if (what === "whole" || line.lineType !== "Item") continue;
      line.shipQuantity = "0";
      line.invoiceQuantity = subtract(String(line.shippedQuantity), String(line.invoicedQuantity));
    }
    const { invoice } = postOrder(this.books, order);
    if (!invoice) throw rule("There is nothing to post.");
    return invoice;
  }

  postDocument(kind: "salesInvoices" | "salesCreditMemos", id: string): Row {
    const document = this.books.find(kind, "id", id);
    if (!document) throw rule("The document cannot be found.");
    postDraft(this.books, document, kind);
    return document;
  }

  /** Undoes what is not invoiced: each line gets one with the opposite quantity; the head does not change, and no feed tells it. */
  undo(shipmentId: string): void {
    const shipment = this.books.find("salesShipments", "id", shipmentId);
    if (!shipment) throw rule("The shipment cannot be found.");
    const order = this.books.find("salesOrders", "number", shipment.orderNumber);
    if (!order)
      throw rule("The order of this shipment is gone: what was invoiced cannot be undone.");
    const lines = this.books.linesOf(shipment);
    for (const line of lines.filter(({ $corrected }) => $corrected !== true)) {
      const sold = this.books.linesOf(order).find(({ sequence }) => sequence === line.sequence);
      if (!sold) continue;
      const left = subtract(String(sold.shippedQuantity), String(line.quantity));
      if (compare(left, String(sold.invoicedQuantity)) < 0)
        throw rule(
          "This shipment has already been invoiced. Undo Shipment can be applied only to posted, but not invoiced shipments.",
        );
      sold.shippedQuantity = left;
      resetQuantities(sold);
      line.$corrected = true;
      lines.push({
        ...line,
        id: randomUUID(),
        sequence: Number(line.sequence) + 5000,
        quantity: negate(String(line.quantity)),
      });
    }
  }

  /** Agent and number are entered later as well; that is a change of the head. */
  track(shipmentId: string, tracking: string): void {
    const shipment = this.books.find("salesShipments", "id", shipmentId);
    if (!shipment) throw rule("The shipment cannot be found.");
    shipment.$tracking = tracking;
    this.books.touch(shipment);
  }

  pay(invoiceId: string, amount: string): void {
    const invoice = this.books.find("salesInvoices", "id", invoiceId);
    if (!invoice) throw rule("The invoice cannot be found.");
    payInvoice(this.books, invoice, amount);
  }

  /** A corrective credit memo is made and posted, and the invoice stands as canceled. */
  cancelInvoice(invoiceId: string): Row {
    const invoice = this.books.find("salesInvoices", "id", invoiceId);
    if (invoice?.$posted !== true)
      throw rule("The action can be applied to a posted invoice only.");
    if (invoice.status === "Canceled")
      throw rule("The invoice cannot be canceled because it has already been canceled.");
    if (
      invoice.$remaining !== invoice.totalAmountIncludingTax ||
      isZero(String(invoice.$remaining))
    )
      throw rule(
        "The invoice is partially paid or credited. The corrective credit memo may not be fully closed by the invoice.",
      );
    const {
      id: _id,
      number: _number,
      orderId: _order,
      orderNumber: _orderNumber,
      $version: _version,
      ...head
    } = invoice;
    const memo = this.books.add("salesCreditMemos", {
      ...head,
      number: this.books.next("postedMemos", "PS-CRM"),
      invoiceId: String(invoice.id),
      invoiceNumber: invoice.number ?? "",
      status: "Corrective",
      $posted: true,
    });
    this.books.lines.set(String(memo.id), structuredClone(this.books.linesOf(invoice)));
    invoice.status = "Canceled";
    invoice.$remaining = "0";
    this.books.touch(invoice);
    return memo;
  }

  delete(kind: "salesOrders" | "salesInvoices" | "salesCreditMemos", id: string): void {
    const document = this.books.find(kind, "id", id);
    if (document) removeDocument(this.books, kind, document);
  }

  block(customerNumber: string, blocked: "_x0020_" | "Ship" | "Invoice" | "All"): void {
    const customer = this.books.find("customers", "number", customerNumber);
    if (!customer) throw rule("The customer cannot be found.");
    customer.blocked = blocked;
    this.books.touch(customer);
  }
}
