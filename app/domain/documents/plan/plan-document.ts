import { decideCustomers } from "#app/domain/mapping/customers/decide.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { DocumentDraft, Totals } from "#app/erp/port/documents.ts";
import * as decimal from "#app/money/decimal.ts";
import { decideCurrency } from "./document-currency.ts";
import { decideDocumentType } from "./document-type.ts";
import { effectiveOrder } from "./effective-order.ts";
import { fitTexts } from "./fit-texts.ts";
import { draftHeader } from "./header.ts";
import type { LineContext } from "./line-kinds/line-kind.ts";
import { draftLines } from "./line-kinds/list.ts";
import type { PlanInput } from "./plan-input.ts";
import type { DocumentPlan, Proof } from "./plan.ts";
import { applyPolicies } from "./policies.ts";
import { prove, totalsOf } from "./proof.ts";
import { roundingLine } from "./rounding.ts";

/**
 * Plans an order's sales document: what preview shows and create sends (DOC-3). Pure. The document is null when a problem keeps it from being
 * made; proof and explanation are given as far as they go, so that the preview can show them all the same.
 */
export function planDocument(input: PlanInput): DocumentPlan {
  const { snapshot, settings, choices, capabilities } = input;
  const order = effectiveOrder(snapshot);
  const currency = decideCurrency(input);
  const context: LineContext = {
    input,
    order,
    currency: currency.iso,
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
  const explanation = [
    ...policies.why,
    type.why,
    ...customers.why,
    currency.why,
    ...head.why,
    ...drafted.why,
    ...rounding.why,
  ];
  const plan: DocumentPlan = {
    document: null,
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
    sellTo: customers.sellTo.ref,
    billTo: customers.billTo.ref,
    currency: currency.code,
    pricesIncludeTax: context.pricesIncludeTax,
    lines,
    expected: expectedTotals(lines, context),
  };
  const fitted = fitTexts(draft, capabilities.limits);
  return {
    ...plan,
    document: fitted.problems.length === 0 ? fitted.document : null,
    explanation: [...explanation, ...fitted.why],
    problems: fitted.problems,
  };
}

/** Gross as Shopify's header says; tax as charged on the lines (the proof has held it against the header's). */
function expectedTotals(lines: DocumentDraft["lines"], context: LineContext): Totals {
  const gross = decimal.normalize(context.amount(context.order.header.total));
  const { tax } = totalsOf(lines, context.pricesIncludeTax);
  return { net: decimal.subtract(gross, tax), tax, gross };
}

function unprovedTotal({ rows, currency }: Proof, orderId: string): ProblemValue {
  const total = rows.find(({ kind }) => kind === "total");
  const apart = rows.filter(
    ({ kind, difference }) =>
      kind !== "total" && kind !== "rounding" && !decimal.isZero(difference),
  );
  return problem(
    "unproved-total",
    {
      orderId,
      currency,
      shopify: total?.shopify ?? "",
      document: total?.document ?? "",
      difference: total?.difference ?? "",
      kinds: apart.map(({ kind, shopify, document, difference }) => ({
        kind,
        shopify,
        document,
        difference,
      })),
    },
    apart.map(({ kind }) => kind).join(","),
  );
}

const unique = <T>(values: readonly T[], key: (value: T) => string): T[] => [
  ...new Map(values.map((value) => [key(value), value])).values(),
];
/** Two lines on one missing account are one problem; two lines with one unknown item stay two, each beside its line. */
const once = (problems: readonly ProblemValue[]): ProblemValue[] =>
  unique(problems, ({ cause, where }) => `${cause}\n${where?.lineId ?? ""}`);
