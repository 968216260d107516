import { db } from "#app/db/client.server.ts";
import { planDifferences } from "#app/domain/documents/plan/plan-differences.ts";
import type { PlanDifference } from "#app/domain/documents/plan/plan-differences.ts";
import { planTwice } from "#app/domain/documents/plan/plan-twice.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { parseSettings } from "#app/domain/shop-card/parse-settings.ts";
import type { SettingProblem } from "#app/domain/shop-card/setting-types.ts";
import { effectiveSettings } from "#app/domain/shop-card/settings.ts";
import { validateSettings } from "#app/domain/shop-card/validate-settings.ts";
import type { Json } from "#app/lib/json.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";

const LOOKED_AT = 100;
const SHOWN = 20;

export interface Effect {
  /** Orders that were planned both ways. */
  orders: number;
  /** Those whose document would come out differently. */
  changed: number;
  /** The latest of them, with what would differ. */
  examples: { orderId: OrderId; name: string; differences: PlanDifference[] }[];
}

export type EffectRefusal =
  | { kind: "not-found" }
  | { kind: "invalid"; errors: SettingProblem[] }
  | { kind: "erp"; problem: ProblemValue };

/** How the documents of the card's last orders would come out with these settings (SET-18). Nothing is saved. */
export async function effectOf(
  shop: string,
  id: string,
  values: Record<string, Json>,
): Promise<Result<Effect, EffectRefusal>> {
  const card = await getCard(shop, id);
  if (!card) return err({ kind: "not-found" });
  const typed = parseSettings({ ...card.stored, ...values });
  const settings = effectiveSettings(typed.settings);
  const errors = [
    ...typed.errors,
    ...validateSettings(settings, { previous: effectiveSettings(card.settings) }),
  ];
  if (errors.length > 0) return err({ kind: "invalid", errors });
  const orders = await db.order.findMany({
    where: { shop, cardId: card.id },
    orderBy: [{ orderCreatedAt: "desc" }, { orderId: "desc" }],
    take: LOOKED_AT,
    select: { orderId: true },
  });
  const planned = await planTwice(
    shop,
    card,
    settings,
    orders.map(({ orderId }) => orderId),
  );
  if (!planned.ok) return err({ kind: "erp", problem: planned.error });
  const changed = planned.value.flatMap(({ orderId, name, before, after }) => {
    const differences = planDifferences(before, after);
    return differences.length > 0 ? [{ orderId, name, differences }] : [];
  });
  return ok({
    orders: planned.value.length,
    changed: changed.length,
    examples: changed.slice(0, SHOWN),
  });
}
