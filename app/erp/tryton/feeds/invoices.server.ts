import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { isZero, negate } from "#app/money/decimal.ts";
import { copiedRecords } from "../drafts/copies.server.ts";
import { externalKeyOf } from "../drafts/external-reference.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { decimal } from "../rpc/codec.ts";
import {
  decimalOrNull,
  decimalText,
  id,
  ids,
  instantOrNull,
  instantText,
  text,
  textOrEmpty,
} from "../rpc/shapes.ts";
import { stampOf } from "../rpc/stamp.ts";
import { statusOf } from "../invoices/status.ts";
import { isReturn } from "../sales/snapshot.ts";
import type { Change, Source } from "./changes.server.ts";

/** Of customers, once posted; a credit note is an invoice below zero. A draft that was cancelled never had a number. */
const postedDomain = (feed: InvoiceEvent["feed"]): Wire[] => [
  ["type", "=", "out"],
  ["state", "in", ["posted", "paid", "cancelled"]],
  ["number", "!=", null],
  ["total_amount", feed === "invoices" ? ">=" : "<", decimal("0")],
];

/** Also the payments: one that is taken back leaves more to pay and does not touch the invoice itself. */
export const invoiceSources = (feed: InvoiceEvent["feed"]): readonly Source[] => [
  { model: "account.invoice", changesOnly: true, domain: postedDomain(feed) },
  { model: "account.move.line", changesOnly: true, domain: [["invoice_payments", "!=", null]] },
];

const paymentRow = z.object({ id, invoice_payments: ids });

const sale = z.object({
  id,
  number: textOrEmpty,
  reference: textOrEmpty,
  total_amount: decimalOrNull,
});
const row = z.object({
  id,
  number: text,
  state: z.enum(["posted", "paid", "cancelled"]),
  reference: textOrEmpty,
  create_date: instantText,
  write_date: instantOrNull,
  untaxed_amount: decimalText,
  tax_amount: decimalText,
  total_amount: decimalText,
  amount_to_pay: decimalText,
  "currency.": z.object({ code: text }),
  "move.": z.object({ create_date: instantText }).nullable(),
  "sales.": z.array(sale),
  "lines.": z.array(z.object({ origin: z.string().nullable() })),
});
type Row = z.output<typeof row>;
type Sale = z.output<typeof sale>;

const FIELDS = [
  "number",
  "state",
  "reference",
  "create_date",
  "write_date",
  "untaxed_amount",
  "tax_amount",
  "total_amount",
  "amount_to_pay",
  "currency.code",
  "move.create_date",
  "sales.number",
  "sales.reference",
  "sales.total_amount",
  "lines.origin",
];

export async function readInvoiceEvents(
  tryton: Tryton,
  feed: InvoiceEvent["feed"],
  changes: readonly Change[],
  options: CallOptions,
): Promise<InvoiceEvent[][]> {
  const payments = changes.filter(({ source }) => source === 1).map((change) => change.id);
  const paid =
    payments.length === 0
      ? []
      : await tryton.search(
          {
            model: "account.move.line",
            domain: [["id", "in", payments]],
            fields: ["invoice_payments"],
          },
          paymentRow,
          options,
        );
  const invoicesOf = (change: Change): number[] =>
    change.source === 0
      ? [change.id]
      : (paid.find((line) => line.id === change.id)?.invoice_payments ?? []);
  const wanted = [...new Set(changes.flatMap(invoicesOf))];
  if (wanted.length === 0) return changes.map(() => []);
  const rows = await tryton.search(
    {
      model: "account.invoice",
      domain: [["id", "in", wanted], ...postedDomain(feed)],
      fields: FIELDS,
    },
    row,
    options,
  );
  const credited = await creditedSales(tryton, rows, options);
  const copies = {
    sales: await copiedRecords(
      tryton,
      "sale.sale",
      [...rows.flatMap((invoice) => invoice["sales."]), ...[...credited.values()].flat()],
      options,
    ),
    invoices: await copiedRecords(tryton, "account.invoice", rows, options),
  };
  return changes.map((change) =>
    invoicesOf(change).flatMap((invoice) => {
      const found = rows.find((candidate) => candidate.id === invoice);
      // An invoice that was changed together with its payment, or after it, tells itself.
      return found && (change.source === 0 || change.position.at > stampOf(found))
        ? [event(feed, found, credited, copies)]
        : [];
    }),
  );
}

const CREDITED = /^account\.invoice\.line,(\d+)$/;

/**
 * The sales of the invoices whose lines a credit note takes back, by the line taken back: Tryton
 * names only the line.
 */
async function creditedSales(
  tryton: Tryton,
  rows: readonly Row[],
  options: CallOptions,
): Promise<Map<number, Sale[]>> {
  const lines = rows.filter((invoice) => invoice["sales."].length === 0).flatMap(originLines);
  if (lines.length === 0) return new Map();
  const found = await tryton.search(
    {
      model: "account.invoice.line",
      domain: [["id", "in", [...new Set(lines)]]],
      fields: ["invoice.sales.number", "invoice.sales.reference", "invoice.sales.total_amount"],
    },
    z.object({ id, "invoice.": z.object({ "sales.": z.array(sale) }).nullable() }),
    options,
  );
  return new Map(found.map((line) => [line.id, line["invoice."]?.["sales."] ?? []]));
}

const originLines = (invoice: Row): number[] =>
  invoice["lines."].flatMap(({ origin }) => {
    const line = CREDITED.exec(origin ?? "")?.[1];
    return line === undefined ? [] : [Number(line)];
  });

function event(
  feed: InvoiceEvent["feed"],
  invoice: Row,
  credited: ReadonlyMap<number, Sale[]>,
  copies: { sales: ReadonlySet<number>; invoices: ReadonlySet<number> },
): InvoiceEvent {
  const kind = feed === "invoices" ? "salesInvoice" : "creditMemo";
  const signed = (amount: Decimal): Decimal =>
    feed === "invoices" || isZero(amount) ? amount : negate(amount);
  const totals = {
    net: signed(invoice.untaxed_amount),
    tax: signed(invoice.tax_amount),
    gross: signed(invoice.total_amount),
  };
  const remaining = signed(invoice.amount_to_pay);
  const status = statusOf(invoice);
  const ref: ErpRef = {
    kind,
    id: String(invoice.id),
    number: invoice.number,
    version: stampOf(invoice),
  };
  const sales = [
    ...new Map(
      [
        ...invoice["sales."],
        ...originLines(invoice).flatMap((line) => credited.get(line) ?? []),
      ].map((each) => [each.id, each]),
    ).values(),
  ];
  const own = copies.invoices.has(invoice.id) ? [] : [invoice.reference];
  const externalKey = [
    ...own,
    ...sales.filter((each) => !copies.sales.has(each.id)).map(({ reference }) => reference),
  ]
    .map(externalKeyOf)
    .find((key) => key !== undefined);
  return {
    feed,
    dedupeKey: `${kind}:${invoice.id}:${status}:${totals.gross}:${remaining}`,
    ref,
    number: invoice.number,
    orderRefs:
      sales.length === 0
        ? [{ kind, id: ref.id, number: invoice.number }]
        : sales.map(({ id: saleId, number, ...row }) => ({
            kind: isReturn(row) ? "returnOrder" : "salesOrder",
            id: String(saleId),
            ...(number ? { number } : {}),
          })),
    ...(externalKey === undefined ? {} : { externalKey }),
    ...(invoice.reference === "" ? {} : { reference: invoice.reference }),
    status,
    postedAt: invoice["move."]?.create_date ?? stampOf(invoice),
    totals,
    remaining,
    currency: invoice["currency."].code,
  };
}
