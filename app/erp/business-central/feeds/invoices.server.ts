import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import { postedNumbers } from "../documents/posted.server.ts";
import type { DocumentRow } from "../documents/shape.ts";
import { externalKeyOf } from "../documents/snapshot.ts";
import type { BcScope } from "../scope.server.ts";
import { NO_GUID, PORTION, portions } from "../wire/filter.ts";

type Feed = "invoices" | "creditMemos";

/** Posted invoices and credit memos; drafts are in the same sets and are passed over. */
export async function readInvoiceEvents(
  scope: BcScope,
  feed: Feed,
  rows: readonly DocumentRow[],
  options: CallOptions,
): Promise<InvoiceEvent[][]> {
  const kind = feed === "invoices" ? "salesInvoice" : "creditMemo";
  const unsure = rows.filter(({ status, orderNumber }) => status === "Open" && !orderNumber);
  const posted = new Set<string>();
  for (const part of portions(
    unsure.map(({ number }) => number),
    PORTION,
  ))
    for (const number of await postedNumbers(scope, kind, part, options)) posted.add(number);
  return rows.map((row) => {
    if (row.status === "Draft" || row.status === "In_x0020_Review") return [];
    if (unsure.includes(row) && !posted.has(row.number)) return [];
    return [eventOf(feed, row)];
  });
}

function statusOf(feed: Feed, status: string): InvoiceEvent["status"] {
  if (status === "Canceled") return "cancelled";
  // An invoice that corrects a credit memo asks nobody for money.
  if (status === "Paid" || (status === "Corrective" && feed === "invoices")) return "paid";
  return "posted";
}

function eventOf(feed: Feed, row: DocumentRow): InvoiceEvent {
  const status = statusOf(feed, row.status);
  const gross = row.totalAmountIncludingTax;
  // What is left of a credit memo is not told.
  const remaining = row.remainingAmount ?? (status === "posted" ? gross : "0");
  const externalKey = externalKeyOf(row.externalDocumentNumber);
  const order = row.orderId ?? NO_GUID;
  const invoice = row.invoiceId ?? NO_GUID;
  return {
    feed,
    dedupeKey: [row.id, row.status, remaining].join("|"),
    ref: {
      kind: feed === "invoices" ? "salesInvoice" : "creditMemo",
      id: row.id,
      number: row.number,
    },
    number: row.number,
    orderRefs:
      order === NO_GUID
        ? []
        : [
            {
              kind: "salesOrder",
              id: order,
              ...(row.orderNumber ? { number: row.orderNumber } : {}),
            },
          ],
    ...(externalKey === undefined ? {} : { externalKey }),
    ...(row.externalDocumentNumber === "" ? {} : { reference: row.externalDocumentNumber }),
    ...(invoice === NO_GUID ? {} : { credits: [{ kind: "salesInvoice", id: invoice }] }),
    status,
    postedAt: row.lastModifiedDateTime,
    totals: { net: row.totalAmountExcludingTax, tax: row.totalTaxAmount, gross },
    remaining,
    currency: row.currencyCode,
  };
}
