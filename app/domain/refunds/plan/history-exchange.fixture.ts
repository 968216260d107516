// What refunds of random histories send out in exchange, in whole cents.
import type { OrderLine, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { bag, gid, line } from "#tests/fixtures/orders.ts";
import type { History } from "./history.fixture.ts";
import { cents, lineAmounts, taxOf } from "./history.fixture.ts";

type State = OrderSnapshot["state"];

export interface Exchanged {
  line: OrderLine;
  /** In cents, with tax. */
  worth: number;
  entry: State["returns"][number];
  agreement: State["agreements"][number];
}

/** The line that the refund of this number sends out, under a return of its own. */
export function exchangedFor(raw: History, number: number): Exchanged | null {
  const exchange = raw.refunds[number]?.exchange;
  if (!exchange) return null;
  const { total, taxes } = lineAmounts({ ...exchange, off: 0 }, raw.taxesIncluded);
  const tax = taxes.reduce((sum, one) => sum + one, 0);
  const worth = total + (raw.taxesIncluded ? 0 : tax);
  const lineId = gid("LineItem", 101 + number);
  const returnId = gid("Return", number + 1);
  const at = "2026-03-05T23:00:00Z";
  return {
    worth,
    line: line({
      id: lineId,
      exchange: true,
      variantId: gid("ProductVariant", 101 + number),
      quantity: exchange.quantity,
      unitPrice: bag(cents(exchange.price)),
      taxes: exchange.rates.map((rate, place) => taxOf(rate, taxes[place] ?? 0)),
    }),
    entry: {
      id: returnId,
      name: `#1001-R${number + 1}`,
      status: "CLOSED",
      quantity: 1,
      createdAt: at,
      closedAt: at,
      approvedAt: at,
      declineReason: null,
      lines: [],
      shippingFees: [],
      exchanges: [
        {
          id: gid("ExchangeLineItem", number + 1),
          quantity: exchange.quantity,
          processed: exchange.quantity,
          lineIds: [lineId],
        },
      ],
      reverseOrders: [],
    },
    agreement: {
      id: gid("SalesAgreement", 101 + number),
      happenedAt: at,
      reason: "RETURN",
      refundId: null,
      returnId,
      sales: [
        {
          id: gid("Sale", 101 + number),
          action: "ORDER",
          lineType: "PRODUCT",
          quantity: exchange.quantity,
          total: bag(cents(worth)),
          tax: bag(cents(tax)),
          lineId,
          shippingLineId: null,
        },
      ],
    },
  };
}
