import { isZero } from "../bag.ts";
import { accountLine, noDrafts, priced } from "./line-kind.ts";
import type { LineDrafts, LineKindPlanner } from "./line-kind.ts";
import { documentText } from "../document-text.ts";

/**
 * D-24: each duty on the duty account. Duties that the prices already contain (dutiesIncluded) make no line of their own, except
 * to carry a tax charged on them.
 */
export const duty: LineKindPlanner = {
  ofOrder: (context) => {
    const { content } = context.input.snapshot;
    const lines = content.lines.filter(({ exchange }) => !exchange);
    const parts = lines
      .flatMap((line) => line.duties.map((entry) => ({ line, entry })))
      .map(({ line, entry }): LineDrafts => {
        const taxed = entry.taxes.some(({ price }) => !isZero(price));
        if (content.dutiesIncluded ? !taxed : isZero(entry.price) && !taxed) return noDrafts;
        const price = content.dutiesIncluded ? "0" : context.amount(entry.price);
        const amounts = priced(
          { quantity: 1, unitPrice: price, total: price, taxes: entry.taxes },
          context,
        );
        return accountLine(
          {
            key: entry.id,
            kind: "duty",
            description: documentText(context.input.settings.documentLanguage, "duty", {
              title: line.title,
            }),
            shopifyLineId: line.id,
            ...amounts,
          },
          { setting: "dutyAccount", what: "duty", rule: "D-24" },
          context,
        );
      });
    return {
      lines: parts.flatMap((part) => part.lines),
      why: parts.flatMap((part) => part.why),
      problems: parts.flatMap((part) => part.problems),
      found: [],
      newItems: [],
    };
  },
};
