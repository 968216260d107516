import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentReading, ReadLine } from "#app/erp/port/readings.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, add, compare, multiply, normalize, round, subtract } from "#app/money/decimal.ts";

/** A line's values, in the price basis of its document. */
export interface LineValues {
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
  amount: Decimal;
  /** Null where the ERP does not tell it of a line. */
  tax: Decimal | null;
  item: string | null;
}

/** One line as the document was made, as the order has it now, and as the ERP has it now. */
export interface ComparedLine {
  key: string;
  title: string;
  then: LineValues | null;
  now: LineValues | null;
  erp: LineValues | null;
  /** Shopify's order says something else than the document was made with. */
  edited: boolean;
  /** The ERP says something else than the document was made with. */
  byPeople: boolean;
  /** People added it in the ERP: it is not the app's to change. */
  foreign: boolean;
}

/** Of three sides of an order; without `now` no document can be made of it any more, without `erp` there is none. */
export interface Sides {
  then: DocumentDraft;
  now: DocumentDraft | null;
  erp: DocumentReading | null;
  /** What an ERP that computes taxes and discounts itself may put a line's amount off by. */
  tolerance: Decimal;
  /** The same of the whole document. */
  totalTolerance: Decimal;
}

/** The app's own rounding line has no key either. */
export const isForeign = ({ key, kind }: ReadLine): boolean =>
  key === undefined && kind !== "rounding";

/** The order's lines as it has them now, then those it has no more, then what people added. */
export function compareLines({ then, now, erp, tolerance }: Sides): ComparedLine[] {
  const drafted = (draft: DocumentDraft | null) =>
    draft?.lines.filter((line) => !isText(line)) ?? [];
  const before = new Map(drafted(then).map((line) => [line.key, line]));
  const after = new Map(drafted(now).map((line) => [line.key, line]));
  const held = new Map(
    erp?.lines.flatMap((line) => (line.key === undefined ? [] : [[line.key, line]])),
  );
  const keys = new Set([...after.keys(), ...before.keys()]);
  return [
    ...[...keys].map((key): ComparedLine => {
      const [was, is, has] = [before.get(key), after.get(key), held.get(key)];
      const sides = {
        then: was ? ofDraft(was, then.currency) : null,
        now: is ? ofDraft(is, then.currency) : null,
        erp: has ? ofReading(has) : null,
      };
      return {
        key,
        title: (is ?? was)?.description ?? key,
        ...sides,
        edited: now !== null && !equal(sides.then, sides.now),
        byPeople: erp !== null && !same(sides.then, sides.erp, tolerance),
        foreign: false,
      };
    }),
    ...(erp?.lines.filter(isForeign) ?? []).map((line): ComparedLine => ({
      key: `erp:${line.lineId}`,
      title: line.description,
      then: null,
      now: null,
      erp: ofReading(line),
      edited: false,
      byPeople: true,
      foreign: true,
    })),
  ];
}

/** Whether the ERP's line says what the order says now. */
export const saysNow = ({ now, erp, foreign }: ComparedLine, tolerance: Decimal): boolean =>
  foreign || same(now, erp, tolerance);

function ofDraft(line: DraftLine, currency: string): LineValues {
  const { quantity, unitPrice, discount, taxes, item } = line;
  return {
    quantity,
    unitPrice,
    discount,
    amount: normalize(round(subtract(multiply(quantity, unitPrice), discount), exponent(currency))),
    tax: add("0", ...taxes.map(({ amount }) => amount)),
    item: item ? (item.number ?? item.id) : null,
  };
}

const ofReading = ({ quantity, unitPrice, discount, amount, tax, item }: ReadLine): LineValues => ({
  quantity,
  unitPrice,
  discount,
  amount,
  tax: tax ?? null,
  item: item ? (item.number ?? item.id) : null,
});

/** In every value, however they come to the same amount. */
function equal(one: LineValues | null, other: LineValues | null): boolean {
  if (!one || !other) return one === other;
  const values = ["quantity", "unitPrice", "discount"] as const;
  return same(one, other, "0") && values.every((value) => compare(one[value], other[value]) === 0);
}

/** Prices and discounts may be split in another way by an ERP; the amount tells them. */
function same(one: LineValues | null, other: LineValues | null, tolerance: Decimal): boolean {
  if (!one || !other) return one === other;
  const near = (a: Decimal, b: Decimal): boolean => compare(abs(subtract(a, b)), tolerance) <= 0;
  return (
    compare(one.quantity, other.quantity) === 0 &&
    near(one.amount, other.amount) &&
    (one.tax === null || other.tax === null || near(one.tax, other.tax)) &&
    (one.item === null || other.item === null || one.item === other.item)
  );
}
