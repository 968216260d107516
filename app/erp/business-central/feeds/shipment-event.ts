import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, compare } from "#app/money/decimal.ts";
import { externalKeyOf } from "../documents/snapshot.ts";
import { placeOf } from "../documents/sets.ts";
import type { ShipmentRow } from "../documents/shape.ts";

export interface Carriage {
  agent: string;
  service: string;
  tracking: string;
}

interface Shipped {
  sequence: number;
  item: string;
  quantity: Decimal;
}

/** Goods that really left: what was undone stands beside it with the opposite quantity. */
function netLines(row: ShipmentRow): Shipped[] {
  const lines: Shipped[] = [];
  for (const { sequence, lineType, lineObjectNumber, quantity } of row.salesShipmentLines ?? []) {
    if (lineType !== "Item") continue;
    const undone = compare(quantity, "0") < 0;
    const of = undone
      ? lines.findLast(
          (line) =>
            line.item === lineObjectNumber &&
            line.sequence < sequence &&
            compare(line.quantity, "0") > 0,
        )
      : undefined;
    if (of) of.quantity = add(of.quantity, quantity);
    else lines.push({ sequence, item: lineObjectNumber, quantity });
  }
  return lines;
}

/** Undefined for what ships no goods: accounts are shipped on paper when they are invoiced. */
export function shipmentEvent(
  row: ShipmentRow,
  order: ErpRef | undefined,
  carriage: Carriage | undefined,
): ShipmentEvent | undefined {
  const all = netLines({
    ...row,
    salesShipmentLines: [...(row.salesShipmentLines ?? [])].sort((a, b) => a.sequence - b.sequence),
  });
  if (all.length === 0) return undefined;
  const left = all.filter(({ quantity }) => compare(quantity, "0") > 0);
  const externalKey = externalKeyOf(row.externalDocumentNumber);
  const { agent = "", service = "", tracking = "" } = carriage ?? {};
  const reversed = left.length === 0;
  return {
    feed: "shipments",
    dedupeKey: [
      row.id,
      ...all.map(({ sequence, quantity }) => `${sequence}:${quantity}`),
      agent,
      service,
      tracking,
    ].join("|"),
    ref: { kind: "shipment", id: row.id, number: row.number },
    ...(order ? { orderRef: order } : {}),
    ...(externalKey === undefined ? {} : { orderExternalKey: externalKey }),
    postedAt: row.lastModifiedDateTime,
    lines: (reversed ? all : left).map(({ sequence, item, quantity }) => {
      const place = placeOf(sequence);
      return {
        ...(place === undefined ? {} : { sequence: place }),
        item: { kind: "item", id: item, number: item },
        quantity,
      };
    }),
    ...(agent === "" ? {} : { agentCode: agent }),
    ...(service === "" ? {} : { agentService: service }),
    trackingNumbers: tracking.split(/[\s,;]+/).filter((part) => part !== ""),
    reversed,
  };
}
