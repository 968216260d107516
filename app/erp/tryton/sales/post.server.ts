import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { conflict, refusal } from "#app/erp/refusals.ts";
import { postInvoices } from "../invoices/post.server.ts";
import { pressAnswering } from "../press.server.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { id, ids, text } from "../rpc/shapes.ts";
import { severalCalls } from "../rpc/several-calls.ts";
import { readSale } from "./read.server.ts";
import { process, readUnchanged } from "./release.server.ts";
import type { SaleHeadRow, SaleRow } from "./shape.ts";
import { isReturn } from "./snapshot.ts";

interface Way {
  model: string;
  /** What follows each state of a shipment. */
  next: Readonly<Record<string, { button: string; to: string }>>;
}
const OUT: Way = {
  model: "stock.shipment.out",
  next: {
    draft: { button: "wait", to: "waiting" },
    waiting: { button: "assign_try", to: "assigned" },
    assigned: { button: "pick", to: "picked" },
    picked: { button: "pack", to: "packed" },
    packed: { button: "done", to: "done" },
  },
};
const BACK: Way = {
  model: "stock.shipment.out.return",
  next: {
    draft: { button: "receive", to: "received" },
    received: { button: "done", to: "done" },
  },
};

/** Ships all that is left of a confirmed sale and posts its invoices; of a return order, receives it and posts its credit note. */
export async function postSale(
  tryton: Tryton,
  ref: ErpRef,
  options: CallOptions,
): Promise<SaleRow> {
  let row: SaleHeadRow = await readUnchanged(tryton, ref, options);
  if (row.state === "draft" || row.state === "quotation")
    throw conflict(refusal("sale.notConfirmed", { sale: row.number ?? row.id }));
  if (row.state === "confirmed") row = await process(tryton, row, options);
  const way = isReturn(row) ? BACK : OUT;
  const open = await shipmentsOf(tryton, way, row.id, options);
  const unposted = await unpostedInvoices(tryton, row.id, options);
  if (row.state !== "processing" || open.length + unposted.length === 0)
    throw conflict(refusal("sale.nothingLeft", { sale: row.number ?? row.id }));
  const { id: sale } = row;
  return severalCalls(async () => {
    for (const shipment of open) await ship(tryton, way, shipment, options);
    // Tryton makes the invoice of shipped goods when the shipment is done.
    await postInvoices(tryton, await unpostedInvoices(tryton, sale, options), options);
    return readSale(tryton, { id: String(sale) }, options);
  });
}

const shipmentRow = z.object({ id, number: text.nullable(), state: text });
type Shipment = z.infer<typeof shipmentRow>;

const shipmentsOf = (
  tryton: Tryton,
  { model, next }: Way,
  sale: number,
  options: CallOptions,
): Promise<Shipment[]> =>
  tryton.search(
    {
      model,
      domain: [
        ["moves.sale", "=", sale],
        ["state", "in", Object.keys(next)],
      ],
      fields: ["number", "state"],
    },
    shipmentRow,
    options,
  );

async function ship(
  tryton: Tryton,
  { model, next: steps }: Way,
  shipment: Shipment,
  options: CallOptions,
): Promise<void> {
  let { state } = shipment;
  for (let next = steps[state]; next; next = steps[state]) {
    await pressAnswering(tryton, { model, button: next.button, ids: [shipment.id] }, options);
    const [after] = await tryton.search(
      { model, domain: [["id", "=", shipment.id]], fields: ["number", "state"] },
      shipmentRow,
      options,
    );
    if (after?.state !== next.to) {
      const called = shipment.number ?? shipment.id;
      throw conflict(
        next.button === "assign_try"
          ? refusal("sale.noStock", { shipment: called })
          : refusal("sale.notShipped", { shipment: called, step: next.button }),
      );
    }
    state = after.state;
  }
}

async function unpostedInvoices(
  tryton: Tryton,
  sale: number,
  options: CallOptions,
): Promise<number[]> {
  const rows = await tryton.search(
    {
      model: "account.invoice",
      domain: [
        ["sales", "=", sale],
        ["state", "in", ["draft", "validated"]],
      ],
      fields: ["lines"],
    },
    z.object({ id, lines: ids }),
    options,
  );
  return rows.map((row) => row.id);
}
