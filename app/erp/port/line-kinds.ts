/**
 * What a line is to an ERP. `goods`: an order line, shipped and invoiced under its key; `charge`:
 * an amount on an account, an item or an item
 * charge; `text`: words without an amount.
 */
export type LineRole = "goods" | "charge" | "text";

/** Every kind of document line, by what it is to an ERP. */
export const LINE_KINDS = {
  item: "goods",
  giftCard: "goods",
  tip: "charge",
  shipping: "charge",
  duty: "charge",
  fee: "charge",
  cashRounding: "charge",
  adjustment: "charge",
  rounding: "charge",
  comment: "text",
} as const satisfies Record<string, LineRole>;

export type LineKind = keyof typeof LINE_KINDS;

export const isLineKind = (text: string): text is LineKind => Object.hasOwn(LINE_KINDS, text);

/** The role of a stored kind; one that a newer app wrote counts as a charge. */
export const roleOf = (kind: string): LineRole => (isLineKind(kind) ? LINE_KINDS[kind] : "charge");
export const isText = (line: { kind: string }): boolean => roleOf(line.kind) === "text";
