import { documentText } from "#app/domain/documents/plan/document-text.ts";
import type { LineContext, LineDrafts } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import { accountLine, noDrafts } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import type { AccountUse } from "#app/domain/documents/plan/line-kinds/line-kind.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { Language } from "#app/i18n/languages.ts";
import * as decimal from "#app/money/decimal.ts";
import type { RestPart } from "./rest-parts.ts";

/** Shopify's reasons of order adjustments, as documents name them. */
const REASONS = {
  CUSTOMER: "customer",
  DAMAGE: "damage",
  FULL_RETURN_BALANCING_ADJUSTMENT: "fullReturnBalancing",
  PENDING_REFUND_DISCREPANCY: "pendingRefundDiscrepancy",
  REFUND_DISCREPANCY: "refundDiscrepancy",
  RESTOCK: "restock",
} as const;

/** One that Shopify adds later is named as Shopify writes it. */
function nameOf({ kind, reason }: RestPart, language: Language): string {
  if (kind === "tip") return documentText(language, "tipOfRefund");
  if (kind === "fee")
    return documentText(
      language,
      reason === "restockingFee" || reason === "returnShippingFee" ? reason : "feeOfRefund",
    );
  if (reason === null) return documentText(language, "refund");
  const known = Object.hasOwn(REASONS, reason)
    ? REASONS[reason as keyof typeof REASONS]
    : undefined;
  return known ? documentText(language, known) : reason;
}

const ACCOUNTS: Readonly<Record<RestPart["kind"], AccountUse>> = {
  tip: { setting: "tipAccount", what: "tip", rule: "R-38" },
  fee: { setting: "feeAccount", what: "fee", rule: "R-38" },
  adjustment: { setting: "refundAccount", what: "refund", rule: "R-38" },
};

/** what is left of the refund, each part on its account under Shopify's name for it. What the shop kept takes away. */
export function restLines(parts: readonly RestPart[], context: LineContext): LineDrafts {
  const { settings } = context.input;
  return parts
    .map((part, index) => {
      const name = nameOf(part, settings.documentLanguage);
      const key = `${part.kind}:${index + 1}`;
      const taxes = decimal.isZero(part.tax) ? [] : [{ title: taxName(context), amount: part.tax }];
      const drafted = accountLine(
        {
          key,
          kind: part.kind,
          description: name,
          quantity: "1",
          unitPrice: context.pricesIncludeTax
            ? part.amount
            : decimal.subtract(part.amount, part.tax),
          discount: "0",
          taxes,
        },
        ACCOUNTS[part.kind],
        context,
      );
      const told = why({ about: `line:${key}`, rule: "R-38" }, "creditMemo.rest", {
        amount: part.amount,
        currency: context.currency,
        reason: name,
      });
      return { ...drafted, why: [told, ...drafted.why] };
    })
    .reduce(
      (all, next) => ({
        ...all,
        lines: [...all.lines, ...next.lines],
        why: [...all.why, ...next.why],
        problems: [...all.problems, ...next.problems],
      }),
      noDrafts,
    );
}

const taxName = ({ input }: LineContext): string =>
  documentText(input.settings.documentLanguage, "tax");
