import { randomUUID } from "node:crypto";
import type { ExportedOrder } from "#app/db/generated/client.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { SalesOrderReading } from "#app/erp/port/sales-orders.ts";

/** A sales order as the ERP has it now, with its customer, or what the ERP says instead of it. */
export interface Read {
  row: ExportedOrder;
  said: { order: SalesOrderReading; customer: CustomerReading } | { refused: string } | "gone";
}

const GONE = new Set(["gone", "notFound"]);

/** Reads them one after the other. An error that passes ends it: what was read until then is answered beside it. */
export async function readWaiting(
  rows: readonly ExportedOrder[],
  { port }: OpenPort,
): Promise<{ read: Read[]; error?: unknown }> {
  const read: Read[] = [];
  for (const row of rows) {
    const options = { traceId: randomUUID() };
    const ref = { kind: "salesOrder" as const, id: row.erpId, number: row.number };
    try {
      const order = await port.readSalesOrder(ref, options);
      const customer = await port.readCustomer(order.sellTo, options);
      read.push({ row, said: { order, customer } });
    } catch (error) {
      if (!(error instanceof ErpError)) return { read, error };
      const { class: kind, message } = error.detail;
      if (GONE.has(kind)) read.push({ row, said: "gone" });
      else if (kind === "validation") read.push({ row, said: { refused: message } });
      else return { read, error };
    }
  }
  return { read };
}
