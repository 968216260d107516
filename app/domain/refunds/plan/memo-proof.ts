import type { OrderId } from "#app/lib/ids.ts";
import type { LineContext } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import type { Proof, ProofRow } from "#app/domain/documents/plan/plan.ts";
import { prove, totalsOf } from "#app/domain/documents/plan/proof.ts";
import type { OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import type { Agreement } from "./agreement.ts";
import { takenOff } from "./agreement.ts";

interface Exchanged {
  worth: Decimal;
  recorded: Decimal;
  /** The return has this refund only: it settles all of it. */
  only: boolean;
}

/** What a credit memo is held against beside its refund's parts. */
export interface Evidence {
  /** As Shopify gave it: its total is money that went back. */
  refund: OrderRefund;
  /** What the refund's goods paid for in exchange. */
  settled: Decimal;
  agreement: Agreement | undefined;
  /** What the exchange of its return comes to, and what Shopify's sales records say of that; null: there are none. */
  exchange: Exchanged | null;
  /** What the lines of the credit memo sell in exchange; null: they sell nothing. */
  onMemo: Decimal | null;
  side: keyof MoneyBag;
}

/**
 * The credit memo beside the refund, kind by kind; the refund's total beside the payments that went back; and what Shopify's own sales records say
 * that the refund took off the order, and that an exchange was sold for.
 */
export function proveMemo(
  lines: readonly DraftLine[],
  context: LineContext,
  { refund, settled, agreement, exchange, onMemo, side }: Evidence,
): Proof {
  const proof = prove(lines, context);
  const total = refund.total[side].amount;
  const paid = decimal.add(
    "0",
    ...refund.transactions
      .filter(({ status }) => status === "SUCCESS")
      .map(({ amount }) => amount[side].amount),
  );
  const { gross } = totalsOf(lines, context.pricesIncludeTax);
  const against: ProofRow[] = [
    rowOf("refunded", total, paid),
    ...(agreement
      ? [rowOf("agreement", takenOff(agreement, side), decimal.add(total, settled))]
      : []),
    ...(exchange ? [rowOf("exchange", exchange.recorded, exchange.worth)] : []),
    // Taken off the credit memo, it leaves the money that went back.
    ...(onMemo === null ? [] : [rowOf("exchangeOnMemo", settled, onMemo)]),
    ...(exchange && agreement && exchange.only
      ? [balanceOf(exchange, agreement, gross, side)]
      : []),
  ];
  const rows = proof.rows.slice();
  rows.splice(-1, 0, ...against);
  const kinds = proof.rows.filter(({ kind }) => kind === "adjustments");
  return {
    ...proof,
    rows,
    proved:
      proof.proved && [...against, ...kinds].every(({ difference }) => decimal.isZero(difference)),
  };
}

/** What the return leaves the buyer to pay, below zero: to get back; by Shopify's sales records, and by the documents of both sides. */
const balanceOf = (
  { recorded, worth }: Exchanged,
  agreement: Agreement,
  gross: Decimal,
  side: keyof MoneyBag,
): ProofRow =>
  rowOf(
    "returnBalance",
    decimal.subtract(recorded, takenOff(agreement, side)),
    decimal.subtract(worth, gross),
  );

const rowOf = (kind: ProofRow["kind"], shopify: Decimal, document: Decimal): ProofRow => ({
  kind,
  shopify,
  document,
  difference: decimal.subtract(document, shopify),
});

export function unprovedMemo({ rows, currency }: Proof, orderId: OrderId): ProblemValue {
  const different = rows.filter(({ difference }) => !decimal.isZero(difference));
  const shown = different.find(({ kind }) => kind === "total") ?? different[0];
  return problem(
    "refund-unproved",
    {
      orderId,
      currency,
      shopify: shown?.shopify ?? "",
      document: shown?.document ?? "",
      difference: shown?.difference ?? "",
      kinds: different.map(({ kind, shopify, document, difference }) => ({
        kind,
        shopify,
        document,
        difference,
      })),
    },
    different.map(({ kind }) => kind).join(","),
  );
}
