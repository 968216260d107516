import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, invalid, stale } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { severalCalls } from "../rpc/several-calls.ts";
import { readSale, readSaleHead, there } from "./read.server.ts";
import type { ReleaseRow, SaleHeadRow, SaleRow } from "./shape.ts";
import { versionOf } from "./snapshot.ts";

const NAME: Record<SaleHeadRow["state"], string> = {
  draft: "a draft",
  quotation: "a quotation",
  confirmed: "confirmed",
  processing: "being processed",
  done: "done",
  cancelled: "cancelled",
};
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
      `The sale ${row.number ?? row.id} was changed in Tryton meanwhile (it is ${NAME[row.state]} now). Read it again and repeat.`,
    );
  }
  return row;
}

/** `seen`: the sale as it stands, if Tryton has it. Quote, confirm, process. Tryton passes over in silence what a state does not allow, so each step is read back. */
export async function releaseSale(
  tryton: Tryton,
  ref: ErpRef,
  seen: ReleaseRow | undefined,
  options: CallOptions,
): Promise<SaleHeadRow> {
  const row = unchanged(there(seen, ref), ref);
  if (row.state !== "draft" && row.state !== "quotation")
    throw conflict(
      `The sale ${row.number ?? row.id} is ${NAME[row.state]} already and cannot be released again. Nothing was changed.`,
    );
  if (!row["lines."].some(({ type }) => type === "line"))
    throw invalid(
      "lines",
      `The sale ${row.number ?? row.id} has nothing but comments. Add a line, or delete it.`,
    );
  return severalCalls(async () => {
    const quoted =
      row.state === "draft" ? await step(tryton, row, "quote", ["quotation"], options) : row;
    const confirmed = await step(tryton, quoted, "confirm", RELEASED, options);
    // Tryton processes a confirmed sale by itself, at once or when its worker comes to it. Where it did not, asking once more tells why.
    return confirmed.state === "confirmed" ? process(tryton, confirmed, options) : confirmed;
  });
}

/** One transition, only if the sale is still as it was read. */
async function step(
  tryton: Tryton,
  row: SaleHeadRow,
  button: "quote" | "confirm",
  expected: readonly SaleHeadRow["state"][],
  options: CallOptions,
): Promise<SaleHeadRow> {
  await tryton.press("sale.sale", button, [row.id], options, {
    _timestamp: { [`sale.sale,${row.id}`]: row._timestamp },
  });
  const after = await readSaleHead(tryton, { id: String(row.id) }, options);
  if (!expected.includes(after.state))
    throw conflict(
      `Tryton answered as if ${button} had been done, but the sale ${after.number ?? after.id} is still ${NAME[after.state]}. Look at it in Tryton.`,
    );
  return after;
}

/** A user without the right to press the button leaves it to Tryton's own worker: the sale is confirmed all the same. */
export async function process(
  tryton: Tryton,
  row: SaleHeadRow,
  options: CallOptions,
): Promise<SaleHeadRow> {
  try {
    await tryton.press("sale.sale", "process", [row.id], options);
  } catch (error) {
    if (error instanceof ErpError && error.detail.class === "permission") return row;
    throw error;
  }
  return readSaleHead(tryton, { id: String(row.id) }, options);
}
