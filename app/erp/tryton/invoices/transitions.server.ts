import type { RefusalText } from "#app/i18n/refusal-text.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, invalid, refusal, trytonStateName } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { severalCalls } from "../rpc/several-calls.ts";
import { postInvoices } from "./post.server.ts";
import { readInvoice, readUnchangedInvoice } from "./read.server.ts";
import type { InvoiceRow } from "./shape.ts";

/** A button on the invoice as it was read. */
const press = (tryton: Tryton, button: string, row: InvoiceRow, options: CallOptions) =>
  tryton.press(
    { model: "account.invoice", button, ids: [row.id], stamps: { [row.id]: row._timestamp } },
    options,
  );
const called = (row: InvoiceRow): string => row.number ?? row.reference ?? String(row.id);

/** Draft → validated: checked and complete, not yet in the books. */
export async function releaseInvoice(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<InvoiceRow> {
  const row = await readUnchangedInvoice(tryton, ref, options);
  if (row.state !== "draft")
    throw conflict(
      refusal("trytonInvoice.released", {
        invoice: called(row),
        state: trytonStateName(row.state),
      }),
    );
  if (!row["lines."].some(({ type }) => type === "line"))
    throw invalid("lines", refusal("trytonInvoice.onlyComments", { invoice: called(row) }));
  return severalCalls(async () => {
    await press(tryton, "validate_invoice", row, options);
    return mustBe(tryton, row, ["validated"], options);
  });
}

/** What is in the books is not cancelled but credited. */
export async function cancelInvoice(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<{ row: InvoiceRow; reason?: RefusalText }> {
  const row = await readUnchangedInvoice(tryton, ref, options);
  if (row.state === "cancelled") return { row };
  if (row.state === "posted" || row.state === "paid")
    return { row, reason: refusal("trytonInvoice.posted", { invoice: called(row) }) };
  return severalCalls(async () => {
    await press(tryton, "cancel", row, options);
    return { row: await mustBe(tryton, row, ["cancelled"], options) };
  });
}

export async function postInvoice(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<InvoiceRow> {
  const row = await readUnchangedInvoice(tryton, ref, options);
  if (row.state !== "validated")
    throw conflict(
      refusal(row.state === "draft" ? "trytonInvoice.notReleased" : "trytonInvoice.notValidated", {
        invoice: called(row),
        state: trytonStateName(row.state),
      }),
    );
  return severalCalls(async () => {
    await postInvoices(tryton, [row.id], options);
    return mustBe(tryton, row, ["posted", "paid"], options);
  });
}

async function mustBe(
  tryton: Tryton,
  before: InvoiceRow,
  states: InvoiceRow["state"][],
  options: CallOptions,
): Promise<InvoiceRow> {
  const row = await readInvoice(tryton, { id: String(before.id) }, options);
  if (states.includes(row.state)) return row;
  throw conflict(
    refusal("trytonInvoice.passedOver", {
      invoice: called(row),
      state: trytonStateName(row.state),
    }),
  );
}
