import { ErpError } from "#app/erp/errors.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import { TrytonRefusal } from "#scripts/tryton/client.ts";
import type { ByHand } from "./setting.ts";
import { call } from "./setting.ts";

/**
 * A person at work in Tryton: the clerk's own log-in and the buttons of Tryton's screens, past the adapter. Only what an order's lines are
 * called is asked of the port. `clerk` is logged in as `clerkLogin`, who may sell, ship and keep accounts.
 */
export function trytonByHand(
  clerk: TrytonClient,
  port: ErpConnectionPort,
  clerkLogin: string,
): ByHand {
  return {
    ship: (order, shipment) => ship(clerk, clerkLogin, port, order, shipment),
    undoShipment: async (shipment) => {
      await clerk.call("model.stock.shipment.out.cancel", [Number(shipment.id)]).catch(refused);
      const [row] = await clerk.search<{ state: string; number: string }>(
        "stock.shipment.out",
        [["id", "=", Number(shipment.id)]],
        ["state", "number"],
      );
      if (row?.state !== "cancelled")
        throw conflict(
          `The shipment ${row?.number ?? shipment.id} is ${row?.state ?? "gone"}; Tryton does not cancel it.`,
        );
    },
    receive: async (order) => {
      const [back] = await clerk.search<{ number: string }>(
        "stock.shipment.out.return",
        [
          ["moves.sale", "=", Number(order.id)],
          ["state", "=", "draft"],
        ],
        ["number"],
      );
      if (!back) throw conflict(`Nothing of ${order.number ?? order.id} is to come back.`);
      for (const button of ["receive", "done"])
        await pressButton(clerk, clerkLogin, `model.stock.shipment.out.return.${button}`, back.id);
    },
    setQuantity: async (order, key, quantity) => {
      const line = (await port.getDocument(order, call)).lines.find((entry) => entry.key === key);
      await asDraft(clerk, order, () =>
        clerk.write("sale.line", [Number(line?.lineId)], { quantity: Number(quantity) }),
      );
    },
    addLine: async (order, unitPrice) => {
      const product = await clerk.idOf("product.product", [["code", "=", "MUG-WHITE"]]);
      const [row] = await clerk.search<{ default_uom: number }>(
        "product.product",
        [["id", "=", product]],
        ["default_uom"],
      );
      const unit = row?.default_uom ?? 0;
      const unit_price = { __class__: "Decimal", decimal: unitPrice };
      await asDraft(clerk, order, () =>
        clerk.create("sale.line", [
          { sale: Number(order.id), type: "line", product, unit, quantity: 1, unit_price },
        ]),
      );
    },
    invoice: (order, what) => invoice(clerk, order, what),
    credit: (posted) => credit(clerk, Number(posted.id)),
  };
}

/** Tryton's screens change drafts only. */
async function asDraft(
  clerk: TrytonClient,
  order: ErpRef,
  work: () => Promise<unknown>,
): Promise<void> {
  await clerk.call("model.sale.sale.draft", [Number(order.id)]);
  await work();
  await clerk.call("model.sale.sale.quote", [Number(order.id)]);
}

interface Waiting extends Record<string, unknown> {
  number: string;
  state: string;
  "outgoing_moves.": { id: number; origin: string; quantity: number }[];
  "inventory_moves.": { id: number; origin: string; quantity: number }[];
}

const SHIPMENT = [
  "number",
  "state",
  "outgoing_moves.origin",
  "outgoing_moves.quantity",
  "inventory_moves.origin",
  "inventory_moves.quantity",
];

async function ship(
  clerk: TrytonClient,
  clerkLogin: string,
  port: ErpConnectionPort,
  order: ErpRef,
  asked: Parameters<ByHand["ship"]>[1],
): Promise<ErpRef> {
  const [waiting, other] = await clerk.search<Waiting>(
    "stock.shipment.out",
    [
      ["moves.sale", "=", Number(order.id)],
      ["state", "in", ["draft", "waiting", "assigned"]],
    ],
    SHIPMENT,
  );
  if (!waiting)
    throw conflict(`Nothing of the order ${order.number ?? order.id} waits to be shipped.`);
  if (other)
    throw conflict(
      `Several shipments of the order ${order.number ?? order.id} wait; a person would have to choose.`,
    );
  const press = (button: string): Promise<unknown> =>
    pressButton(clerk, clerkLogin, `model.stock.shipment.out.${button}`, waiting.id);
  if (asked.lines) await setQuantities(clerk, waiting, await quantities(port, order, asked.lines));
  if (asked.agent !== undefined)
    await clerk.write("stock.shipment.out", [waiting.id], {
      carrier: await clerk.idOf("carrier", [["party.code", "=", asked.agent]]),
    });
  if ((await press("assign_try")) !== true)
    throw conflict(`The goods of the shipment ${waiting.number} are not in stock.`);
  await press("pick");
  for (const trackingNumber of asked.trackingNumbers ?? [])
    await pack(clerk, waiting.id, trackingNumber);
  await press("pack");
  await press("done");
  const [done] = await clerk.search<{ state: string; number: string }>(
    "stock.shipment.out",
    [["id", "=", waiting.id]],
    ["state", "number"],
  );
  if (done?.state !== "done")
    throw conflict(
      `The shipment ${waiting.number} is ${done?.state ?? "gone"} after all its buttons were pressed.`,
    );
  return { kind: "shipment", id: String(waiting.id), number: done.number };
}

/** Sale line id → quantity to ship now. */
async function quantities(
  port: ErpConnectionPort,
  order: ErpRef,
  lines: { key: string; quantity: string }[],
): Promise<Map<string, number>> {
  const sold = (await port.getDocument(order, call)).lines;
  return new Map(
    lines.map(({ key, quantity }) => {
      const line = sold.find((entry) => entry.key === key);
      if (!line)
        throw new ErpError({
          class: "validation",
          field: "lines",
          message: `The order has no line ${key}.`,
        });
      return [line.lineId, Number(quantity)];
    }),
  );
}

/** Quantities are changed where goods are taken from the shelf; Tryton leaves the rest for a shipment it makes itself. */
async function setQuantities(
  clerk: TrytonClient,
  waiting: Waiting,
  wanted: Map<string, number>,
): Promise<void> {
  for (const move of waiting["outgoing_moves."]) {
    const shelf = waiting["inventory_moves."].find(
      ({ origin }) => origin === `stock.move,${move.id}`,
    );
    if (!shelf)
      throw new Error(
        `the shipment ${waiting.number} takes nothing from the shelf for its move ${move.id}`,
      );
    const quantity = wanted.get(move.origin.replace("sale.line,", "")) ?? 0;
    if (quantity > shelf.quantity)
      throw new ErpError({
        class: "validation",
        field: "quantity",
        message: `Only ${shelf.quantity} are left to ship.`,
      });
    if (quantity !== shelf.quantity) await clerk.write("stock.move", [shelf.id], { quantity });
  }
}

/** One box with its tracking number; the first box of a shipment holds all of its goods. */
async function pack(clerk: TrytonClient, shipment: number, trackingNumber: string): Promise<void> {
  const loose = await clerk.search(
    "stock.move",
    [
      ["shipment", "=", `stock.shipment.out,${shipment}`],
      ["package", "=", null],
      ["to_location.type", "=", "customer"],
    ],
    [],
  );
  const moves = loose.length > 0 ? [["add", loose.map(({ id }) => id)]] : [];
  await clerk.one("stock.package", {
    shipment: `stock.shipment.out,${shipment}`,
    type: await clerk.idOf("stock.package.type", [["name", "=", "Box"]]),
    shipping_reference: trackingNumber,
    moves,
  });
}

interface Draft extends Record<string, unknown> {
  state: string;
  total_amount: string;
}

/** Tryton makes the drafts itself: charges at once, goods as they leave. A person posts them. The last one is what is returned. */
async function invoice(
  clerk: TrytonClient,
  order: ErpRef,
  what: "shipped" | "whole",
): Promise<ErpRef> {
  const sale = Number(order.id);
  const [row] = await clerk.search<{ shipment_state: string }>(
    "sale.sale",
    [["id", "=", sale]],
    ["shipment_state"],
  );
  if (!row) throw new ErpError({ class: "notFound", message: `Tryton has no order ${order.id}.` });
  if (what === "whole" && row.shipment_state === "waiting")
    throw conflict(
      `Tryton invoices goods as they leave; ship the rest of the order ${order.number ?? order.id} first.`,
    );
  const drafts = await clerk.search<Draft>(
    "account.invoice",
    [
      ["sales", "=", sale],
      ["state", "in", ["draft", "validated"]],
    ],
    ["state", "total_amount"],
  );
  const last = drafts.at(-1);
  if (!last)
    throw conflict(`Nothing of the order ${order.number ?? order.id} waits to be invoiced.`);
  await clerk
    .call(
      "model.account.invoice.post",
      drafts.map(({ id }) => id),
    )
    .catch(refused);
  const [posted] = await clerk.search<{ number: string; state: string }>(
    "account.invoice",
    [["id", "=", last.id]],
    ["number", "state"],
  );
  if (posted?.state !== "posted")
    throw conflict(
      `The invoice of the order ${order.number ?? order.id} is ${posted?.state ?? "gone"} after it was posted.`,
    );
  return { kind: "salesInvoice", id: String(last.id), number: posted.number };
}

/** Tryton's own way: the credit note names the lines that it takes back. */
async function credit(clerk: TrytonClient, posted: number): Promise<ErpRef> {
  const values = { with_refund: false, with_refund_allowed: true, invoice_date: null };
  await clerk.wizard("account.invoice.credit", [{ view: "start", values, button: "credit" }], {
    active_model: "account.invoice",
    active_id: posted,
    active_ids: [posted],
  });
  const [note] = await clerk.search(
    "account.invoice",
    [["lines.origin.invoice", "=", posted, "account.invoice.line"]],
    [],
  );
  if (!note) throw conflict("Tryton made no credit note.");
  await clerk.call("model.account.invoice.post", [note.id]).catch(refused);
  const [row] = await clerk.search<{ number: string }>(
    "account.invoice",
    [["id", "=", note.id]],
    ["number"],
  );
  return { kind: "creditMemo", id: String(note.id), number: row?.number ?? "" };
}

/** Presses a button; what Tryton asks about first, a person says yes to. */
async function pressButton(
  clerk: TrytonClient,
  clerkLogin: string,
  method: string,
  id: number,
): Promise<unknown> {
  for (let questions = 0; ; questions += 1) {
    try {
      return await clerk.call(method, [id]);
    } catch (error) {
      if (!(error instanceof TrytonRefusal) || error.kind !== "UserWarning" || questions === 5)
        return refused(error);
      const [name] = error.args as [string];
      await clerk.one("res.user.warning", {
        user: await clerk.idOf("res.user", [["login", "=", clerkLogin]]),
        name,
        always: false,
      });
    }
  }
}

function refused(error: unknown): never {
  if (
    error instanceof TrytonRefusal &&
    (error.kind === "UserError" || error.kind === "UserWarning")
  )
    throw conflict(String((error.args as unknown[])[0]));
  throw error;
}

const conflict = (message: string): ErpError => new ErpError({ class: "stateConflict", message });
