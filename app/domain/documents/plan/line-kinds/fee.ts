import { isZero } from "../bag.ts";
import { accountLine, priced } from "./line-kind.ts";
import type { LineKindPlanner } from "./line-kind.ts";

/** D-24: each additional fee on the fee account. */
export const fee: LineKindPlanner = {
  ofOrder: (context) => {
    const parts = context.input.snapshot.content.fees
      .filter(({ price, taxes }) => !isZero(price) || taxes.some((tax) => !isZero(tax.price)))
      .map(({ id, name, price, taxes }) => {
        const amount = context.amount(price);
        return accountLine(
          {
            key: id,
            kind: "fee",
            description: name,
            ...priced({ quantity: 1, unitPrice: amount, total: amount, taxes }, context),
          },
          { setting: "feeAccount", what: "fee", rule: "D-24" },
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
