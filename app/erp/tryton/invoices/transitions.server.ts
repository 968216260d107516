import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, invalid } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { severalCalls } from "../rpc/several-calls.ts";
import { postInvoices } from "./post.server.ts";
import { readInvoice, readUnchangedInvoice } from "./read.server.ts";
import type { InvoiceRow } from "./shape.ts";

const stampOf = (row: InvoiceRow): { _timestamp: Record<string, string> } => ({
  _timestamp: { [`account.invoice,${row.id}`]: row._timestamp },
});
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
      `The invoice ${called(row)} is ${row.state} already and cannot be released again. Nothing was changed.`,
    );
  if (!row["lines."].some(({ type }) => type === "line"))
    throw invalid(
      "lines",
      `The invoice ${called(row)} has nothing but comments. Add a line, or delete it.`,
    );
  return severalCalls(async () => {
    await tryton.press("account.invoice", "validate_invoice", [row.id], options, stampOf(row));
    return mustBe(tryton, row, ["validated"], options);
  });
}

/** What is in the books is not cancelled but credited. */
export async function cancelInvoice(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<{ row: InvoiceRow; reason?: string }> {
  const row = await readUnchangedInvoice(tryton, ref, options);
  if (row.state === "cancelled") return { row };
  if (row.state === "posted" || row.state === "paid")
    return { row, reason: `The invoice ${called(row)} is posted. Make a credit note instead.` };
  return severalCalls(async () => {
    await tryton.press("account.invoice", "cancel", [row.id], options, stampOf(row));
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
      `The invoice ${called(row)} is ${row.state}. ${row.state === "draft" ? "Release it first." : "Nothing was changed."}`,
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
  throw new ErpError({
    class: "stateConflict",
    message: `Tryton answered as if all were done, but the invoice ${called(row)} is still ${row.state}. Look at it in Tryton.`,
  });
}
