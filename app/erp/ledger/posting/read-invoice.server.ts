import { db } from "#app/db/client.server.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import { isLineKind } from "#app/erp/port/line-kinds.ts";
import type { PostedInvoiceLine, PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { sharesOf } from "#app/erp/tax-shares.ts";
import { dayOfColumn } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { absence } from "../documents/read.server.ts";
import { storedAddress } from "../documents/stored-address.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";

const WHOLE = {
  lines: { orderBy: { sequence: "asc" } },
  document: {
    include: {
      billTo: { select: { number: true } },
      lines: { include: { taxes: { orderBy: { position: "asc" } } } },
    },
  },
} as const;

/** A posted invoice with its lines; texts of its document stand among them without an amount. */
export async function readPostedInvoice(scope: Scope, ref: ErpRef): Promise<PostedInvoiceReading> {
  const row = isUuid(ref.id)
    ? await db.ledgerPostedInvoice.findFirst({
        where: { ...scope, id: ref.id, kind: "salesInvoice" },
        include: WHOLE,
      })
    : null;
  if (!row) throw await absence(scope, ref.id, ref.number);
  const { document } = row;
  const items = await db.ledgerItem.findMany({
    where: { ...scope, id: { in: document.lines.flatMap(({ itemId }) => itemId ?? []) } },
    select: { id: true, number: true },
  });
  const posted = new Map(row.lines.map((line) => [line.documentLineId, line]));
  const lines = [...document.lines]
    .sort((a, b) => a.sequence - b.sequence)
    .flatMap((line): PostedInvoiceLine[] => {
      const part = posted.get(line.id);
      const kind = isLineKind(line.kind) ? line.kind : "fee";
      const common = {
        kind,
        number:
          items.find(({ id }) => id === line.itemId)?.number ??
          line.account ??
          line.itemCharge ??
          "",
        ...(line.account === null ? {} : { account: line.account }),
        description: line.description,
      };
      if (!part)
        return kind === "comment"
          ? [{ ...common, quantity: "0", unitPrice: "0", amount: "0", taxes: [] }]
          : [];
      const shares = sharesOf(
        decimalOf(part.tax),
        line.taxes.map(({ amount }) => decimalOf(amount)),
        row.currency,
      );
      return [
        {
          ...common,
          quantity: decimalOf(part.quantity),
          unitPrice: decimalOf(line.unitPrice),
          amount: decimalOf(part.amount),
          taxes: line.taxes.map((tax, index) => ({
            title: tax.title,
            ...(tax.rate === null ? {} : { rate: decimalOf(tax.rate) }),
            amount: shares[index] ?? "0",
          })),
        },
      ];
    });
  const address = (value: unknown) => storedAddress.read(value, `ledger document ${document.id}`);
  return {
    ref: { kind: "salesInvoice", id: row.id, number: row.number, version: String(row.version) },
    number: row.number,
    status: row.status as InvoiceEvent["status"],
    billTo: { kind: "customer", id: row.billToId, number: document.billTo.number },
    ...(document.email === "" ? {} : { email: document.email }),
    billToAddress: address(document.billToAddress),
    shipToAddress: address(document.shipToAddress),
    currency: row.currency,
    pricesIncludeTax: document.pricesIncludeTax,
    postedAt: row.postedAt.toISOString(),
    documentDate: dayOfColumn(document.documentDate),
    ...(row.dueDate === null ? {} : { dueDate: dayOfColumn(row.dueDate) }),
    ...(document.paymentTerms === null ? {} : { paymentTerms: document.paymentTerms }),
    ...(document.externalDocumentNumber === ""
      ? {}
      : { externalDocumentNumber: document.externalDocumentNumber }),
    lines,
    totals: { net: decimalOf(row.net), tax: decimalOf(row.tax), gross: decimalOf(row.gross) },
    remaining: decimalOf(row.remaining),
  };
}
