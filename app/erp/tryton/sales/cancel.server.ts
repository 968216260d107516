import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { severalCalls } from "../rpc/several-calls.ts";
import { readSale } from "./read.server.ts";
import { readUnchanged } from "./release.server.ts";
import type { SaleRow } from "./shape.ts";

/** Drafts and quotations are cancelled; a confirmed sale is not, since its shipments and invoices are people's work by then. */
export async function cancelSale(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<{ row: SaleRow; reason?: string }> {
  const row = await readUnchanged(tryton, ref, options);
  if (row.state === "cancelled") return { row };
  if (row.state !== "draft" && row.state !== "quotation") {
    return {
      row,
      reason: `The sale ${row.number ?? row.id} is confirmed, and Tryton cancels only what is not. Cancel its open shipments and invoices in Tryton, or make a credit note for what was invoiced.`,
    };
  }
  const after = await severalCalls(async () => {
    await tryton.press("sale.sale", "cancel", [row.id], options, {
      _timestamp: { [`sale.sale,${row.id}`]: row._timestamp },
    });
    return readSale(tryton, { id: String(row.id) }, options);
  });
  if (after.state !== "cancelled")
    throw conflict(
      `Tryton answered as if the sale ${after.number ?? after.id} had been cancelled, but it was not. Look at it in Tryton.`,
    );
  return { row: after };
}
