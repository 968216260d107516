/** The three sets of documents that a program may write, and what belongs to each. */
export const KINDS = {
  salesOrders: { lines: "salesOrderLines", prefix: "S-ORD", date: "orderDate", what: "order" },
  salesInvoices: {
    lines: "salesInvoiceLines",
    prefix: "S-INV",
    date: "invoiceDate",
    what: "invoice",
  },
  salesCreditMemos: {
    lines: "salesCreditMemoLines",
    prefix: "S-CRM",
    date: "creditMemoDate",
    what: "credit memo",
  },
} as const;

export type Kind = keyof typeof KINDS;
export const isKind = (name: string): name is Kind => Object.hasOwn(KINDS, name);
export const kindOfLines = (lines: string): Kind | undefined =>
  (Object.keys(KINDS) as Kind[]).find((kind) => KINDS[kind].lines === lines);
