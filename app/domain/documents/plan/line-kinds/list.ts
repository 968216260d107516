import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import { cashRounding } from "./cash-rounding.ts";
import { comment } from "./comment.ts";
import { custom } from "./custom.ts";
import { duty } from "./duty.ts";
import { fee } from "./fee.ts";
import { giftCard } from "./gift-card.ts";
import { item } from "./item.ts";
import type { LineContext, LineDrafts, LineKindPlanner } from "./line-kind.ts";
import { shipping } from "./shipping.ts";
import { tip } from "./tip.ts";

/** Which kind answers for an order line. */
const ofLine: Record<OrderLine["kind"], LineKindPlanner> = { item, giftCard, tip, custom };
/** What the order has once, in the order of the document: `before` the order lines and after them. */
const before: readonly LineKindPlanner[] = [comment];
const after: readonly LineKindPlanner[] = [tip, shipping, duty, fee, cashRounding];

/** All lines of the document but the rounding line, which the proof decides. */
export function draftLines(context: LineContext): LineDrafts {
  const parts = [
    ...before.map((kind) => kind.ofOrder?.(context)),
    ...context.order.lines.map((line) => ofLine[line.line.kind].ofLine?.(line, context)),
    ...after.map((kind) => kind.ofOrder?.(context)),
  ].filter((part) => part !== undefined);
  return {
    lines: parts.flatMap((part) => part.lines),
    why: parts.flatMap((part) => part.why),
    problems: parts.flatMap((part) => part.problems),
    found: parts.flatMap((part) => part.found),
    newItems: parts.flatMap((part) => part.newItems),
  };
}
