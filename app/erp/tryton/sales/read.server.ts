import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions, ErpRef } from "#app/erp/port.ts";
import { missing } from "#app/erp/refusals.ts";
import { recordId } from "../drafts/record-id.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { SaleRow } from "./shape.ts";
import { SALE_FIELDS, saleRow } from "./shape.ts";

/** Sales that carry the reference; a person who copies a sale in Tryton copies its reference too. */
export const salesByReference = (tryton: Tryton, reference: string, options: CallOptions): Promise<SaleRow[]> =>
  tryton.search({ model: "sale.sale", domain: [["reference", "=", reference]], fields: SALE_FIELDS }, saleRow, options);

/** Throws `gone` for one that Tryton no longer has (or no longer shows to the app's user), `notFound` for what can be no id of it. */
export async function readSale(tryton: Tryton, ref: Pick<ErpRef, "id" | "number">, options: CallOptions): Promise<SaleRow> {
  const id = recordId(ref.id);
  if (id === undefined) throw missing(`Tryton has no sale ${ref.number ?? ref.id}. Unlink the order to create a new one.`);
  // Not read(): that is refused like a forbidden record when there is none.
  const [row] = await tryton.search({ model: "sale.sale", domain: [["id", "=", id]], fields: SALE_FIELDS }, saleRow, options);
  if (!row) throw new ErpError({ class: "gone", message: `The sale ${ref.number ?? ref.id} is no longer in Tryton: somebody deleted it, or the app's user may not see it. Unlink the order to create a new one.` });
  return row;
}
