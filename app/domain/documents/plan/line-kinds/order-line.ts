import type { DraftLine } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import type { EffectiveLine } from "../effective-order.ts";
import { priced } from "./line-kind.ts";
import type { LineContext } from "./line-kind.ts";

/** What every line made from an order line has in common. */
export function orderLineBase(
  kind: LineKind,
  { line, quantity, total, taxes }: EffectiveLine,
  context: LineContext,
): Omit<DraftLine, "account" | "item"> {
  const title = line.variantTitle ? `${line.title} – ${line.variantTitle}` : line.title;
  const description = line.sellingPlan ? `${title} (${line.sellingPlan})` : title;
  return {
    key: line.id,
    kind,
    description,
    shopifyLineId: line.id,
    ...priced(
      { quantity, unitPrice: context.amount(line.unitPrice), total: context.amount(total), taxes },
      context,
    ),
  };
}
