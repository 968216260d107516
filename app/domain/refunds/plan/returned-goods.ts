import type {
  OrderRefund,
  OrderReturn,
  OrderSnapshot,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { LineId } from "#app/lib/ids.ts";
import * as decimal from "#app/money/decimal.ts";
import { compareGids } from "#app/shopify/gid.ts";
import { exchangedLines } from "./exchanged.ts";
import { partsOfRefund, restOf, type RefundLine } from "./refund-parts.ts";
import { movedAdjustments, unexplained } from "./rest-parts.ts";
import { returnedLine, type CameBack } from "./returned-line.ts";

type Order = Pick<OrderSnapshot, "content" | "state">;

/** What credit memos of refunds that name no goods were made with, by refund. */
export type TakenBack = ReadonlyMap<string, ReadonlyMap<LineId, CameBack>>;

const OF_RETURN = "gid://shopify/ReturnLineItem/";
/** Said by the return, not by the refund. */
export const isOfReturn = ({ id }: Pick<RefundLine, "id">): boolean =>
  id?.startsWith(OF_RETURN) ?? false;

/**
 * the refunds of an order, with what came back in place where they name no goods themselves: a refund of a return that pays for goods takes those
 * that its return says came back, once. What other refunds of the return name is theirs, and what a credit memo was made with stays its own.
 */
export function withReturnedGoods(order: Order, taken: TakenBack): OrderRefund[] {
  const { refunds, returns } = order.state;
  const given = new Map<string, RefundLine[]>();
  for (const of of returns) {
    const own = refunds.filter(({ returnId }) => returnId === of.id);
    const bare = own
      .filter(({ lines }) => lines.length === 0)
      .sort((a, b) => compareGids(a.id, b.id));
    if (bare.length === 0) continue;
    const left = cameBack(of);
    for (const { lines } of own.filter((refund) => isCredited(refund, order)))
      for (const line of lines)
        take(left, line.lineId, {
          restocked: line.restocked ? line.quantity : 0,
          others: line.restocked ? 0 : line.quantity,
        });
    for (const { id } of bare)
      for (const [lineId, units] of taken.get(id) ?? []) take(left, lineId, units);
    const next = bare.find((refund) => !taken.has(refund.id) && paysForGoods(refund, order));
    for (const refund of bare) {
      const units = refund === next ? left : taken.get(refund.id);
      if (units) given.set(refund.id, linesOf(refund, of, units, order));
    }
  }
  return refunds.map((refund) => ({ ...refund, lines: given.get(refund.id) ?? refund.lines }));
}

/** What came back of each order line that the return names: as much as was processed, or disposed of. */
function cameBack({ lines, reverseOrders }: OrderReturn): Map<LineId, CameBack> {
  const disposed = reverseOrders
    .flatMap((one) => one.lines)
    .flatMap(({ lineId, dispositions }) => dispositions.map((done) => ({ ...done, lineId })));
  const sum = (list: readonly { quantity: number }[]): number =>
    list.reduce((total, { quantity }) => total + quantity, 0);
  const ids = new Set(lines.flatMap(({ lineId }) => lineId ?? []));
  return new Map(
    [...ids].map((id) => {
      const own = lines.filter(({ lineId }) => lineId === id);
      const done = disposed.filter(({ lineId }) => lineId === id);
      const processed = own.reduce((total, line) => total + line.processed, 0);
      const all = Math.min(sum(own), Math.max(processed, sum(done)));
      const restocked = Math.min(all, sum(done.filter(({ type }) => type === "RESTOCKED")));
      return [id, { restocked, others: all - restocked }];
    }),
  );
}

/** What is taken as restocked and was not is taken from the others, and the other way round. */
function take(left: Map<LineId, CameBack>, lineId: LineId, units: CameBack): void {
  const before = left.get(lineId);
  if (!before) return;
  const restocked = before.restocked - units.restocked;
  const others = before.others - units.others;
  left.set(lineId, {
    restocked: Math.max(0, restocked + Math.min(0, others)),
    others: Math.max(0, others + Math.min(0, restocked)),
  });
}

const UNDER_WAY = new Set(["PENDING", "AWAITING_RESPONSE"]);

/** One that moved no money, nor paid for an exchange, has no credit memo: what it names is left for another. */
const isCredited = (refund: OrderRefund, order: Order): boolean =>
  !decimal.isZero(refund.total.shop.amount) ||
  refund.transactions.some(({ status }) => UNDER_WAY.has(status)) ||
  exchangedLines(refund, order).length > 0;

/** Money, or an exchange, that neither shipping, tips, fees nor an adjustment of Shopify explain. */
function paysForGoods(refund: OrderRefund, order: Order): boolean {
  if (movedAdjustments(refund, "shop").length > 0) return false;
  const rest = restOf(refund, partsOfRefund(refund, order, "en"), order.content).shop.amount;
  const open = unexplained(rest, refund, order, "shop");
  return decimal.isZero(refund.total.shop.amount)
    ? exchangedLines(refund, order).length > 0
    : decimal.compare(open, "0") > 0;
}

const linesOf = (
  refund: OrderRefund,
  of: OrderReturn,
  units: ReadonlyMap<LineId, CameBack>,
  order: Order,
): RefundLine[] =>
  [...units].flatMap(([lineId, came]) => returnedLine({ refund, of, lineId, came }, order));
