import * as decimal from "#app/money/decimal.ts";
import { accountLine, noDrafts } from "./line-kind.ts";
import type { LineKindPlanner } from "./line-kind.ts";
import { documentText } from "../document-text.ts";

/** D-23: what a cash payment was rounded by, signed, without tax. */
export const cashRounding: LineKindPlanner = {
  ofOrder: (context) => {
    const unitPrice = context.amount(context.input.snapshot.content.cashRounding);
    if (decimal.isZero(unitPrice)) return noDrafts;
    return accountLine(
      {
        key: "cashRounding",
        kind: "cashRounding",
        description: documentText(context.input.settings.documentLanguage, "cashRounding"),
        quantity: "1",
        unitPrice,
        discount: "0",
        taxes: [],
      },
      { setting: "cashRoundingAccount", what: "cashRounding", rule: "D-23" },
      context,
    );
  },
};
