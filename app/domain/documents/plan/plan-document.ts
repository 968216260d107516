import { why } from "#app/domain/mapping/decision.ts";
import { decideCustomers } from "#app/domain/mapping/customers/decide.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { DocumentDraft, Totals } from "#app/erp/port/documents.ts";
import * as decimal from "#app/money/decimal.ts";
import { refundsToCredit } from "#app/domain/orders/snapshot/refunds.ts";
import { explainChannelTaxes, separateChannelTaxes } from "./channel-taxes.ts";
import { unknownCodes } from "./check-codes.ts";
import { decideCurrency } from "./document-currency.ts";
import { decideDocumentType } from "./document-type.ts";
import { effectiveOrder } from "./effective-order.ts";
import { fitTexts } from "./fit-texts.ts";
import { draftHeader } from "./header.ts";
import type { LineContext } from "./line-kinds/line-kind.ts";
import { draftLines } from "./line-kinds/list.ts";
import type { PlanInput } from "./plan-input.ts";
import { explainShare } from "./explain-share.ts";
import type { DocumentPlan } from "./plan.ts";
import { applyPolicies } from "./policies.ts";
import { prove, toleranceOf, totalsOf } from "./proof.ts";
import { roundingLine } from "./rounding.ts";
import { settleTaxes } from "./settle-taxes.ts";
import { takeShare } from "./take-share.ts";
import { unprovedTotal } from "./unproved-total.ts";

/**
 * Plans an order's sales document: what preview shows and create sends (DOC-3). Pure. The document is null when a problem keeps it from being
 * made; proof and explanation are given as far as they go, so that the preview can show them all the same.
 */
export function planDocument(of: PlanInput): DocumentPlan {
  const { settings, choices, capabilities, share } = of;
  const left = effectiveOrder(of.snapshot);
  const currency = decideCurrency(of);
  const places = left.lines.length + left.shippingLines.length;
  const tolerance = toleranceOf(settings.roundingTolerance, places, currency.iso);
  const whole = settleTaxes(left, of.snapshot, currency.side, tolerance);
  const { taxes, snapshot } = share
    ? takeShare(whole, of.snapshot, share, currency.side)
    : { taxes: whole, snapshot: of.snapshot };
  const input: PlanInput = { ...of, snapshot };
  const { order, channel } = separateChannelTaxes(taxes, snapshot, settings, currency.side);
  const context: LineContext = {
    input,
    order,
    currency: currency.iso,
    taxTotals: taxes.totals,
    channelTaxes: channel,
    amount: (bag) => bag[currency.side].amount,
    pricesIncludeTax: snapshot.content.taxesIncluded && capabilities.taxInclusivePrices, // D-5
  };
  const policies = applyPolicies(snapshot, settings, choices.release);
  const customers = decideCustomers(snapshot, input);
  const type = decideDocumentType(snapshot.state, order.lines, settings);
  const head = draftHeader(input, customers);
  const drafted = draftLines(context);
  // A rounding line must not stand in for lines that are missing for want of a mapping.
  const rounding =
    drafted.problems.length === 0
      ? roundingLine(drafted.lines, context)
      : { lines: [], why: [], problems: [] };
  const lines = [...drafted.lines, ...rounding.lines];
  const proof = prove(lines, context);
  const lineProblems = [...drafted.problems, ...rounding.problems];
  const unproved =
    lineProblems.length === 0 && !proof.proved ? [unprovedTotal(proof, snapshot.content.id)] : [];
  const nothing =
    order.lines.length === 0 ? [problem("nothing-left", { orderId: snapshot.content.id })] : [];

  // An order without lines needs no decision about anything else.
  const before =
    nothing.length > 0
      ? nothing
      : [
          ...policies.problems,
          ...customers.problems,
          ...currency.problems,
          ...head.problems,
          ...lineProblems,
          ...unproved,
        ];
  const exchanged = snapshot.content.lines.filter(({ exchange }) => exchange);
  const explanation = [
    ...(share ? [explainShare(share)] : []),
    ...policies.why,
    ...exchanged.map(({ id, title, quantity }) =>
      why({ about: `policy:exchange:${id}`, rule: "I-42" }, "line.exchange", { title, quantity }),
    ),
    type.why,
    ...customers.why,
    currency.why,
    ...head.why,
    ...drafted.why,
    ...taxes.settled.map(({ title, difference, on }) =>
      why({ about: `line:${on}`, rule: "DOC-4" }, "tax.settled", {
        title,
        difference,
        currency: currency.iso,
      }),
    ),
    ...explainChannelTaxes(channel, snapshot, currency.iso),
    ...rounding.why,
  ];
  const plan: DocumentPlan = {
    document: null,
    refunds: refundsToCredit(snapshot).map(({ id }) => id),
    ...(channel.offDocument ? { offDocument: channel.offDocument } : {}),
    ...(share ? { share } : {}),
    proof,
    explanation,
    problems: once(before),
    newCustomer: customers.newCustomer,
    newItems: unique(drafted.newItems, ({ variantId }) => variantId),
    found: {
      customers: customers.found,
      items: unique(drafted.found, ({ variantId }) => variantId),
    },
  };
  if (before.length > 0 || !customers.sellTo || !customers.billTo || currency.code === null)
    return plan;

  const draft: DocumentDraft = {
    kind: type.kind,
    ...head.header,
    // Where all of the tax is the channel's, the ERP must not calculate any.
    taxLiable: head.header.taxLiable && (!channel.leftOff || channel.othersToo),
    sellTo: customers.sellTo.ref,
    billTo: customers.billTo.ref,
    currency: currency.code,
    pricesIncludeTax: context.pricesIncludeTax,
    lines,
    expected: expectedTotals(lines, context),
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

/** Gross as Shopify's header says; tax as charged on the lines (the proof has held it against the header's). */
function expectedTotals(lines: DocumentDraft["lines"], context: LineContext): Totals {
  const gross = decimal.normalize(context.amount(context.order.header.total));
  const { tax } = totalsOf(lines, context.pricesIncludeTax);
  return { net: decimal.subtract(gross, tax), tax, gross };
}

const unique = <T>(values: readonly T[], key: (value: T) => string): T[] => [
  ...new Map(values.map((value) => [key(value), value])).values(),
];
/** Two lines on one missing account are one problem; two lines with one unknown item stay two, each beside its line. */
const once = (problems: readonly ProblemValue[]): ProblemValue[] =>
  unique(problems, ({ cause, where }) => `${cause}\n${where?.lineId ?? ""}`);
