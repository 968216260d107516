import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { gone, missing, refusal } from "#app/erp/refusals.ts";
import { recordId } from "../drafts/record-id.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { ReleaseRow, SaleHeadRow, SaleRow } from "./shape.ts";
import {
  RELEASE_FIELDS,
  releaseRow,
  SALE_FIELDS,
  SALE_HEAD_FIELDS,
  saleHeadRow,
  saleRow,
} from "./shape.ts";

/** Sales that carry one of the references; a person who copies a sale in Tryton copies its reference too. */
export const salesByReference = (
  tryton: Tryton,
  references: string[],
  options: CallOptions,
): Promise<SaleRow[]> =>
  tryton.search(
    { model: "sale.sale", domain: [["reference", "in", references]], fields: SALE_FIELDS },
    saleRow,
    options,
  );

/** Throws `notFound` for what can be no id of a sale. */
export function saleId(ref: Pick<ErpRef, "id" | "number">): number {
  const id = recordId(ref.id);
  if (id === undefined) throw missing(refusal("sale.missing", { sale: ref.number ?? ref.id }));
  return id;
}

/** Throws `gone` for one that Tryton no longer has (or no longer shows to the app's user). */
export function there<Row>(row: Row | undefined, ref: Pick<ErpRef, "id" | "number">): Row {
  if (!row) throw gone(refusal("sale.gone", { sale: ref.number ?? ref.id }));
  return row;
}

// All search: read() is refused like a forbidden record when there is none.

export async function readSale(
  tryton: Tryton,
  ref: Pick<ErpRef, "id" | "number">,
  options: CallOptions,
): Promise<SaleRow> {
  const [row] = await tryton.search(
    { model: "sale.sale", domain: [["id", "=", saleId(ref)]], fields: SALE_FIELDS },
    saleRow,
    options,
  );
  return there(row, ref);
}

/** Several sales; those that Tryton has no longer are left out. */
export const readSales = async (
  tryton: Tryton,
  ids: readonly number[],
  options: CallOptions,
): Promise<SaleRow[]> =>
  ids.length === 0
    ? []
    : tryton.search(
        { model: "sale.sale", domain: [["id", "in", [...new Set(ids)]]], fields: SALE_FIELDS },
        saleRow,
        options,
      );

export async function readSaleHead(
  tryton: Tryton,
  ref: Pick<ErpRef, "id" | "number">,
  options: CallOptions,
): Promise<SaleHeadRow> {
  const [row] = await tryton.search(
    { model: "sale.sale", domain: [["id", "=", saleId(ref)]], fields: SALE_HEAD_FIELDS },
    saleHeadRow,
    options,
  );
  return there(row, ref);
}

/** Several sales that are to be released; those that Tryton has no longer are left out. */
export const salesToRelease = (
  tryton: Tryton,
  ids: number[],
  options: CallOptions,
): Promise<ReleaseRow[]> =>
  tryton.search(
    { model: "sale.sale", domain: [["id", "in", ids]], fields: RELEASE_FIELDS },
    releaseRow,
    options,
  );
