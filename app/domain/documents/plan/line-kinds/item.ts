import { decideItem } from "#app/domain/mapping/items/decide.ts";
import { decideLocation } from "#app/domain/mapping/locations/decide.ts";
import { drafts, placed } from "./line-kind.ts";
import type { LineKindPlanner } from "./line-kind.ts";
import { orderLineBase } from "./order-line.ts";

/** D-21: an order line with a product becomes an item line with its location, unit and variant. */
export const item: LineKindPlanner = {
  ofLine: (effective, context) => {
    const { input } = context;
    const decision = decideItem(effective.line, input);
    const location = decideLocation(
      effective.line,
      input.snapshot.content,
      input.facts,
      placed(context),
    );
    const problems = [...decision.problems, ...location.problems];
    const reasons = [...decision.why, ...location.why];
    if (!decision.value) return drafts([], { problems, why: reasons });
    const { ref, variantCode, unit } = decision.value;
    const line = {
      ...orderLineBase("item", effective, context),
      item: ref,
      ...(variantCode ? { variantCode } : {}),
      ...(unit ? { unit } : {}),
      ...(location.value ? { location: location.value } : {}),
    };
    return drafts([line], {
      problems,
      why: reasons,
      found: decision.found ? [decision.found] : [],
      newItems: decision.newItem ? [decision.newItem] : [],
    });
  },
};
