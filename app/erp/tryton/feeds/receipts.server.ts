import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ReceiptEvent } from "#app/erp/port/feeds.ts";
import { copiedRecords } from "../drafts/copies.server.ts";
import { referenceCodes } from "../reference.server.ts";
import type { TrytonScope } from "../scope.server.ts";
import { readSales } from "../sales/read.server.ts";
import { isReturn, saleSnapshot } from "../sales/snapshot.ts";
import type { Change, Source } from "./changes.server.ts";
import {
  SALE_LINE_FIELDS,
  saleLineIds,
  saleLineRow,
  SHIPMENT_FIELDS,
  shipmentEvents,
  shipmentRow,
} from "./shipment-event.ts";

/** Return shipments of customers that came in. */
export const receiptSources: readonly Source[] = [
  {
    model: "stock.shipment.out.return",
    domain: [["state", "in", ["received", "done"]]],
    changesOnly: true,
  },
];

/** As a shipment that leaves: what came in stands for what went out, and no parcel is known. */
const receiptRow = z
  .object({
    ...shipmentRow.omit({ carrier: true, "packages.": true, "outgoing_moves.": true }).shape,
    "incoming_moves.": shipmentRow.shape["outgoing_moves."],
  })
  .transform(({ "incoming_moves.": moves, ...row }) => ({
    ...row,
    carrier: null,
    "packages.": [],
    "outgoing_moves.": moves,
  }));

const FIELDS = SHIPMENT_FIELDS.filter(
  (field) => field !== "carrier" && !field.startsWith("packages."),
).map((field) => field.replace("outgoing_moves.", "incoming_moves."));

export async function readReceiptEvents(
  scope: TrytonScope,
  changes: readonly Change[],
  options: CallOptions,
): Promise<ReceiptEvent[][]> {
  const { tryton } = scope;
  if (changes.length === 0) return [];
  const ids = [...new Set(changes.map(({ id }) => id))];
  const receipts = await tryton.search(
    { model: "stock.shipment.out.return", domain: [["id", "in", ids]], fields: FIELDS },
    receiptRow,
    options,
  );
  const lineIds = saleLineIds(receipts);
  const lines =
    lineIds.length === 0
      ? []
      : await tryton.search(
          { model: "sale.line", domain: [["id", "in", lineIds]], fields: SALE_LINE_FIELDS },
          saleLineRow,
          options,
        );
  const sales = await readSales(
    tryton,
    lines.map((line) => line["sale."].id),
    options,
  );
  const copies = await copiedRecords(
    tryton,
    "sale.sale",
    lines.map((line) => line["sale."]),
    options,
  );
  const codes = {
    warehouses: await referenceCodes(
      scope,
      "locations",
      receipts.map((row) => row.warehouse),
      options,
    ),
    carriers: new Map<number, string>(),
  };
  return changes.map(({ id }) => {
    const receipt = receipts.find((row) => row.id === id);
    return receipt
      ? shipmentEvents(receipt, lines, codes, copies).flatMap((event): ReceiptEvent[] => {
          const sale = sales.find((row) => String(row.id) === event.orderRef?.id);
          // What came back of an order that is no return order is nobody's to credit.
          if (!sale || !isReturn(sale)) return [];
          const { ref, status } = saleSnapshot(sale);
          const { feed: _feed, trackingNumbers: _numbers, orderRef: _of, ...common } = event;
          return [
            {
              ...common,
              feed: "receipts",
              dedupeKey: `${event.dedupeKey.replace("shipment:", "receipt:")}:${status}`,
              ref: { ...event.ref, kind: "receipt" },
              orderRef: ref,
              orderStatus: status,
            },
          ];
        })
      : [];
  });
}
