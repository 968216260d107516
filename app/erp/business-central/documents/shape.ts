import { z } from "zod";
import { decimal, etag, guid, integer, text } from "../wire/shapes.ts";

const line = z.object({
  id: guid,
  documentId: guid,
  sequence: integer,
  lineType: text,
  lineObjectNumber: text,
  description: text,
  quantity: decimal,
  amountExcludingTax: decimal,
  amountIncludingTax: decimal,
  /** Of orders only. */
  shippedQuantity: decimal.optional(),
  invoicedQuantity: decimal.optional(),
});
export type LineRow = z.infer<typeof line>;

/** A document of any of the three sets; its lines come under the name of the set's own. */
export const documentRow = z
  .object({
    "@odata.etag": etag,
    id: guid,
    number: text,
    externalDocumentNumber: text,
    status: text,
    currencyCode: text,
    pricesIncludeTax: z.boolean(),
    totalAmountExcludingTax: decimal,
    totalTaxAmount: decimal,
    totalAmountIncludingTax: decimal,
    lastModifiedDateTime: text,
    orderId: guid.optional(),
    orderNumber: text.optional(),
    remainingAmount: decimal.optional(),
    salesOrderLines: z.array(line).optional(),
    salesInvoiceLines: z.array(line).optional(),
    salesCreditMemoLines: z.array(line).optional(),
  })
  .transform(({ salesOrderLines, salesInvoiceLines, salesCreditMemoLines, ...head }) => ({
    ...head,
    lines: [...(salesOrderLines ?? salesInvoiceLines ?? salesCreditMemoLines ?? [])].sort(
      (a, b) => a.sequence - b.sequence,
    ),
  }));
export type DocumentRow = z.infer<typeof documentRow>;

export const shipmentRow = z.object({
  id: guid,
  number: text,
  externalDocumentNumber: text,
  orderNumber: text,
  currencyCode: text,
  postingDate: text,
  lastModifiedDateTime: text,
  salesShipmentLines: z
    .array(
      z.object({
        documentId: guid,
        sequence: integer,
        lineType: text,
        lineObjectNumber: text,
        description: text,
        quantity: decimal,
      }),
    )
    .optional(),
});
export type ShipmentRow = z.infer<typeof shipmentRow>;
