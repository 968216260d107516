import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { gone, missing, refusal, stale, trytonStateName } from "#app/erp/refusals.ts";
import { recordId } from "../drafts/record-id.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { InvoiceRow } from "./shape.ts";
import { INVOICE_FIELDS, invoiceRow } from "./shape.ts";
import { versionOf } from "./snapshot.ts";

/** Invoices and credit notes the app created itself; those that Tryton creates from a sale have no reference. */
export const invoicesByReference = (
  tryton: Tryton,
  references: string[],
  options: CallOptions,
): Promise<InvoiceRow[]> =>
  tryton.search(
    {
      model: "account.invoice",
      domain: [
        ["reference", "in", references],
        ["type", "=", "out"],
      ],
      fields: INVOICE_FIELDS,
    },
    invoiceRow,
    options,
  );

/** Throws `gone` for one that Tryton no longer has, `notFound` for what can be no id of it. */
export async function readInvoice(
  tryton: Tryton,
  ref: Pick<ErpRef, "id" | "number">,
  options: CallOptions,
): Promise<InvoiceRow> {
  const id = recordId(ref.id);
  if (id === undefined)
    throw missing(refusal("trytonInvoice.missing", { invoice: ref.number ?? ref.id }));
  const [row] = await tryton.search(
    {
      model: "account.invoice",
      domain: [
        ["id", "=", id],
        ["type", "=", "out"],
      ],
      fields: INVOICE_FIELDS,
    },
    invoiceRow,
    options,
  );
  if (!row) throw gone(refusal("trytonInvoice.gone", { invoice: ref.number ?? ref.id }));
  return row;
}

/** As it stands, refused when it changed since the caller read it. */
export async function readUnchangedInvoice(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<InvoiceRow> {
  const row = await readInvoice(tryton, ref, options);
  if (ref.version !== undefined && ref.version !== versionOf(row))
    throw stale(
      refusal("trytonInvoice.changed", {
        invoice: row.number ?? row.id,
        state: trytonStateName(row.state),
      }),
    );
  return row;
}
