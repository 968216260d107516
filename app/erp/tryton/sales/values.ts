import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { negate } from "#app/money/decimal.ts";
import type { DocumentLine } from "../drafts/document-lines.ts";
import { descriptionOf } from "../drafts/header-check.ts";
import type { Wire } from "../rpc/codec.ts";
import { day, decimal, float } from "../rpc/codec.ts";

export interface SaleHead {
  party: number;
  invoiceParty: number;
  invoiceAddress: number;
  shipmentAddress: number;
  currency: number;
  warehouse: number | null;
  paymentTerm: number | null;
  carrier: number | null;
}

/**
 * What sale.sale.create is given. Its on_change methods do not run over RPC, so everything is said;
 * a shipment cost method would add a line of
 * Tryton's own when the sale is quoted, so there is none.
 */
export const saleValues = (
  draft: DocumentDraft,
  head: SaleHead & { reference: string },
  lines: readonly DocumentLine[],
): Record<string, Wire> => ({
  reference: head.reference,
  description: descriptionOf(draft),
  comment: draft.note ?? null,
  party: head.party,
  invoice_party: head.invoiceParty === head.party ? null : head.invoiceParty,
  invoice_address: head.invoiceAddress,
  shipment_address: head.shipmentAddress,
  currency: head.currency,
  sale_date: day(draft.documentDate),
  payment_term: head.paymentTerm,
  carrier: head.carrier,
  ...(head.warehouse === null ? {} : { warehouse: head.warehouse }),
  // What comes back is paid back already: credited whole, however much of it arrives.
  invoice_method: draft.kind === "returnOrder" ? "order" : "shipment",
  shipment_method: "order",
  shipment_cost_method: null,
  lines: [
    [
      "create",
      lines.map((line, index) =>
        lineValues(draft.kind === "returnOrder" ? back(line) : line, (index + 1) * 10),
      ),
    ],
  ],
});

/** A return order is a sale below zero. */
const back = (line: DocumentLine): DocumentLine =>
  line.type === "comment" ? line : { ...line, quantity: negate(line.quantity) };

export const lineValues = (line: DocumentLine, sequence: number): Wire =>
  line.type === "comment"
    ? { type: "comment", sequence, description: line.description, note: line.note }
    : {
        type: "line",
        sequence,
        product: line.product.id,
        unit: line.unit,
        quantity: float(line.quantity),
        unit_price: decimal(line.unitPrice),
        description: line.description,
        note: line.note,
        taxes: [["add", line.taxes]],
      };
