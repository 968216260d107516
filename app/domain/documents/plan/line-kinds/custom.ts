import { itemByNumber } from "#app/domain/mapping/items/decide.ts";
import { decideLocation } from "#app/domain/mapping/locations/decide.ts";
import { why } from "#app/domain/mapping/decision.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import { accountLine, drafts, placed } from "./line-kind.ts";
import type { LineKindPlanner } from "./line-kind.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { orderLineBase } from "./order-line.ts";

/** MAP-3: a line without a product is kept, on the account or the item that the shop card names; by hand on any item. */
export const custom: LineKindPlanner = {
  ofLine: (effective, context) => {
    const { settings, facts, choices, snapshot } = context.input;
    const { line } = effective;
    const chosen = choices.items?.[line.id];
    if (!chosen && settings.customLines === "account")
      return accountLine(
        orderLineBase("item", effective, context),
        { setting: "customLineAccount", what: "customLine", rule: "M-43" },
        context,
      );
    if (!chosen && settings.customLineItem === "")
      return drafts([], {
        problems: [
          problem(
            "missing-account",
            { what: "problem.what.customLine", setting: "customLineItem" },
            "customLineItem",
            { setting: "customLineItem" },
          ),
        ],
      });
    const decision = chosen
      ? { value: chosen, problems: [] }
      : itemByNumber(settings.customLineItem, facts, settingPath("customLineItem"));
    if (!decision.value) return drafts([], { problems: decision.problems });
    const location = decideLocation(line, snapshot.content, facts, placed(context));
    const { ref, variantCode, unit } = decision.value;
    const reason = why(
      { about: `line:${line.id}`, rule: "M-43" },
      chosen ? "item.chosen" : "line.customItem",
      { number: ref.number ?? ref.id },
      { change: settingPath("customLineItem") },
    );
    const drafted = {
      ...orderLineBase("item", effective, context),
      item: ref,
      ...(variantCode ? { variantCode } : {}),
      ...(unit ? { unit } : {}),
      ...(location.value ? { location: location.value } : {}),
    };
    return drafts([drafted], { why: [reason, ...location.why], problems: location.problems });
  },
};
