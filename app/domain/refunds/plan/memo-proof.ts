import type { OrderId } from "#app/lib/ids.ts";
import type { LineContext } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import type { Proof, ProofRow } from "#app/domain/documents/plan/plan.ts";
import { prove } from "#app/domain/documents/plan/proof.ts";
import type { OrderRefund, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";

type Agreement = OrderState["agreements"][number];

/**
 * The credit memo beside the refund, kind by kind; the refund's total beside the payments that went back, and beside what Shopify's own sales
 * record says the refund took off the order.
 */
export function proveMemo(
  lines: readonly DraftLine[],
  context: LineContext,
  {
    refund,
    agreement,
    side,
  }: { refund: OrderRefund; agreement: Agreement | undefined; side: keyof MoneyBag },
): Proof {
  const proof = prove(lines, context);
  const total = refund.total[side].amount;
  const paid = decimal.add(
    "0",
    ...refund.transactions
      .filter(({ status }) => status === "SUCCESS")
      .map(({ amount }) => amount[side].amount),
  );
  const against: ProofRow[] = [
    rowOf("refunded", total, paid),
    ...(agreement ? [rowOf("agreement", takenOff(agreement, side), total)] : []),
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

const rowOf = (kind: ProofRow["kind"], shopify: Decimal, document: Decimal): ProofRow => ({
  kind,
  shopify,
  document,
  difference: decimal.subtract(document, shopify),
});

/** What the sales of an agreement took off the order: sold back, they are below zero. */
export const takenOff = ({ sales }: Agreement, side: keyof MoneyBag): Decimal =>
  decimal.negate(decimal.add("0", ...sales.map(({ total }) => total[side].amount)));

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
