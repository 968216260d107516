import { isText } from "#app/erp/port/line-kinds.ts";
import type { ChargeWay } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, isZero, max, parseDecimal } from "#app/money/decimal.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import { decimalsOf } from "../arithmetic.ts";
import { LEDGER_CAPABILITIES } from "../capabilities.ts";
import { conflict, invalid, refusal, stateName } from "#app/erp/refusals.ts";
import type { InvoicedPart, LineMoney, PriceBasis, PricedLine } from "./reprice.ts";
import { requantified } from "./reprice.ts";

/** What a person changes on the lines of an order. Every list may be empty. */
export interface LineEdits {
  change: { lineId: string; quantity?: Decimal; location?: string }[];
  /** Lines to delete, by id. */
  remove: string[];
  add: AddedLine[];
}

export interface AddedLine {
  /** The form's own name of the row, repeated in a refusal. */
  key: string;
  itemId: string;
  variantCode: string;
  quantity: Decimal;
  /** Empty: the item's price. */
  unitPrice: Decimal;
  /** Empty: none. */
  location: string;
}

export interface EditableLine extends PricedLine {
  id: string;
  kind: LineKind;
  itemId: string | null;
  itemCharge: string | null;
  chargeBy: ChargeWay | null;
  description: string;
  location: string | null;
  tax: Decimal;
  shipped: Decimal;
  invoiced: InvoicedPart;
  /** Posted shipments that name the line, undone ones too. */
  shipments: string[];
}

export interface EditableDocument extends PriceBasis {
  kind: string;
  number: string;
  state: string;
  lines: EditableLine[];
}

export type ChangedLine = EditableLine & { repriced: boolean };

/** Only a sales order that is open or released; this ledger lets a released one be changed as it stands. */
export function requireEditable(
  document: Pick<EditableDocument, "kind" | "number" | "state">,
): void {
  if (document.kind !== "salesOrder")
    throw conflict(refusal("line.notAnOrder", { document: document.number }));
  if (document.state !== "open" && document.state !== "released")
    throw conflict(
      refusal("line.orderState", { order: document.number, state: stateName(document.state) }),
    );
}

/** Where lines may leave from: the codes that may be chosen, and whether every item needs one. */
export interface LocationChoice {
  codes: ReadonlySet<string>;
  mandatory: boolean;
}

/** The lines that stay, as they will be. */
export function editLines(
  document: EditableDocument,
  edits: Pick<LineEdits, "change" | "remove">,
  locations: LocationChoice,
): ChangedLine[] {
  requireEditable(document);
  const find = (id: string): EditableLine => {
    const line = document.lines.find((candidate) => candidate.id === id);
    if (!line) throw conflict(refusal("line.gone", { order: document.number, line: id }));
    return line;
  };
  const named = [...edits.remove, ...edits.change.map((change) => change.lineId)];
  if (new Set(named).size !== named.length) throw invalid("lines", refusal("line.twice"));
  const removed = new Set(edits.remove.map((id) => requireUnused(find(id)).id));
  const changes = new Map(edits.change.map((change) => [find(change.lineId).id, change]));
  return document.lines
    .filter((line) => !removed.has(line.id))
    .map((line) => {
      const change = changes.get(line.id);
      return change ? changed(line, change, document, locations) : { ...line, repriced: false };
    });
}

function requireUnused(line: EditableLine): EditableLine {
  if (!isZero(line.shipped))
    throw invalid(
      `lines[${line.id}].remove`,
      refusal("line.shipped", { line: line.description, quantity: line.shipped }),
    );
  if (!isZero(line.invoiced.quantity))
    throw invalid(
      `lines[${line.id}].remove`,
      refusal("line.invoiced", { line: line.description, quantity: line.invoiced.quantity }),
    );
  if (line.shipments.length > 0)
    throw invalid(
      `lines[${line.id}].remove`,
      refusal("line.onShipment", { line: line.description, shipments: line.shipments.join(", ") }),
    );
  return line;
}

function changed(
  line: EditableLine,
  change: LineEdits["change"][number],
  document: EditableDocument,
  locations: LocationChoice,
): ChangedLine {
  const location =
    change.location === undefined ? line.location : newLocation(line, change.location, locations);
  const quantity =
    change.quantity === undefined ? line.quantity : newQuantity(line, change.quantity);
  if (compare(quantity, line.quantity) === 0) return { ...line, location, repriced: false };
  const money: LineMoney = requantified(line, quantity, document, line.invoiced);
  return { ...line, location, quantity, ...money, repriced: true };
}

function newLocation(
  line: EditableLine,
  code: string,
  { codes, mandatory }: LocationChoice,
): string | null {
  const field = `lines[${line.id}].location`;
  if (line.itemId === null)
    throw invalid(field, refusal("line.noItemLocation", { line: line.description }));
  if (code === "" && mandatory)
    throw invalid(field, refusal("line.locationRequired", { line: line.description }));
  if (code !== "" && code !== line.location && !codes.has(code))
    throw invalid(field, refusal("line.location", { location: code }));
  return code === "" ? null : code;
}

function newQuantity(line: EditableLine, text: Decimal): Decimal {
  const field = `lines[${line.id}].quantity`;
  const { quantity: places } = LEDGER_CAPABILITIES.precision;
  if (isText(line)) throw invalid(field, refusal("line.commentQuantity"));
  const quantity = parseDecimal(text);
  if (quantity === undefined || compare(quantity, "0") <= 0 || compare(quantity, "1000000000") > 0)
    throw invalid(field, refusal("line.quantity", { value: text }));
  if (decimalsOf(quantity) > places)
    throw invalid(
      field,
      refusal("value.quantityDecimals", { value: quantity, decimals: places }),
      places,
    );
  const least = max(line.shipped, line.invoiced.quantity);
  if (compare(quantity, least) < 0)
    throw invalid(
      field,
      refusal(
        compare(line.shipped, line.invoiced.quantity) >= 0
          ? "line.belowShipped"
          : "line.belowInvoiced",
        { line: line.description, quantity: least },
      ),
    );
  return quantity;
}
