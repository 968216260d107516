import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { conflict, refusal } from "#app/erp/refusals.ts";
import { pressAnswering } from "../press.server.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { id, text } from "../rpc/shapes.ts";

/** Posts each of the invoices and reads it back; one that Tryton passed over is said. */
export async function postInvoices(
  tryton: Tryton,
  invoices: readonly number[],
  options: CallOptions,
): Promise<void> {
  for (const invoice of invoices) {
    await pressAnswering(
      tryton,
      { model: "account.invoice", button: "post", ids: [invoice] },
      options,
    );
    const [after] = await tryton.search(
      { model: "account.invoice", domain: [["id", "=", invoice]], fields: ["number", "state"] },
      z.object({ id, number: text.nullable(), state: text }),
      options,
    );
    if (after?.state !== "posted" && after?.state !== "paid")
      throw conflict(refusal("trytonInvoice.notPosted", { invoice: after?.number ?? invoice }));
  }
}
