import { z } from "zod";
import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { unmetFilter } from "#app/domain/order-filter/order-filter.ts";
import { CardId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";

const card = z.object({ id: CardId, title: z.string() });

/**
 * Which card claims an order, and what of the filter of each card before it the order does not meet. The order's own value is left out:
 * it may tell of a person.
 */
const claimSchema = z.object({
  card: card.nullable(),
  /** The person who chose the card by hand. */
  by: z.string().exactOptional(),
  passed: z.array(
    card.extend({
      unmet: z.object({ field: z.string(), wanted: z.string() }).nullable(),
    }),
  ),
});
export type OrderClaim = z.infer<typeof claimSchema>;

/** `OrderToImport.claim`, `Order.claim`. */
export const storedClaim = storedJson("claim", claimSchema);

export interface ClaimingCard {
  id: CardId;
  title: string;
  /** Off: it claims no order. */
  enabled: boolean;
  filter: OrderFilter;
}

/** The first card that is on and whose filter the order meets (SET-16). A card that is off has no unmet part. */
export function claimOf<C extends ClaimingCard>(
  order: ListedOrder,
  cards: readonly C[],
): { card: C | undefined; claim: OrderClaim } {
  const passed: OrderClaim["passed"] = [];
  for (const candidate of cards) {
    const { id, title, enabled, filter } = candidate;
    const unmet = enabled ? unmetFilter(filter, order) : null;
    if (unmet === undefined) return { card: candidate, claim: { card: { id, title }, passed } };
    passed.push({
      id,
      title,
      unmet: unmet && { field: unmet.field, wanted: unmet.wanted },
    });
  }
  return { card: undefined, claim: { card: null, passed } };
}
