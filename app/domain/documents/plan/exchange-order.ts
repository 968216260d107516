import { unitsLeft } from "#app/domain/orders/snapshot/exchanges.ts";
import type {
  OrderContent,
  OrderLine,
  OrderSnapshot,
} from "#app/domain/orders/snapshot/snapshot.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { subtract, sum, times, zeroLike } from "./bag.ts";
import type { LineId } from "#app/lib/ids.ts";

/** An exchange of a return, as far as its goods are lines of the order and edits left something of them. */
export interface Exchange {
  returnId: string;
  returnName: string;
  /** Goods that may go out now. */
  lineIds: LineId[];
  /** Goods that Shopify holds until those of the return are there. */
  heldLineIds: LineId[];
}

const OVER = new Set(["CANCELED", "DECLINED"]);
const ENDED = new Set(["CLOSED", "CANCELLED"]);

/** What the order's returns send out instead of what comes back (I-42). */
export function exchangesOf({
  content,
  state,
}: Pick<OrderSnapshot, "content" | "state">): Exchange[] {
  const held = new Set(
    state.fulfillmentOrders
      .filter(
        ({ status, holds }) =>
          !ENDED.has(status) && holds.some(({ reason }) => reason === "AWAITING_RETURN_ITEMS"),
      )
      .flatMap(({ lines }) => lines.map(({ lineId }) => lineId)),
  );
  const standing = new Set(
    content.lines
      .filter((line) => line.exchange === true && unitsLeft(line, content) > 0)
      .map(({ id }) => id),
  );
  return state.returns
    .filter(({ status }) => !OVER.has(status))
    .flatMap(({ id, name, exchanges }) => {
      const ids = exchanges.flatMap(({ lineIds }) => lineIds).filter((one) => standing.has(one));
      return ids.length === 0
        ? []
        : [
            {
              returnId: id,
              returnName: name,
              lineIds: ids.filter((one) => !held.has(one)),
              heldLineIds: ids.filter((one) => held.has(one)),
            },
          ];
    });
}

/**
 * The order with nothing but what an exchange sends out, to be planned like any order. Its totals are those of Shopify's own sales records, so that
 * the lines are proved against something else than themselves; without such records they are the lines'.
 */
export function exchangeOrder(snapshot: OrderSnapshot, lineIds: readonly LineId[]): OrderSnapshot {
  const { content, state } = snapshot;
  const wanted = new Set(lineIds);
  const lines = content.lines
    .filter(({ id }) => wanted.has(id))
    .map(({ exchange: _exchange, ...line }): OrderLine => line);
  const none = zeroLike(content.totals.total);
  const { goods, tax } = recordedTotals(lines, state, none) ?? totalsOfLines(lines, content, none);
  const duties = sum(
    none,
    lines.flatMap((line) => line.duties.map(({ price }) => price)),
  );
  const total = sum(none, [goods, ...(content.dutiesIncluded ? [] : [duties])]);
  const { taxes: _taxes, ...rest } = state;
  return {
    ...snapshot,
    content: {
      ...content,
      lines,
      shippingLines: [],
      fees: [],
      cashRounding: none,
      removals: content.removals.flatMap((removal) => {
        const own = removal.lines.filter(({ lineId }) => wanted.has(lineId));
        return own.length === 0 ? [] : [{ ...removal, lines: own }];
      }),
      totals: {
        subtotal: content.taxesIncluded ? goods : subtract(goods, tax),
        discounts: none,
        shipping: none,
        tax,
        tip: none,
        duties,
        fees: none,
        total,
        originalTotal: total,
      },
    },
    // What was given back is a matter of credit memos; the order's taxes are of other lines, too.
    state: { ...rest, refunds: [] },
  };
}

/** Without duties. */
interface Sold {
  /** Tax included. */
  goods: MoneyBag;
  tax: MoneyBag;
}

/** What Shopify's sales records say that these lines were sold for. */
function recordedTotals(
  lines: readonly OrderLine[],
  { agreements }: Pick<OrderSnapshot["state"], "agreements">,
  none: MoneyBag,
): Sold | null {
  const sales = agreements.flatMap((agreement) => agreement.sales);
  const sold = lines.map(({ id }) =>
    sales.filter(
      ({ lineId, total }) => lineId === id && decimal.compare(total.shop.amount, "0") >= 0,
    ),
  );
  if (sold.some((found) => found.length === 0)) return null;
  return {
    goods: sum(
      none,
      sold.flat().map(({ total }) => total),
    ),
    tax: sum(
      none,
      sold.flat().map(({ tax }) => tax),
    ),
  };
}

function totalsOfLines(
  lines: readonly OrderLine[],
  { taxesIncluded }: OrderContent,
  none: MoneyBag,
): Sold {
  const tax = sum(
    none,
    lines.flatMap(({ taxes }) => taxes.map(({ price }) => price)),
  );
  const prices = lines.map(({ unitPrice, quantity, discount }) =>
    subtract(times(unitPrice, quantity), discount),
  );
  return { goods: sum(none, [...prices, ...(taxesIncluded ? [] : [tax])]), tax };
}
