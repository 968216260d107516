import { db } from "#app/db/client.server.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import { invalid, missing, refusal } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { isZero, multiply, round } from "#app/money/decimal.ts";
import { lineAmount, totalsOf } from "../arithmetic.ts";
import { bookDocument } from "../documents/create.server.ts";
import { postInvoice } from "../posting/invoice.server.ts";
import type { Scope } from "../scope.ts";

export interface HandLine {
  kind: Extract<LineKind, "item" | "fee" | "shipping">;
  /** An item's number, or a G/L account. */
  number: string;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Fraction. */
  taxRate: Decimal;
}

export interface HandInvoice {
  kind: "salesOrder" | "salesInvoice" | "creditMemo";
  customerId: string;
  externalDocumentNumber: string;
  note: string;
  location: string;
  lines: HandLine[];
  /** Code; absent: the customer's own. */
  paymentMethod?: string;
  /** Of the click: one click makes one document. */
  clickId: string;
}

/**
 * Makes an invoice for a customer and posts it: a sale that is no order of Shopify; or a credit memo, as a clerk does. A sales order is released, and
 * stays to be shipped. Prices are without tax. Answers the document.
 */
export async function postInvoiceByHand(
  scope: Scope,
  invoice: HandInvoice,
  by: string,
): Promise<{ id: string }> {
  const { customerId } = invoice;
  const customer = isUuid(customerId)
    ? await db.ledgerCustomer.findFirst({ where: { ...scope, id: customerId } })
    : null;
  if (!customer) throw missing(refusal("customer.missing", { customer: customerId }));
  const company = await db.ledgerCompany.findFirstOrThrow({ where: { ...scope } });
  const currency = customer.currency ?? company.currency;
  const lines = await draftLines(scope, invoice, currency);
  const address = {
    name: customer.name,
    name2: customer.name2,
    address1: customer.address1,
    address2: customer.address2,
    city: customer.city,
    county: customer.county,
    zip: customer.zip,
    countryCode: customer.countryCode,
  };
  const paymentMethod = invoice.paymentMethod ?? customer.paymentMethod;
  const ref = { kind: "customer" as const, id: customer.id, number: customer.number };
  const draft: DocumentDraft = {
    kind: invoice.kind,
    sellTo: ref,
    billTo: ref,
    sellToAddress: address,
    billToAddress: address,
    shipToAddress: address,
    email: customer.email,
    phone: customer.phone,
    currency,
    pricesIncludeTax: false,
    documentDate: now().toISOString().slice(0, 10),
    externalDocumentNumber: invoice.externalDocumentNumber,
    shopifyOrderNumber: "",
    shopifyOrderId: "",
    taxLiable: customer.taxLiable,
    ...(customer.paymentTerms === null ? {} : { paymentTerms: customer.paymentTerms }),
    ...(paymentMethod ? { paymentMethod } : {}),
    note: invoice.note,
    lines,
    release: true,
    expected: totalsOf(
      lines.map((line) => ({
        amount: lineAmount(line, currency),
        tax: line.taxes[0]?.amount ?? "0",
      })),
      false,
    ),
  };
  const made = await bookDocument(scope, `BY-HAND-${invoice.clickId}`, draft, { byHand: true });
  if (invoice.kind !== "salesOrder")
    await postInvoice(scope, { kind: invoice.kind, id: made.ref.id }, "whole", by);
  return { id: made.ref.id };
}

async function draftLines(
  scope: Scope,
  { lines, location, note }: HandInvoice,
  currency: string,
): Promise<DraftLine[]> {
  const items = await db.ledgerItem.findMany({
    where: {
      ...scope,
      number: { in: lines.filter(({ kind }) => kind === "item").map(({ number }) => number) },
    },
    select: { id: true, number: true, description: true },
  });
  const sold = lines.map((line, index): DraftLine => {
    const { kind, number, quantity, unitPrice, taxRate } = line;
    const item = kind === "item" ? items.find((one) => one.number === number) : undefined;
    if (kind === "item" && !item)
      throw invalid(`lines[${index}].number`, refusal("item.missing", { item: number }));
    const amount = lineAmount({ quantity, unitPrice, discount: "0" }, currency);
    const tax = round(multiply(amount, taxRate), exponent(currency));
    return {
      key: `hand-${index + 1}`,
      kind,
      ...(item
        ? { item: { kind: "item", id: item.id }, ...(location === "" ? {} : { location }) }
        : { account: number }),
      description: line.description || item?.description || number,
      quantity,
      unitPrice,
      discount: "0",
      taxes: isZero(taxRate) ? [] : [{ title: "VAT", rate: taxRate, amount: tax }],
    };
  });
  return note === ""
    ? sold
    : [
        ...sold,
        {
          key: "hand-note",
          kind: "comment",
          description: [...note].slice(0, 255).join(""),
          quantity: "0",
          unitPrice: "0",
          discount: "0",
          taxes: [],
        },
      ];
}
