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

const head = z.object({
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
  /** The posted invoice that a credit memo is applied to. */
  invoiceId: guid.optional(),
  remainingAmount: decimal.optional(),
});

const linesOf = <Line extends z.ZodType>(of: Line) => ({
  salesOrderLines: z.array(of).optional(),
  salesInvoiceLines: z.array(of).optional(),
  salesCreditMemoLines: z.array(of).optional(),
});

interface Expanded<Line> {
  salesOrderLines?: Line[] | undefined;
  salesInvoiceLines?: Line[] | undefined;
  salesCreditMemoLines?: Line[] | undefined;
}
const inOrder = <Line extends { sequence: number }, Head extends Expanded<Line>>({
  salesOrderLines,
  salesInvoiceLines,
  salesCreditMemoLines,
  ...rest
}: Head & Expanded<Line>) => ({
  ...rest,
  lines: [...(salesOrderLines ?? salesInvoiceLines ?? salesCreditMemoLines ?? [])].sort(
    (a, b) => a.sequence - b.sequence,
  ),
});

/** A document of any of the three sets; its lines come under the name of the set's own. */
export const documentRow = head.extend(linesOf(line)).transform((row) => inOrder(row));
export type DocumentRow = z.infer<typeof documentRow>;

const wholeLine = line.extend({
  itemId: guid,
  itemVariantId: guid.optional(),
  locationId: guid.optional(),
  unitOfMeasureCode: text,
  taxCode: text,
  unitPrice: decimal,
  discountAmount: decimal,
});
export type WholeLine = z.infer<typeof wholeLine>;

/** The same with all a person would compare it by. Credit memos go nowhere, and have no address for it. */
export const wholeRow = head
  .extend({
    customerId: guid,
    customerNumber: text,
    customerName: text,
    billToCustomerId: guid,
    billToCustomerNumber: text,
    billToName: text,
    ...addressOf("billTo"),
    ...addressOf("sellTo"),
    ...addressOf("shipTo"),
    shipToName: text.optional(),
    shipToContact: text.optional(),
    orderDate: text.optional(),
    invoiceDate: text.optional(),
    creditMemoDate: text.optional(),
    paymentTermsId: guid,
    shipmentMethodId: guid,
    phoneNumber: text,
    email: text,
    ...linesOf(wholeLine),
  })
  .transform((row) => inOrder(row));
export type WholeRow = z.infer<typeof wholeRow>;

type AddressField<Prefix extends string> =
  `${Prefix}${"AddressLine1" | "AddressLine2" | "City" | "Country" | "State" | "PostCode"}`;

function addressOf<Prefix extends string>(prefix: Prefix) {
  const fields = ["AddressLine1", "AddressLine2", "City", "Country", "State", "PostCode"] as const;
  return Object.fromEntries(
    fields.map((field) => [`${prefix}${field}`, text.optional()]),
  ) as Record<AddressField<Prefix>, z.ZodOptional<typeof text>>;
}

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
