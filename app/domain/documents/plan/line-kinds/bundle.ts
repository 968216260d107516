import { bundleLine, bundlesAsItems } from "#app/domain/mapping/items/bundles.ts";
import type { BundleLines } from "#app/domain/mapping/items/bundles.ts";
import { why } from "#app/domain/mapping/decision.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import { sum, times } from "../bag.ts";
import type { EffectiveLine } from "../effective-order.ts";
import { sumTaxes } from "../tax-totals.ts";
import { item } from "./item.ts";
import type { LineContext, LineDrafts } from "./line-kind.ts";
import type { LineId } from "#app/lib/ids.ts";

/** A bundle as one document line, and the order lines that it stands in for. */
export interface PlannedBundle {
  lineIds: ReadonlySet<LineId>;
  drafts: LineDrafts;
}

/**
 * Bundles as one item each, where the card says so. What is left of the lines must still be whole bundles: one that an edit broke up stays its
 * components.
 */
export function draftBundles(context: LineContext): PlannedBundle[] {
  const { snapshot, settings } = context.input;
  return bundlesAsItems(snapshot.content, settings).flatMap((bundle) => {
    const parts = context.order.lines.filter(({ line }) =>
      bundle.lines.some(({ id }) => id === line.id),
    );
    const left = wholeBundles(bundle, parts);
    return left === null ? [] : [ofBundle(bundle, parts, left, context)];
  });
}

/** How many whole bundles are left; null when they are none, or not whole. */
function wholeBundles({ bundle, lines }: BundleLines, parts: readonly EffectiveLine[]) {
  if (parts.length !== lines.length) return null;
  const counts = parts.map(({ line, quantity }) => quantity / (line.quantity / bundle.quantity));
  const [first = 0] = counts;
  return Number.isInteger(first) && counts.every((count) => count === first) ? first : null;
}

function ofBundle(
  bundle: BundleLines,
  parts: readonly EffectiveLine[],
  quantity: number,
  context: LineContext,
): PlannedBundle {
  const line = bundleLine(bundle);
  const perBundle = ({ line: part }: EffectiveLine): number =>
    part.quantity / bundle.bundle.quantity;
  const components = parts.map((part) => ({ lineId: part.line.id, quantity: perBundle(part) }));
  const whole: EffectiveLine = {
    line: {
      ...line,
      unitPrice: sum(
        line.unitPrice,
        parts.map((part) => times(part.line.unitPrice, perBundle(part))),
      ),
    },
    quantity,
    total: sum(
      line.unitPrice,
      parts.map(({ total }) => total),
    ),
    taxes: sumTaxes(parts.flatMap(({ taxes }) => taxes)),
  };
  const planned = item.ofLine?.(whole, context);
  if (!planned) throw new Error("an item line is planned from its order line");
  return {
    lineIds: new Set(components.map(({ lineId }) => lineId)),
    drafts: {
      ...planned,
      lines: planned.lines.map(({ shopifyLineId: _first, ...drafted }) => ({
        ...drafted,
        key: bundle.bundle.id,
        components,
      })),
      why: [
        ...planned.why,
        why(
          { about: `line:${line.id}`, rule: "DOC-2" },
          "line.bundle",
          { title: bundle.bundle.title, parts: parts.map((part) => part.line.title).join(", ") },
          { change: settingPath("bundles") },
        ),
      ],
    },
  };
}
