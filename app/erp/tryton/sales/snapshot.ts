import type { DocumentHead, DocumentSnapshot, DocumentStatus } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, add, compare, isNegative, isZero, negate, normalize } from "#app/money/decimal.ts";
import { externalKeyOf } from "../drafts/external-reference.ts";
import type { LineMark } from "../drafts/line-mark.ts";
import { marksOf } from "../drafts/line-mark.ts";
import type { SaleHeadRow, SaleLineRow, SaleRow } from "./shape.ts";

/**
 * Stamp of the last change and the state: on SQLite a stamp is a whole second, in which a sale can
 * go through several states.
 */
export const versionOf = ({
  _timestamp,
  state,
}: Pick<SaleHeadRow, "_timestamp" | "state">): string => `${_timestamp} ${state}`;

/** Made, but not yet a quotation. One that a person sets back to draft keeps its number. */
const isUnfinished = ({ state, number }: Pick<SaleHeadRow, "state" | "number">): boolean =>
  state === "draft" && number === null;

/** Tryton has no return orders: they are sales that give back. One of nothing at all is told by the key it was made under. */
export const isReturn = ({
  total_amount,
  reference,
}: Pick<SaleHeadRow, "reference"> & { total_amount: Decimal | null }): boolean =>
  isNegative(total_amount ?? "0") ||
  (isZero(total_amount ?? "0") && (reference ?? "").startsWith("SHOPIFY-CM-"));

/** Of a return order, quantities and amounts are above zero as they were sent. */
const signed =
  (row: Pick<SaleHeadRow, "reference" | "total_amount">) =>
  (value: Decimal | null): Decimal =>
    isReturn(row) ? negate(value ?? "0") : normalize(value ?? "0");

export function saleSnapshot(row: SaleRow): DocumentSnapshot {
  const marks = marksOf(row["lines."]);
  const lines = row["lines."].map((line, index) =>
    snapshotLine(line, index, marks.get(line.id), signed(row)),
  );
  const status = statusOf(
    row.state,
    row["lines."].map((line, index) => ({
      goods: isGoods(line),
      sold: line.type === "line",
      ...pick(lines[index]),
    })),
  );
  return { ...headOf(row, status), lines };
}

/** Right after a step of our own: nothing is shipped or invoiced yet, so the state tells how far it is. */
export const saleHead = (row: SaleHeadRow): DocumentHead => headOf(row, statusOf(row.state, []));

function headOf(row: SaleHeadRow, status: DocumentStatus): DocumentHead {
  const externalKey = externalKeyOf(row.reference);
  const kind = isReturn(row) ? "returnOrder" : "salesOrder";
  const amount = signed(row);
  return {
    // A sale gets its number as a quotation; until then people find it by its reference.
    ref: {
      kind,
      id: String(row.id),
      ...numberOf(row.number ?? row.reference),
      version: versionOf(row),
    },
    ...(externalKey === undefined ? {} : { externalKey }),
    kind,
    status,
    currency: row["currency."].code,
    totals: {
      net: amount(row.untaxed_amount),
      tax: amount(row.tax_amount),
      gross: amount(row.total_amount),
    },
    changedAt: row.write_date ?? row.create_date,
    ...(isUnfinished(row) ? { unfinished: true as const } : {}),
  };
}

const numberOf = (number: string | null): { number?: string } =>
  number === null ? {} : { number };
const isGoods = (line: SaleLineRow): boolean =>
  line.type === "line" && line["product."] !== null && line["product."].type !== "service";

function snapshotLine(
  line: SaleLineRow,
  index: number,
  mark: LineMark | undefined,
  value: (of: Decimal | null) => Decimal,
): DocumentSnapshot["lines"][number] {
  const shipped = add(
    "0",
    ...line["moves."].filter(({ state }) => state === "done").map(({ quantity }) => quantity),
  );
  const posted = line["invoice_lines."].filter(
    (entry) => entry["invoice."]?.state === "posted" || entry["invoice."]?.state === "paid",
  );
  return {
    lineId: String(line.id),
    ...(mark?.key === undefined ? {} : { key: mark.key }),
    sequence: index + 1,
    kind: mark?.kind ?? unmarkedKind(line),
    description: line.description ?? "",
    quantity: line.type === "line" ? value(line.quantity) : "0",
    shipped,
    invoiced: value(add("0", ...posted.map(({ quantity }) => quantity ?? "0"))),
    amount: value(line.amount),
  };
}

/** A line somebody added in Tryton. */
const unmarkedKind = (line: SaleLineRow): LineKind =>
  line.type !== "line" ? "comment" : isGoods(line) ? "item" : "fee";

export interface Progress {
  sold: boolean;
  goods: boolean;
  quantity: Decimal;
  shipped: Decimal;
  invoiced: Decimal;
}

const pick = (
  line: DocumentSnapshot["lines"][number] | undefined,
): Pick<Progress, "quantity" | "shipped" | "invoiced"> => ({
  quantity: line?.quantity ?? "0",
  shipped: line?.shipped ?? "0",
  invoiced: line?.invoiced ?? "0",
});

/**
 * How far a sale has come. Tryton's own "done" (shipped, invoiced and paid, or put aside by a
 * person) is closed; between confirmation and that
 * the lines tell: goods are shipped, all lines are invoiced.
 */
export function statusOf(state: SaleRow["state"], lines: readonly Progress[]): DocumentStatus {
  if (state === "cancelled") return "cancelled";
  if (state === "done") return "closed";
  if (state === "draft" || state === "quotation") return "open";
  const sold = lines.filter((line) => line.sold && !isZero(line.quantity));
  const goods = sold.filter((line) => line.goods);
  const done = (line: Progress, part: "shipped" | "invoiced"): boolean =>
    compare(abs(line[part]), abs(line.quantity)) >= 0;
  const invoiced = sold.length > 0 && sold.every((line) => done(line, "invoiced"));
  const shipped = goods.length > 0 && goods.every((line) => done(line, "shipped"));
  if (invoiced) return shipped || goods.length === 0 ? "closed" : "invoiced";
  if (sold.some((line) => !isZero(line.invoiced))) return "partiallyInvoiced";
  if (shipped) return "shipped";
  return goods.some((line) => !isZero(line.shipped)) ? "partiallyShipped" : "released";
}
