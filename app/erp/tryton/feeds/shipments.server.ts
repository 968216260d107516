import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import { copiedRecords } from "../drafts/copies.server.ts";
import { referenceCodes } from "../reference.server.ts";
import { id } from "../rpc/shapes.ts";
import type { TrytonScope } from "../scope.server.ts";
import type { Change, Source } from "./changes.server.ts";
import type { ShipmentRow } from "./shipment-event.ts";
import {
  SALE_LINE_FIELDS,
  saleLineRow,
  SHIPMENT_FIELDS,
  shipmentEvents,
  shipmentRow,
  saleLineIds,
} from "./shipment-event.ts";

/**
 * Shipments that left, and their packages that were created or changed afterwards: a tracking
 * number often comes later.
 */
export const shipmentSources: readonly Source[] = [
  { model: "stock.shipment.out", domain: [["state", "=", "done"]], changesOnly: true },
  { model: "stock.package", domain: [["shipment.state", "=", "done", "stock.shipment.out"]] },
];

const packageRow = z.object({ id, shipment: z.string() });

export async function readShipmentEvents(
  scope: TrytonScope,
  changes: readonly Change[],
  options: CallOptions,
): Promise<ShipmentEvent[][]> {
  const { tryton } = scope;
  const packages = changes.filter(({ source }) => source === 1).map((change) => change.id);
  const owners =
    packages.length === 0
      ? []
      : await tryton.search(
          { model: "stock.package", domain: [["id", "in", packages]], fields: ["shipment"] },
          packageRow,
          options,
        );
  const ownerOf = new Map(owners.map((row) => [row.id, Number(row.shipment.split(",")[1])]));
  const shipmentOf = (change: Change): number | undefined =>
    change.source === 0 ? change.id : ownerOf.get(change.id);
  const wanted = [...new Set(changes.flatMap((change) => shipmentOf(change) ?? []))];
  if (wanted.length === 0) return changes.map(() => []);
  const shipments = await tryton.search(
    { model: "stock.shipment.out", domain: [["id", "in", wanted]], fields: SHIPMENT_FIELDS },
    shipmentRow,
    options,
  );
  const lineIds = saleLineIds(shipments);
  const lines =
    lineIds.length === 0
      ? []
      : await tryton.search(
          { model: "sale.line", domain: [["id", "in", lineIds]], fields: SALE_LINE_FIELDS },
          saleLineRow,
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
      shipments.map((row) => row.warehouse),
      options,
    ),
    carriers: await referenceCodes(
      scope,
      "shippingAgents",
      shipments.flatMap((row) => row.carrier ?? []),
      options,
    ),
  };
  const byId = new Map<number, ShipmentRow>(shipments.map((row) => [row.id, row]));
  return changes.map((change) => {
    const shipment = byId.get(shipmentOf(change) ?? 0);
    if (!shipment || (change.source === 1 && change.position.at <= (shipment.write_date ?? "")))
      return [];
    return shipmentEvents(shipment, lines, codes, copies);
  });
}
