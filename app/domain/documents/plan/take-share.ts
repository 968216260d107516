import type { OrderSnapshot, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import type { LineId } from "#app/lib/ids.ts";
import { subtract, sum, zeroLike, split } from "./bag.ts";
import type { EffectiveLine, EffectiveOrder, HeaderTotals } from "./effective-order.ts";
import type { DocumentShare, OrderShare } from "#app/domain/orders/snapshot/order-share.ts";
import { isFirst } from "#app/domain/orders/snapshot/order-share.ts";
import type { SettledTaxes } from "./settle-taxes.ts";
import type { Side, TaxTotal } from "./tax-totals.ts";
import { partsOf, sumByTax, taxKey } from "./tax-totals.ts";
import * as decimal from "#app/money/decimal.ts";

interface Taken {
  taxes: SettledTaxes;
  snapshot: OrderSnapshot;
}

/**
 * The part of a divided order that one document has (DOC-7). What a line comes to, and each of its taxes, is allocated by quantity to the cent; the
 * first document has what is left of the order's own totals once the others have theirs, so that together they are Shopify's totals.
 */
export function takeShare(
  whole: SettledTaxes,
  snapshot: OrderSnapshot,
  share: DocumentShare,
  side: Side,
): Taken {
  const { order } = whole;
  const parts = divideLines(order.lines, share.shares);
  const rest = snapshotOf(snapshot, share);
  const others = parts.slice(1);
  const at = share.shares.findIndex((one) => one.fulfillmentOrderId === share.fulfillmentOrderId);
  const first = isFirst(share);
  const { taxesIncluded } = snapshot.content;
  const lines = parts[at] ?? [];
  const taken: EffectiveOrder = {
    lines,
    shippingLines: first ? order.shippingLines : [],
    header: first
      ? others.reduce(
          (left, other) => less(left, headerOf(other, order.header, taxesIncluded)),
          order.header,
        )
      : headerOf(lines, order.header, taxesIncluded),
  };
  const charged = [...sumByTax(partsOf(taken, rest), side).values()];
  return {
    snapshot: rest,
    taxes: {
      order: taken,
      charged,
      totals:
        whole.totals === null ? null : first ? lessTaxes(whole.totals, others, side) : charged,
      settled: first ? whole.settled : [],
    },
  };
}

/** The order's lines, share by share: the first one has the units that no other has. */
function divideLines(
  lines: readonly EffectiveLine[],
  shares: readonly OrderShare[],
): EffectiveLine[][] {
  const result: EffectiveLine[][] = shares.map(() => []);
  for (const line of lines) {
    const units = unitsOf(line, shares);
    const totals = split(line.total, units);
    const taxes = line.taxes.map((tax) =>
      split(tax.price, units).map((price) => ({ ...tax, price })),
    );
    units.forEach((quantity, index) => {
      const total = totals[index];
      if (quantity === 0 || !total) return;
      result[index]?.push({
        line: line.line,
        quantity,
        total,
        taxes: taxes.flatMap((amounts) => amounts[index] ?? []),
      });
    });
  }
  return result;
}

/** Of an order that was edited since, no share has more than there is. */
function unitsOf({ line, quantity }: EffectiveLine, shares: readonly OrderShare[]): number[] {
  let left = quantity;
  const others = shares.slice(1).map((share) => {
    const units = Math.min(left, unitsIn(share, line.id));
    left -= units;
    return units;
  });
  return [left, ...others];
}

const unitsIn = ({ lines }: OrderShare, id: LineId): number =>
  lines.filter(({ lineId }) => lineId === id).reduce((all, { quantity }) => all + quantity, 0);

/** What goods come to: all that another document than the first has. */
function headerOf(
  lines: readonly EffectiveLine[],
  like: HeaderTotals,
  taxesIncluded: boolean,
): HeaderTotals {
  const none = zeroLike(like.total);
  const goods = sum(
    none,
    lines.map(({ total }) => total),
  );
  const tax = sum(
    none,
    lines.flatMap(({ taxes }) => taxes.map(({ price }) => price)),
  );
  return {
    ...{ goods, tax, tip: none, shipping: none, duties: none, fees: none },
    total: sum(none, [goods, ...(taxesIncluded ? [] : [tax])]),
  };
}

const less = (header: HeaderTotals, other: HeaderTotals): HeaderTotals => ({
  ...header,
  goods: subtract(header.goods, other.goods),
  tax: subtract(header.tax, other.tax),
  total: subtract(header.total, other.total),
});

function lessTaxes(
  totals: readonly TaxTotal[],
  others: readonly EffectiveLine[][],
  side: Side,
): TaxTotal[] {
  const taken = sumByTax(
    others.flat().flatMap(({ taxes }) => taxes),
    side,
  );
  return totals.map((total) => ({
    ...total,
    amount: decimal.subtract(total.amount, taken.get(taxKey(total))?.amount ?? "0"),
  }));
}

/** The order as far as the document goes: its places, what of it is fulfilled, and what belongs to no fulfillment order only on the first. */
function snapshotOf(snapshot: OrderSnapshot, share: DocumentShare): OrderSnapshot {
  const { content, state } = snapshot;
  const own = share.shares.find(
    ({ fulfillmentOrderId }) => fulfillmentOrderId === share.fulfillmentOrderId,
  );
  const has = (id: LineId): boolean => own?.lines.some(({ lineId }) => lineId === id) ?? false;
  const first = isFirst(share);
  return {
    ...snapshot,
    content: {
      ...content,
      lines: first ? content.lines : content.lines.map((line) => ({ ...line, duties: [] })),
      fees: first ? content.fees : [],
      cashRounding: first ? content.cashRounding : zeroLike(content.cashRounding),
      lineLocations: [
        ...content.lineLocations.filter(({ lineId }) => !has(lineId)),
        ...(own?.lines ?? []).map((line) => ({
          ...line,
          locationId: own?.locationId ?? null,
          locationName: own?.locationName ?? "",
          deliveryMethod: own?.deliveryMethod ?? null,
        })),
      ],
    },
    state: { ...state, fulfillments: fulfilledOf(state, share.fulfillmentOrderId) },
  };
}

/** What its own fulfillment order has fulfilled: units of the same line that another place shipped are not this document's. */
function fulfilledOf(
  { fulfillmentOrders, fulfillments }: OrderState,
  id: string,
): OrderState["fulfillments"] {
  const own = fulfillmentOrders.find((one) => one.id === id);
  const [like] = fulfillments;
  if (!own || !like) return [];
  const lines = own.lines
    .map(({ lineId, total, remaining }) => ({ lineId, quantity: total - remaining }))
    .filter(({ quantity }) => quantity > 0);
  return [{ ...like, status: "SUCCESS", locationId: own.locationId, tracking: [], lines }];
}
