import { isHeldByMarketplace } from "#app/domain/marketplace/marketplace.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { unmetFilter } from "#app/domain/order-filter/order-filter.ts";

/** What becomes of an announced order, and why. `excluded` is a person's word and is not decided here. */
export type Verdict =
  | { verdict: "ready"; reason: null; cardId: string | null }
  | { verdict: "held"; reason: ProblemValue; cardId: string | null };

export interface CardForVerdict {
  id: string;
  filter: OrderFilter;
  /** The card's word on orders that a marketplace still holds. */
  holdsMarketplace: boolean;
}

/** MKT-2, as far as the listing tells. */
const marketplaceHolds = (order: ListedOrder): boolean =>
  isHeldByMarketplace({ ...order, attribution: order.channel });

const held = (
  kind: string,
  cause: string,
  params: ProblemValue["params"],
  cardId: string | null = null,
): Verdict => ({ verdict: "held", reason: { kind, params, cause }, cardId });

/**
 * The first card in the merchant's own order whose filter the order meets claims it (SET-16). An order that is already imported is always
 * ready: its changes must come in. `runFilter` is the filter of the sync at work.
 */
export function verdictOf(
  order: ListedOrder,
  cards: readonly CardForVerdict[],
  context: { known: boolean; runFilter?: OrderFilter | undefined },
): Verdict {
  const [first] = cards;
  if (context.known) return { verdict: "ready", reason: null, cardId: null };
  const unmet = context.runFilter && unmetFilter(context.runFilter, order);
  if (unmet) return held("not-in-filter", `not-in-filter:${unmet.field}`, { ...unmet, of: "sync" });
  const card = cards.find((candidate) => !unmetFilter(candidate.filter, order));
  if (!card && first) {
    const why = unmetFilter(first.filter, order);
    return held("not-in-filter", `not-in-filter:${why?.field ?? ""}`, {
      field: why?.field ?? "",
      wanted: why?.wanted ?? "",
      actual: why?.actual ?? "",
      of: "card",
    });
  }
  if (marketplaceHolds(order) && card?.holdsMarketplace !== false)
    return held(
      "held-marketplace",
      "held-marketplace",
      { channel: order.channel?.displayName ?? order.sourceName ?? "" },
      card?.id ?? null,
    );
  return { verdict: "ready", reason: null, cardId: card?.id ?? null };
}
