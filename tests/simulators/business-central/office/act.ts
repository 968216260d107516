import { parseDecimal } from "#app/money/decimal.ts";
import { Refusal, rule } from "../api/refusal.ts";
import type { People } from "../people.ts";

type Form = URLSearchParams;

const decimalOf = (form: Form, field: string): string => {
  const value = parseDecimal(form.get(field)?.trim() ?? "");
  if (value === undefined) throw rule(`'${form.get(field) ?? ""}' is no number.`);
  return value;
};

function ship(people: People, id: string, form: Form): string {
  const lines = [...form.keys()].flatMap((key) => {
    const [, sequence] = /^ship-(\d+)$/.exec(key) ?? [];
    return sequence === undefined
      ? []
      : [{ sequence: Number(sequence), quantity: decimalOf(form, key) }];
  });
  const shipment = people.ship(id, {
    lines,
    agent: form.get("agent") ?? "",
    tracking: form.get("tracking")?.trim() ?? "",
  });
  return `Shipment ${String(shipment.number)} is posted.`;
}

/** What each button of the page does; the answer is what the page says then. */
const ACTS: Record<string, (people: People, id: string, form: Form) => string> = {
  release: (people, id) => (people.release(id), "The order is released."),
  reopen: (people, id) => (people.reopen(id), "The order is open."),
  ship,
  invoiceShipped: (people, id) =>
    `Invoice ${String(people.invoice(id, "shipped").number)} is posted.`,
  invoiceWhole: (people, id) => `Invoice ${String(people.invoice(id, "whole").number)} is posted.`,
  deleteOrder: (people, id) => (people.delete("salesOrders", id), "The order is deleted."),
  track: (people, id, form) => (
    people.track(id, form.get("tracking")?.trim() ?? ""),
    "The tracking number is saved."
  ),
  undo: (people, id) => (people.undo(id), "The shipment is undone."),
  postInvoice: (people, id) =>
    `Invoice ${String(people.postDocument("salesInvoices", id).number)} is posted.`,
  deleteInvoice: (people, id) => (people.delete("salesInvoices", id), "The invoice is deleted."),
  pay: (people, id, form) => (
    people.pay(id, decimalOf(form, "amount")),
    "The payment is registered."
  ),
  cancelInvoice: (people, id) =>
    `The invoice is canceled by credit memo ${String(people.cancelInvoice(id).number)}.`,
  postMemo: (people, id) =>
    `Credit memo ${String(people.postDocument("salesCreditMemos", id).number)} is posted.`,
  deleteMemo: (people, id) => (
    people.delete("salesCreditMemos", id),
    "The credit memo is deleted."
  ),
};

/** Does what a form of the page asks for. What Business Central refuses is said on the page. */
export function actOn(people: People, body: string): { text: string; refused: boolean } {
  const form = new URLSearchParams(body);
  try {
    const act = ACTS[form.get("action") ?? ""];
    if (!act) throw rule("Nothing was chosen.");
    return { text: act(people, form.get("id") ?? "", form), refused: false };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { text: error.message, refused: true };
  }
}
