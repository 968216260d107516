import * as decimal from "#app/money/decimal.ts";
import { accountLine, documentTotal, noDrafts, priced } from "./line-kind.ts";
import type { LineKindPlanner } from "./line-kind.ts";
import { orderLineBase } from "./order-line.ts";
import { documentText } from "../document-text.ts";

/** D-21, I-33: tips go on the tip account. A tip that only the order's header knows makes a line of its own. */
export const tip: LineKindPlanner = {
  ofLine: (effective, context) =>
    accountLine(
      orderLineBase("tip", effective, context),
      { setting: "tipAccount", what: "tip", rule: "D-21" },
      context,
    ),
  ofOrder: (context) => {
    const lines = context.order.lines
      .filter(({ line }) => line.kind === "tip")
      .map(({ total, taxes }) => documentTotal({ total: context.amount(total), taxes }, context));
    const rest = decimal.subtract(
      context.amount(context.order.header.tip),
      decimal.add("0", ...lines),
    );
    if (decimal.compare(rest, "0") <= 0) return noDrafts;
    const amounts = priced({ quantity: 1, unitPrice: rest, total: rest, taxes: [] }, context);
    return accountLine(
      {
        key: "tip",
        kind: "tip",
        description: documentText(context.input.settings.documentLanguage, "tip"),
        ...amounts,
      },
      { setting: "tipAccount", what: "tip", rule: "D-21" },
      context,
    );
  },
};
