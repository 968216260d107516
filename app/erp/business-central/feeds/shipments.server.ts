import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ShipmentEvent } from "#app/erp/port/feeds.ts";
import { companyOf } from "../company.server.ts";
import { shipmentRow } from "../documents/shape.ts";
import type { ShipmentRow } from "../documents/shape.ts";
import type { BcScope } from "../scope.server.ts";
import { publishedRows } from "../web-service.server.ts";
import { PORTION, anyOf, portions, quoted } from "../wire/filter.ts";
import { text } from "../wire/shapes.ts";
import { ordersByNumber } from "./orders-of.server.ts";
import type { Carriage } from "./shipment-event.ts";
import { shipmentEvent } from "./shipment-event.ts";

export async function readShipmentEvents(
  scope: BcScope,
  rows: readonly ShipmentRow[],
  options: CallOptions,
): Promise<ShipmentEvent[][]> {
  const shipments = await Promise.all(rows.map((row) => withOwnLines(scope, row, options)));
  const orders = await ordersByNumber(
    scope,
    rows.map(({ orderNumber }) => orderNumber),
    options,
  );
  const carriages = await carriagesOf(scope, rows, options);
  return shipments.map((row) => {
    const event = shipmentEvent(row, orders.get(row.orderNumber), carriages.get(row.number));
    return event ? [event] : [];
  });
}

/** Whether a list gives each shipment its own lines is not proved; one with others is read alone. */
async function withOwnLines(
  scope: BcScope,
  row: ShipmentRow,
  options: CallOptions,
): Promise<ShipmentRow> {
  const lines = row.salesShipmentLines ?? [];
  if (lines.length > 0 && lines.every(({ documentId }) => documentId === row.id)) return row;
  const { path } = await companyOf(scope, options);
  return scope.api.one(
    `${path}/salesShipments(${row.id})`,
    "salesShipmentLines",
    shipmentRow,
    options,
  );
}

const posted = z.object({
  No: text,
  Shipping_Agent_Code: text.default(""),
  Shipping_Agent_Service_Code: text.default(""),
  Package_Tracking_No: text.default(""),
});

/** Agents and tracking numbers, which only a page that an administrator published tells. */
async function carriagesOf(
  scope: BcScope,
  rows: readonly ShipmentRow[],
  options: CallOptions,
): Promise<Map<string, Carriage>> {
  const found = new Map<string, Carriage>();
  const { shipmentService } = scope.settings;
  if (shipmentService === undefined) return found;
  for (const part of portions(
    rows.map(({ number }) => quoted(number)),
    PORTION,
  ))
    for (const row of await publishedRows(
      scope,
      { service: shipmentService, filter: anyOf("No", part) },
      posted,
      options,
    ))
      found.set(row.No, {
        agent: row.Shipping_Agent_Code,
        service: row.Shipping_Agent_Service_Code,
        tracking: row.Package_Tracking_No,
      });
  return found;
}
