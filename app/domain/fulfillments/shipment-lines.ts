import type { Capabilities } from "#app/erp/capabilities.ts";
import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import { add, compare, min, multiply, subtract } from "#app/money/decimal.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { ShippedLine } from "./plan-fulfillment.ts";
import type { LineId } from "#app/lib/ids.ts";

/** A line of the sales document as it was planned: what links a shipment's line to a Shopify order line. */
export interface DocumentLine {
  key: string;
  kind: string;
  description: string;
  quantity: Decimal;
  item?: { id: string } | undefined;
  shopifyLineId?: LineId | undefined;
  components?: { lineId: LineId; quantity: number }[] | undefined;
}

/** Something that was shipped and is no line of the document: what the ERP calls it, and how many. */
export interface BeyondOrder {
  name: string;
  quantity: Decimal;
}

export interface SplitShipment {
  lines: ShippedLine[];
  beyond: BeyondOrder[];
}

/**
 * Shopify order lines and quantities really shipped (F-10): item lines of the order with a quantity above zero, one entry per order line. Accounts, tips and gift cards are
 * left out; lines that the ERP added, or whose reference matches no line of the document, are named apart. How a shipment's line names the document's is the adapter's word
 * (`shipmentLineLink`).
 */
export function shippedLines(
  lines: ShipmentEvent["lines"],
  document: readonly DocumentLine[],
  link: Capabilities["shipmentLineLink"],
): SplitShipment {
  const beyond: BeyondOrder[] = [];
  const shipped = new Map<LineId, { line: DocumentLine; quantity: Decimal }>();
  const ship = (line: DocumentLine, quantity: Decimal): void => {
    if (line.kind !== "item") return;
    const count = (id: LineId, pieces: Decimal): void =>
      void shipped.set(id, { line, quantity: add(shipped.get(id)?.quantity ?? "0", pieces) });
    // A bundle that is one item in the ERP is several lines of the order.
    for (const part of line.components ?? [])
      count(part.lineId, multiply(quantity, String(part.quantity)));
    if (line.shopifyLineId !== undefined) count(line.shopifyLineId, quantity);
  };
  for (const { orderLineKey, sequence, item, quantity } of lines) {
    if (compare(quantity, "0") <= 0) continue;
    const name = item?.number ?? item?.id ?? orderLineKey ?? `#${sequence ?? ""}`;
    if (link === "item") {
      const own = document.filter(
        (line) => line.item?.id !== undefined && line.item.id === item?.id,
      );
      if (own.length === 0) beyond.push({ name, quantity });
      spread(own, quantity, ship, ({ shopifyLineId: id }) =>
        id === undefined ? "0" : (shipped.get(id)?.quantity ?? "0"),
      );
      continue;
    }
    const line =
      link === "orderLine"
        ? document.find(({ key }) => key === orderLineKey)
        : sequence === undefined
          ? undefined
          : document[sequence - 1];
    if (line) ship(line, quantity);
    else beyond.push({ name, quantity });
  }
  // Pieces are counted, so a number is exact wherever it is whole; anything else is refused when it is planned.
  return {
    lines: [...shipped].map(([lineId, { line, quantity }]) => ({
      lineId,
      quantity: Number(quantity),
      description: line.description,
    })),
    beyond,
  };
}

/** An ERP that only names the item: its document lines are filled in their order, what is over goes on the last. */
function spread(
  lines: readonly DocumentLine[],
  quantity: Decimal,
  ship: (line: DocumentLine, quantity: Decimal) => void,
  already: (line: DocumentLine) => Decimal,
): void {
  let left = quantity;
  lines.forEach((line, index) => {
    const room = subtract(line.quantity, already(line));
    const part = index === lines.length - 1 ? left : min(left, compare(room, "0") > 0 ? room : "0");
    if (compare(part, "0") <= 0) return;
    ship(line, part);
    left = subtract(left, part);
  });
}
