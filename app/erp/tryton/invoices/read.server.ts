import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { missing, stale } from "#app/erp/refusals.ts";
import { recordId } from "../drafts/record-id.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { InvoiceRow } from "./shape.ts";
import { INVOICE_FIELDS, invoiceRow } from "./shape.ts";
import { versionOf } from "./snapshot.ts";

/** Invoices and credit notes the app made itself; those that Tryton makes of a sale carry no reference. */
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
  if (id === undefined) throw missing(`Tryton has no invoice ${ref.number ?? ref.id}.`);
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
  if (!row)
    throw new ErpError({
      class: "gone",
      message: `The invoice ${ref.number ?? ref.id} is no longer in Tryton: somebody deleted it, or the app's user may not see it. Unlink the order to create a new one.`,
    });
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
      `The invoice ${row.number ?? row.id} was changed in Tryton meanwhile (it is ${row.state} now). Read it again and repeat.`,
    );
  return row;
}
