import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, invalid, refusal, stale, trytonStateName } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { severalCalls } from "../rpc/several-calls.ts";
import { readSale, readSaleHead, there } from "./read.server.ts";
import type { ReleaseRow, SaleHeadRow, SaleRow } from "./shape.ts";
import { versionOf } from "./snapshot.ts";

const RELEASED: readonly SaleHeadRow["state"][] = ["confirmed", "processing", "done"];

/** The sale as it stands, refused when it changed since the caller read it. */
export async function readUnchanged(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<SaleRow> {
  return unchanged(await readSale(tryton, ref, options), ref);
}

function unchanged<Row extends SaleHeadRow>(row: Row, ref: ErpRef): Row {
  if (ref.version !== undefined && ref.version !== versionOf(row)) {
    throw stale(
      refusal("sale.changed", { sale: row.number ?? row.id, state: trytonStateName(row.state) }),
    );
  }
  return row;
}

/**
 * `seen`: the sale as it stands, if Tryton has it. Quote, confirm, process. Tryton passes over in
 * silence what a state does not allow, so each step is read back.
 */
export async function releaseSale(
  tryton: Tryton,
  ref: ErpRef,
  seen: ReleaseRow | undefined,
  options: CallOptions,
): Promise<SaleHeadRow> {
  const row = unchanged(there(seen, ref), ref);
  if (row.state !== "draft" && row.state !== "quotation")
    throw conflict(
      refusal("sale.released", { sale: row.number ?? row.id, state: trytonStateName(row.state) }),
    );
  if (!row["lines."].some(({ type }) => type === "line"))
    throw invalid("lines", refusal("sale.onlyComments", { sale: row.number ?? row.id }));
  return severalCalls(async () => {
    const quoted =
      row.state === "draft"
        ? await step(tryton, row, { button: "quote", expected: ["quotation"] }, options)
        : row;
    const confirmed = await step(
      tryton,
      quoted,
      { button: "confirm", expected: RELEASED },
      options,
    );
    // Tryton processes a confirmed sale by itself, at once or when its worker comes to it. Where it
    // did not, asking once more tells why.
    return confirmed.state === "confirmed" ? process(tryton, confirmed, options) : confirmed;
  });
}

interface Transition {
  button: "quote" | "confirm";
  /** States the sale may be in afterwards. */
  expected: readonly SaleHeadRow["state"][];
}

/** One transition, only if the sale is still as it was read. */
async function step(
  tryton: Tryton,
  row: SaleHeadRow,
  { button, expected }: Transition,
  options: CallOptions,
): Promise<SaleHeadRow> {
  await tryton.press(
    { model: "sale.sale", button, ids: [row.id], stamps: { [row.id]: row._timestamp } },
    options,
  );
  const after = await readSaleHead(tryton, { id: String(row.id) }, options);
  if (!expected.includes(after.state))
    throw conflict(
      refusal("sale.passedOver", {
        step: button,
        sale: after.number ?? after.id,
        state: trytonStateName(after.state),
      }),
    );
  return after;
}

/**
 * A user without the right to press the button leaves it to Tryton's own worker: the sale is
 * confirmed all the same.
 */
export async function process(
  tryton: Tryton,
  row: SaleHeadRow,
  options: CallOptions,
): Promise<SaleHeadRow> {
  try {
    await tryton.press({ model: "sale.sale", button: "process", ids: [row.id] }, options);
  } catch (error) {
    if (error instanceof ErpError && error.detail.class === "permission") return row;
    throw error;
  }
  return readSaleHead(tryton, { id: String(row.id) }, options);
}
