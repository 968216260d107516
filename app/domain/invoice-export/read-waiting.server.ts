import { randomUUID } from "node:crypto";
import type { ExportedInvoice } from "#app/db/generated/client.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";

/** An invoice as the ERP has it now, or what the ERP says instead of it. */
export interface Read {
  row: ExportedInvoice;
  invoice: PostedInvoiceReading | { refused: string };
}

/** What will not be otherwise when it is asked again. */
const LASTING = new Set(["gone", "notFound", "validation"]);

/** Reads them one after the other. An error that passes ends it: what was read until then is answered beside it. */
export async function readWaiting(
  rows: readonly ExportedInvoice[],
  { port }: OpenPort,
): Promise<{ read: Read[]; error?: unknown }> {
  const read: Read[] = [];
  for (const row of rows) {
    const ref = { kind: "salesInvoice" as const, id: row.erpId, number: row.number };
    try {
      read.push({ row, invoice: await port.readPostedInvoice(ref, { traceId: randomUUID() }) });
    } catch (error) {
      if (!(error instanceof ErpError) || !LASTING.has(error.detail.class)) return { read, error };
      read.push({ row, invoice: { refused: error.detail.message } });
    }
  }
  return { read };
}
