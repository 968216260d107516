import {
  explainChannelTaxes,
  separateChannelTaxes,
} from "#app/domain/documents/plan/channel-taxes.ts";
import { unknownCodes } from "#app/domain/documents/plan/check-codes.ts";
import { fitTexts } from "#app/domain/documents/plan/fit-texts.ts";
import type { LineContext } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import type { DocumentPlan } from "#app/domain/documents/plan/plan.ts";
import { totalsOf } from "#app/domain/documents/plan/proof.ts";
import { partsOf, sumByTax } from "#app/domain/documents/plan/tax-totals.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";
import { lineWorth } from "#app/domain/orders/snapshot/exchanges.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { agreementOf } from "./agreement.ts";
import type { CreditMemoInput } from "./credit-memo-input.ts";
import { exchangeOnMemo } from "./exchange-on-memo.ts";
import { exchangedLines, recordedExchange, settledByExchange, withSettled } from "./exchanged.ts";
import { beyondDocument } from "./left-on-document.ts";
import { memoHeader } from "./memo-header.ts";
import { memoKind } from "./memo-kind.ts";
import { memoLines } from "./memo-lines.ts";
import type { Evidence } from "./memo-proof.ts";
import { proveMemo, unprovedMemo } from "./memo-proof.ts";
import { partsOfRefund, restOf } from "./refund-parts.ts";
import type { RefundParts } from "./refund-parts.ts";
import { refundedOrder } from "./refunded-order.ts";
import { partsOfRest } from "./rest-parts.ts";
import { whyOfReturn } from "./returned-why.ts";

export interface CreditMemoPlan extends DocumentPlan {
  /** The card would have what the return sends out on this credit memo, but it needs a sales document of its own. */
  exchangeApart?: true;
}

/**
 * Plans the credit memo of one refund: what preview shows and create sends. Pure. It takes back, in the currency and the price basis of the order's
 * document, what Shopify gave back, part by part.
 */
export function planCreditMemo(input: CreditMemoInput): CreditMemoPlan {
  const { made, settings, snapshot, capabilities } = input;
  const { content } = snapshot;
  const side = sideOf(made.iso, snapshot);
  const settled = settledByExchange(input.refund, snapshot, side);
  const refund = withSettled(input.refund, settled, side);
  const parts = partsOfRefund(refund, snapshot, settings.documentLanguage);
  const rest = partsOfRest(restOf(refund, parts, content)[side].amount, refund, snapshot, side);
  const view = refundAsOrder(snapshot, parts);
  const refunded = refundedOrder(refund, parts, { rest, side }, snapshot);
  const charged = [...sumByTax(partsOf(refunded, view), side).values()];
  const { order, channel } = separateChannelTaxes(
    { order: refunded, totals: null, charged, settled: [] },
    view,
    { channelTaxes: made.leftOff ? "leaveOff" : "document" },
    side,
  );
  const context: LineContext = {
    input: { ...input, snapshot: view },
    order,
    currency: made.iso,
    taxTotals: null,
    channelTaxes: channel,
    amount: (bag) => bag[side].amount,
    pricesIncludeTax: made.draft.pricesIncludeTax,
  };
  const head = memoHeader(input);
  const back = memoLines(input, parts.lines, rest.parts, context);
  const exchange = exchangeOnMemo(input, settled, side);
  const drafted = {
    ...back,
    lines: [...back.lines, ...exchange.drafted.lines],
    why: [...back.why, ...exchange.drafted.why],
    problems: [...back.problems, ...exchange.drafted.problems],
  };
  const proof = proveMemo(back.lines, context, {
    refund: input.refund,
    settled,
    agreement: agreementOf(refund, snapshot),
    exchange: exchangeOf(input, side),
    onMemo: exchange.gross,
    side,
  });
  const totals = totalsOf(drafted.lines, context.pricesIncludeTax);
  const as = memoKind(input, drafted.lines);
  const before: ProblemValue[] = once([
    ...parts.unknown.map((lineId) =>
      problem("refund-line-unknown", { orderId: content.id, lineId }, lineId),
    ),
    ...drafted.problems,
    ...as.problems,
    ...beyondDocument(input, totals.gross),
    ...(drafted.problems.length === 0 && !proof.proved ? [unprovedMemo(proof, content.id)] : []),
  ]);
  const explanation = [
    ...as.why,
    ...head.why,
    ...whySettled(input, settled, side),
    ...whyOfReturn(input.refund, parts, snapshot),
    ...drafted.why,
    ...explainChannelTaxes(channel, snapshot, made.iso),
  ];
  const plan: CreditMemoPlan = {
    document: null,
    newCustomer: null,
    newItems: [],
    found: { customers: [], items: [] },
    ...(channel.offDocument ? { offDocument: channel.offDocument } : {}),
    proof,
    explanation,
    problems: before,
    ...(exchange.apart ? { exchangeApart: true as const } : {}),
  };
  if (before.length > 0) return plan;
  const draft: DocumentDraft = {
    ...head.header,
    kind: as.kind,
    lines: drafted.lines,
    expected: totals,
  };
  const fitted = fitTexts(draft, capabilities.limits);
  const problems = [...fitted.problems, ...once(unknownCodes(draft, explanation, input.facts))];
  return {
    ...plan,
    document: problems.length === 0 ? fitted.document : null,
    explanation: [...explanation, ...fitted.why],
    problems,
  };
}

/** What went out instead of what came back, and what Shopify recorded of it. */
function exchangeOf(
  { refund, snapshot }: CreditMemoInput,
  side: keyof MoneyBag,
): Evidence["exchange"] {
  const lines = exchangedLines(refund, snapshot);
  const recorded = recordedExchange(lines, snapshot, side);
  const sold = decimal.add(
    "0",
    ...lines.map((line) => lineWorth(line, snapshot.content.taxesIncluded, side)),
  );
  const only = snapshot.state.refunds.every(
    ({ id, returnId }) => id === refund.id || returnId !== refund.returnId,
  );
  return recorded === null ? null : { worth: sold, recorded, only };
}

const whySettled = (
  { refund, made, snapshot: { state } }: CreditMemoInput,
  settled: Decimal,
  side: keyof MoneyBag,
): Explanation[] =>
  decimal.isZero(settled)
    ? []
    : [
        why({ about: "document", rule: "R-13" }, "creditMemo.settled", {
          amount: settled,
          refunded: refund.total[side].amount,
          currency: made.iso,
          name: state.returns.find(({ id }) => id === refund.returnId)?.name ?? "",
        }),
      ];

/** Which of Shopify's two amounts the order's document has. */
const sideOf = (iso: string, { content }: Pick<OrderSnapshot, "content">): keyof MoneyBag =>
  iso === content.presentmentCurrency && iso !== content.currency ? "presentment" : "shop";

/** The order with nothing but what the refund took: the planners of lines see no more of it. */
const refundAsOrder = (snapshot: OrderSnapshot, parts: RefundParts): OrderSnapshot => ({
  ...snapshot,
  content: {
    ...snapshot.content,
    lines: parts.dutied,
    shippingLines: parts.shipping,
    fees: [],
    removals: [],
    lineLocations: [],
    cashRounding: parts.cashRounding,
  },
});

const once = (problems: readonly ProblemValue[]): ProblemValue[] => [
  ...new Map(
    problems.map((value) => [`${value.cause}\n${value.where?.lineId ?? ""}`, value]),
  ).values(),
];
