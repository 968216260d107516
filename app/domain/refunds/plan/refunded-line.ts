import type { LineContext, LineDrafts } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import { accountLine, drafts } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import { orderLineBase } from "#app/domain/documents/plan/line-kinds/order-line.ts";
import { decideItem } from "#app/domain/mapping/items/decide.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import type { CreditMemoInput, SoldLines } from "./credit-memo-input.ts";
import type { RefundedLine } from "./refund-parts.ts";
import { decideReturnLocation } from "./return-location.ts";

/** The goods are in stock again: they came back, or an old refund says so. */
export const isRestocked = ({ line, refunded }: RefundedLine): boolean =>
  (line.kind === "item" || line.kind === "custom") &&
  (refunded.restockType === "LEGACY_RESTOCK" ||
    (refunded.restockType === "RETURN" && refunded.restocked));

/** one refunded line, by what became of its goods. */
export function refundedLine(
  part: RefundedLine,
  input: CreditMemoInput,
  context: LineContext,
  sold: SoldLines,
): LineDrafts {
  const { line, refunded } = part;
  if (line.kind === "giftCard")
    return accountLine(
      base("giftCard", part, context),
      { setting: "giftCardAccount", what: "giftCard", rule: "R-32" },
      context,
    );
  if (line.kind === "tip")
    return accountLine(
      base("tip", part, context),
      { setting: "tipAccount", what: "tip", rule: "R-32" },
      context,
    );
  if (isRestocked(part)) return restockedLine(part, input, context, sold);
  const canceled = refunded.restockType === "CANCEL";
  const told = why(
    { about: `line:${part.key}`, rule: "R-32" },
    canceled ? "creditMemo.cancelled" : "creditMemo.notRestocked",
    { quantity: refunded.quantity, title: line.title },
  );
  const drafted = canceled
    ? accountLine(
        base("item", asOne(part), context),
        { setting: "refundAccount", what: "refund", rule: "R-32" },
        context,
      )
    : accountLine(
        base("item", part, context),
        { setting: "refundNonRestockAccount", what: "nonRestock", rule: "R-32" },
        context,
      );
  return { ...drafted, why: [told, ...drafted.why] };
}

/** what was cancelled is one amount, however many units. */
const asOne = (part: RefundedLine): RefundedLine => ({
  ...part,
  refunded: { ...part.refunded, quantity: 1, price: part.refunded.subtotal },
});

/** quantity and unit price as refunded; what they come to beyond the refunded amount is a discount. */
const base = (
  kind: LineKind,
  { key, line, refunded, taxes }: RefundedLine,
  context: LineContext,
): Omit<DraftLine, "account" | "item"> => ({
  ...orderLineBase(
    kind,
    {
      line: { ...line, unitPrice: refunded.price },
      quantity: refunded.quantity,
      total: refunded.subtotal,
      taxes,
    },
    context,
  ),
  key,
});

/** As it stands on the order's document: the same item, or the same account, so that one takes back what the other sold. */
function restockedLine(
  part: RefundedLine,
  input: CreditMemoInput,
  context: LineContext,
  soldLines: SoldLines,
): LineDrafts {
  const about = { about: `line:${part.key}`, rule: "R-32" };
  const [sold] = soldLines.get(part.line.id) ?? [];
  const drafted = base("item", part, context);
  if (sold?.account)
    return drafts([{ ...drafted, account: sold.account }], {
      why: [why(about, "creditMemo.item", { number: sold.account })],
    });
  const place = decideReturnLocation(part, input);
  const found = sold?.item
    ? { value: sold, why: [asSold(about, sold)], problems: [] }
    : byMapping(part, input);
  if (!found.value)
    return drafts([], {
      why: [...found.why, ...place.why],
      problems: [...found.problems, ...place.problems],
    });
  const { item, variantCode, unit } = found.value;
  return drafts(
    [
      {
        ...drafted,
        ...(item ? { item } : {}),
        ...(variantCode ? { variantCode } : {}),
        ...(unit ? { unit } : {}),
        ...(place.value ? { location: place.value } : {}),
      },
    ],
    {
      why: [...found.why, ...place.why],
      problems: [...found.problems, ...place.problems],
    },
  );
}

const asSold = (about: Pick<Explanation, "about" | "rule">, { item }: DraftLine): Explanation =>
  why(about, "creditMemo.item", { number: item?.number ?? item?.id ?? "" });

/** A line that the document does not have is looked for like a line of a new order; no item is made for what only comes back. */
function byMapping(
  { line }: RefundedLine,
  input: CreditMemoInput,
): {
  value: Pick<DraftLine, "item" | "variantCode" | "unit"> | null;
  why: Explanation[];
  problems: LineDrafts["problems"];
} {
  const settings = { ...input.settings, autoCreateItems: false };
  const { value, why: reasons, problems } = decideItem(line, { ...input, settings });
  return {
    value: value && {
      item: value.ref,
      ...(value.variantCode ? { variantCode: value.variantCode } : {}),
      ...(value.unit ? { unit: value.unit } : {}),
    },
    why: reasons,
    problems,
  };
}
