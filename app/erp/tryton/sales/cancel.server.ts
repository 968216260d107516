import type { RefusalText } from "#app/i18n/refusal-text.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, refusal } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { severalCalls } from "../rpc/several-calls.ts";
import { readSale } from "./read.server.ts";
import { readUnchanged } from "./release.server.ts";
import type { SaleRow } from "./shape.ts";

/**
 * Drafts and quotations are cancelled; a confirmed sale is not, since its shipments and invoices
 * are people's work by then.
 */
export async function cancelSale(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<{ row: SaleRow; reason?: RefusalText }> {
  const row = await readUnchanged(tryton, ref, options);
  if (row.state === "cancelled") return { row };
  if (row.state !== "draft" && row.state !== "quotation") {
    return {
      row,
      reason: refusal("sale.confirmed", { sale: row.number ?? row.id }),
    };
  }
  const after = await severalCalls(async () => {
    await tryton.press(
      {
        model: "sale.sale",
        button: "cancel",
        ids: [row.id],
        stamps: { [row.id]: row._timestamp },
      },
      options,
    );
    return readSale(tryton, { id: String(row.id) }, options);
  });
  if (after.state !== "cancelled")
    throw conflict(refusal("sale.notCancelled", { sale: after.number ?? after.id }));
  return { row: after };
}
