import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import { add } from "#app/money/decimal.ts";
import type { DocumentRow, ShipmentRow } from "./shape.ts";
import { externalKeyOf, lineKindOf } from "./snapshot.ts";
import { placeOf } from "./sets.ts";

interface Left {
  id: string;
  invoices: readonly DocumentRow[];
  shipments: readonly ShipmentRow[];
}

/** An order that Business Central deleted when the last of it was invoiced, as its posted documents tell it. */
export function closedOrder({ id, invoices, shipments }: Left): DocumentSnapshot {
  const lines = new Map<number, DocumentSnapshot["lines"][number]>();
  for (const invoice of invoices)
    for (const line of invoice.lines) {
      const before = lines.get(line.sequence);
      const amount = invoice.pricesIncludeTax ? line.amountIncludingTax : line.amountExcludingTax;
      const quantity = add(before?.quantity ?? "0", line.quantity);
      lines.set(line.sequence, {
        lineId: before?.lineId ?? line.id,
        sequence: placeOf(line.sequence) ?? 0,
        kind: lineKindOf(line.lineType),
        description: line.description,
        quantity,
        shipped: before?.shipped ?? "0",
        invoiced: lineKindOf(line.lineType) === "comment" ? "0" : quantity,
        amount: add(before?.amount ?? "0", amount),
      });
    }
  for (const shipment of shipments)
    for (const { sequence, lineType, quantity } of shipment.salesShipmentLines ?? []) {
      const line = lines.get(sequence);
      if (line && lineType === "Item") line.shipped = add(line.shipped, quantity);
    }
  const total = (field: "totalAmountExcludingTax" | "totalTaxAmount" | "totalAmountIncludingTax") =>
    add("0", ...invoices.map((invoice) => invoice[field]));
  const [first] = invoices;
  const [shipment] = shipments;
  const externalKey = externalKeyOf(
    first?.externalDocumentNumber ?? shipment?.externalDocumentNumber ?? "",
  );
  return {
    ref: {
      kind: "salesOrder",
      id,
      number: first?.orderNumber ?? shipment?.orderNumber ?? "",
      version: "closed",
    },
    ...(externalKey === undefined ? {} : { externalKey }),
    kind: "salesOrder",
    status: "closed",
    currency: first?.currencyCode ?? shipment?.currencyCode ?? "",
    totals: {
      net: total("totalAmountExcludingTax"),
      tax: total("totalTaxAmount"),
      gross: total("totalAmountIncludingTax"),
    },
    changedAt: [...invoices, ...shipments]
      .map(({ lastModifiedDateTime }) => lastModifiedDateTime)
      .reduce((latest, at) => (at > latest ? at : latest), ""),
    lines: [...lines].sort(([a], [b]) => a - b).map(([, line]) => line),
  };
}
