import { db } from "#app/db/client.server.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { SalesOrderReading } from "#app/erp/port/sales-orders.ts";
import { dayOfColumn } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";
import { absence } from "./read.server.ts";
import { snapshotOf } from "./snapshot.ts";
import { storedAddress } from "./stored-address.ts";
import { bookedLines } from "./stored-lines.ts";

/** A sales order with its lines as they are booked. */
export async function readSalesOrder(scope: Scope, ref: ErpRef): Promise<SalesOrderReading> {
  const row = isUuid(ref.id)
    ? await db.ledgerDocument.findFirst({
        where: { ...scope, id: ref.id, kind: "salesOrder" },
        include: {
          sellTo: { select: { number: true } },
          lines: {
            orderBy: { sequence: "asc" },
            include: { taxes: { orderBy: { position: "asc" } } },
          },
        },
      })
    : null;
  if (!row) throw await absence(scope, ref.id, ref.number);
  const items = await db.ledgerItem.findMany({
    where: { ...scope, id: { in: row.lines.flatMap(({ itemId }) => itemId ?? []) } },
    select: { id: true, number: true },
  });
  const address = (value: unknown) => storedAddress.read(value, `ledger document ${row.id}`);
  const filled = <Key extends string>(key: Key, value: string | null) =>
    (value ? { [key]: value } : {}) as Partial<Record<Key, string>>;
  const booked = bookedLines(
    row.lines.map(({ taxes: _, ...line }) => line),
    row.lines.flatMap(({ taxes }) => taxes),
  );
  return {
    ref: { kind: "salesOrder", id: row.id, number: row.number, version: String(row.version) },
    number: row.number,
    status: snapshotOf(row).status,
    ...filled("externalKey", row.externalKey),
    sellTo: { kind: "customer", id: row.sellToId, number: row.sellTo.number },
    ...filled("email", row.email),
    ...filled("phone", row.phone),
    billToAddress: address(row.billToAddress),
    shipToAddress: address(row.shipToAddress),
    currency: row.currency,
    pricesIncludeTax: row.pricesIncludeTax,
    documentDate: dayOfColumn(row.documentDate),
    ...filled("externalDocumentNumber", row.externalDocumentNumber),
    ...filled("paymentMethod", row.paymentMethod),
    ...filled("note", row.note),
    lines: booked.map(({ kind, itemId, account, itemCharge, ...line }) => ({
      kind,
      number: items.find(({ id }) => id === itemId)?.number ?? account ?? itemCharge ?? "",
      ...(account === null ? {} : { account }),
      description: line.description,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      amount: line.amount,
      taxes: line.taxes.map(({ title, rate, amount }) => ({
        title,
        ...(rate === null ? {} : { rate }),
        amount,
      })),
    })),
    totals: { net: decimalOf(row.net), tax: decimalOf(row.tax), gross: decimalOf(row.gross) },
  };
}
