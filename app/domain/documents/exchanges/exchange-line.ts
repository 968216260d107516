import type { DraftLine } from "#app/erp/port/documents.ts";
import * as decimal from "#app/money/decimal.ts";

const PREFIX = "exchange:";

/** A line of a credit memo that sends goods out instead of taking them back. */
export const isExchangeLine = ({ key }: Pick<DraftLine, "key">): boolean => key.startsWith(PREFIX);

/** A line as it is sold, as one that a credit memo takes off what it gives back. */
export const asExchangeLine = (line: DraftLine): DraftLine => ({
  ...line,
  key: `${PREFIX}${line.key}`,
  ...negated(line),
});

/** The same line as it is sold. */
export const asSoldLine = (line: DraftLine): DraftLine => ({
  ...line,
  key: line.key.slice(PREFIX.length),
  ...negated(line),
});

/** Quantity, discount and taxes of the other sign: the price is the same. */
const negated = ({
  quantity,
  discount,
  taxes,
}: DraftLine): Pick<DraftLine, "quantity" | "discount" | "taxes"> => ({
  quantity: decimal.negate(quantity),
  discount: decimal.negate(discount),
  taxes: taxes.map((tax) => ({ ...tax, amount: decimal.negate(tax.amount) })),
});
