import { z } from "zod";
import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, divide, multiply, round } from "#app/money/decimal.ts";
import { externalKeyOf } from "../drafts/external-reference.ts";
import { marksOf, orderLineKey } from "../drafts/line-mark.ts";
import {
  dayOrNull,
  floatAsText,
  id,
  idOrNull,
  instantOrNull,
  instantText,
  text,
  textOrEmpty,
} from "../rpc/shapes.ts";

export const SHIPMENT_FIELDS = [
  "number",
  "effective_date",
  "create_date",
  "write_date",
  "warehouse",
  "carrier",
  "packages.shipping_reference",
  "packages.shipping_tracking_url",
  "outgoing_moves.origin",
  "outgoing_moves.quantity",
  "outgoing_moves.product",
  "outgoing_moves.state",
  "outgoing_moves.write_date",
  "outgoing_moves.uom.factor",
];

const move = z.object({
  id,
  origin: z.string().nullable(),
  quantity: floatAsText,
  product: id,
  state: text,
  write_date: instantOrNull,
  "uom.": z.object({ factor: floatAsText }),
});

export const shipmentRow = z.object({
  id,
  number: textOrEmpty,
  effective_date: dayOrNull,
  create_date: instantText,
  write_date: instantOrNull,
  warehouse: id,
  carrier: idOrNull,
  "packages.": z.array(
    z.object({ id, shipping_reference: textOrEmpty, shipping_tracking_url: textOrEmpty }),
  ),
  "outgoing_moves.": z.array(move),
});
export type ShipmentRow = z.output<typeof shipmentRow>;

/** All lines of the sale come with each line: a mark counts once in a sale, on the oldest line that has it. */
export const SALE_LINE_FIELDS = [
  "unit.factor",
  "sale.number",
  "sale.reference",
  "sale.lines.note",
  "sale.lines.sequence",
];

export const saleLineRow = z.object({
  id,
  "unit.": z.object({ factor: floatAsText }).nullable(),
  "sale.": z.object({
    id,
    number: textOrEmpty,
    reference: textOrEmpty,
    "lines.": z.array(
      z.object({ id, note: z.string().nullable(), sequence: z.number().int().nullable() }),
    ),
  }),
});
export type SaleLineRow = z.output<typeof saleLineRow>;

const ORIGIN = /^sale\.line,(\d+)$/;

const saleLineOf = (origin: string | null): number | undefined => {
  const line = ORIGIN.exec(origin ?? "")?.[1];
  return line === undefined ? undefined : Number(line);
};

export const saleLineIds = (shipments: readonly ShipmentRow[]): number[] => [
  ...new Set(
    shipments.flatMap((shipment) =>
      shipment["outgoing_moves."].flatMap(({ origin }) => saleLineOf(origin) ?? []),
    ),
  ),
];

/** What the reference lists call warehouses and carriers, by Tryton's id. */
export interface Codes {
  warehouses: ReadonlyMap<number, string>;
  carriers: ReadonlyMap<number, string>;
}

/**
 * One event per sale the shipment delivers: usually one, none when people sent goods without a
 * sale. A sale that is a `copy` tells no key: it is another order.
 */
export function shipmentEvents(
  shipment: ShipmentRow,
  lines: readonly SaleLineRow[],
  codes: Codes,
  copies: ReadonlySet<number>,
): ShipmentEvent[] {
  const moved = shipment["outgoing_moves."]
    .filter(({ state }) => state === "done")
    .flatMap((each) => {
      const line = lines.find((candidate) => candidate.id === saleLineOf(each.origin));
      return line ? [{ line, move: each, quantity: inUnitOf(line, each) }] : [];
    });
  const sales = [
    ...new Map(moved.map(({ line }) => [line["sale."].id, line["sale."]])).values(),
  ].sort((a, b) => a.id - b.id);
  return sales.map((sale) => {
    const mine = moved.filter(({ line }) => line["sale."].id === sale.id);
    const marks = marksOf(sale["lines."]);
    const places = new Map(
      [...sale["lines."]]
        .sort((a, b) => (a.sequence ?? -1) - (b.sequence ?? -1) || a.id - b.id)
        .map((line, index) => [line.id, index + 1]),
    );
    const soldLines = [...new Map(mine.map(({ line }) => [line.id, line])).values()].sort(
      (a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0),
    );
    const packages = [...shipment["packages."]].sort((a, b) => a.id - b.id);
    const trackingNumbers = [
      ...new Set(
        packages.map((each) => each.shipping_reference.trim()).filter((number) => number !== ""),
      ),
    ];
    const trackingUrl = packages.find(
      (each) => each.shipping_tracking_url !== "",
    )?.shipping_tracking_url;
    const agent = shipment.carrier === null ? "" : (codes.carriers.get(shipment.carrier) ?? "");
    const location = codes.warehouses.get(shipment.warehouse);
    const externalKey = copies.has(sale.id) ? undefined : externalKeyOf(sale.reference);
    // Goods of several orders in one shipment: each order has its own part.
    const eventId = sales.length === 1 ? String(shipment.id) : `${shipment.id}-${sale.id}`;
    const lines = soldLines.map((line) => {
      const key = orderLineKey(marks.get(line.id));
      const parts = mine.filter((part) => part.line.id === line.id);
      return {
        ...(key === undefined ? {} : { orderLineKey: key }),
        sequence: places.get(line.id) ?? 0,
        item: { kind: "item" as const, id: String(parts[0]?.move.product) },
        quantity: add("0", ...parts.map(({ quantity }) => quantity)),
      };
    });
    return {
      feed: "shipments",
      dedupeKey: [
        "shipment",
        eventId,
        "done",
        ...soldLines.map((line, index) => `${line.id}=${lines[index]?.quantity ?? ""}`),
        agent,
        ...trackingNumbers,
      ].join(":"),
      ref: {
        kind: "shipment",
        id: eventId,
        ...(shipment.number ? { number: shipment.number } : {}),
        version: shipment.write_date ?? shipment.create_date,
      },
      orderRef: {
        kind: "salesOrder",
        id: String(sale.id),
        ...(sale.number ? { number: sale.number } : {}),
      },
      ...(externalKey === undefined ? {} : { orderExternalKey: externalKey }),
      postedAt: postedAt(shipment),
      lines: lines,
      ...(agent ? { agentCode: agent } : {}),
      trackingNumbers,
      ...(trackingUrl === undefined ? {} : { trackingUrl }),
      ...(location === undefined ? {} : { location }),
      // A shipment that is done stays done in Tryton; goods that come back are a return of their own.
      reversed: false,
    };
  });
}

/** Boxes may leave as pieces: the quantity in the unit the line was sold in. */
function inUnitOf(line: SaleLineRow, { quantity, "uom.": unit }: z.output<typeof move>): Decimal {
  const sold = line["unit."]?.factor ?? unit.factor;
  return sold === unit.factor ? quantity : round(divide(multiply(quantity, unit.factor), sold), 6);
}

/** The moment its goods were moved, unless a person dated it on another day. */
function postedAt(shipment: ShipmentRow): string {
  const moments = shipment["outgoing_moves."].flatMap((each) => each.write_date ?? []).sort();
  const moment = moments[0] ?? shipment.write_date ?? shipment.create_date;
  const day = shipment.effective_date;
  if (
    day === null ||
    Math.abs(Date.parse(`${day}T12:00:00Z`) - Date.parse(moment)) <= 36 * 3_600_000
  )
    return moment;
  return `${day}T12:00:00.000000Z`;
}
