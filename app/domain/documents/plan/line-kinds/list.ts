import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import type { LineKindDeclaration } from "./catalog.ts";
import { draftBundles } from "./bundle.ts";
import { lineKinds } from "./catalog.ts";
import { custom } from "./custom.ts";
import { giftCard } from "./gift-card.ts";
import { item } from "./item.ts";
import type { LineContext, LineDrafts, LineKindPlanner } from "./line-kind.ts";
import { tip } from "./tip.ts";

/** Which planner answers for an order line. */
const ofLine: Record<OrderLine["kind"], LineKindPlanner> = { item, giftCard, tip, custom };
const kinds = Object.values<LineKindDeclaration>(lineKinds);
const before = kinds.filter(({ first }) => first);
const after = kinds.filter(({ first }) => !first);

/** All lines of the document but the rounding line, which the proof decides. */
export function draftLines(context: LineContext): LineDrafts {
  const bundles = draftBundles(context);
  const parts = [
    ...before.map(({ planner }) => planner?.ofOrder?.(context)),
    ...context.order.lines.map((line) => {
      const bundle = bundles.find(({ lineIds }) => lineIds.has(line.line.id));
      if (!bundle) return ofLine[line.line.kind].ofLine?.(line, context);
      // It stands where its first line does.
      const [first] = bundle.lineIds;
      return first === line.line.id ? bundle.drafts : undefined;
    }),
    ...after.map(({ planner }) => planner?.ofOrder?.(context)),
  ].filter((part) => part !== undefined);
  return {
    lines: parts.flatMap((part) => part.lines),
    why: parts.flatMap((part) => part.why),
    problems: parts.flatMap((part) => part.problems),
    found: parts.flatMap((part) => part.found),
    newItems: parts.flatMap((part) => part.newItems),
  };
}
