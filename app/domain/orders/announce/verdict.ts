import type { CardId } from "#app/lib/ids.ts";
import { isHeldByMarketplace } from "#app/domain/marketplace/marketplace.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { unmetFilter } from "#app/domain/order-filter/order-filter.ts";
import type { ClaimingCard, OrderClaim } from "./claim.ts";
import { claimOf } from "./claim.ts";
import type { ImportRules } from "./left-out.ts";
import { archivedBecause, archivedProblem, NO_RULES, skippedBy } from "./left-out.ts";

/** What becomes of an announced order, and why. `excluded` is a person's word and is not decided here. */
export type Verdict =
  | {
      verdict: "ready";
      reason: ProblemValue | null;
      cardId: CardId | null;
      claim: OrderClaim | null;
    }
  | { verdict: "held"; reason: ProblemValue; cardId: CardId | null; claim: OrderClaim | null }
  | LeftOut;

/** Not imported and not waiting: kept as a skipped record with its reason. */
export interface LeftOut {
  verdict: "leftOut";
  reason: ProblemValue;
  cardId: null;
  claim: null;
}

export interface CardForVerdict extends ClaimingCard {
  /** The card's word on orders that a marketplace still holds. */
  holdsMarketplace: boolean;
  /** The card's own list of sources that a marketplace stands for. */
  channelCaptures?: string;
  rules?: ImportRules;
}

/** What is known of an order beside what the listing says. */
export interface VerdictContext {
  /** Imported already: its changes must come in. */
  known: boolean;
  /** Has a row among the orders to import. */
  waiting?: boolean;
  /** Archived orders were asked for. */
  archived?: boolean;
  /** A person named this order, or released it. */
  asked?: boolean;
  installedAt?: Date | null;
  /** The filter of the sync at work. */
  runFilter?: OrderFilter | undefined;
}

/** A person let it in: no rule of the card takes it out again. */
const RELEASED: ProblemValue = { kind: "released", params: {}, cause: "released" };

/** MKT-2, as far as the listing tells. */
const marketplaceHolds = (order: ListedOrder, channelCaptures: string | undefined): boolean =>
  isHeldByMarketplace({ ...order, attribution: order.channel }, channelCaptures);

/**
 * The first card in the merchant's own order whose filter the order meets claims it (SET-16), and says what is not imported. An order that
 * is already imported is always ready.
 */
export function verdictOf(
  order: ListedOrder,
  cards: readonly CardForVerdict[],
  context: VerdictContext,
): Verdict {
  if (context.known) return { verdict: "ready", reason: null, cardId: null, claim: null };
  const { card, claim } = claimOf(order, cards);
  const none = cards.length > 0 && card === undefined;
  const reason = leftOut(order, card?.rules ?? NO_RULES, context, !none);
  if (reason && !context.asked) return { verdict: "leftOut", reason, cardId: null, claim: null };
  const cardId = card?.id ?? null;
  const held = (why: ProblemValue, of: CardId | null = null): Verdict => ({
    verdict: "held",
    reason: why,
    cardId: of,
    claim,
  });
  const unmet = context.runFilter && unmetFilter(context.runFilter, order);
  if (unmet) return held(notInFilter({ ...unmet, of: "sync" }), cardId);
  if (none) return held(unclaimed(order, cards));
  if (marketplaceHolds(order, card?.channelCaptures) && card?.holdsMarketplace !== false)
    return held(
      {
        kind: "held-marketplace",
        params: { channel: order.channel?.displayName ?? order.sourceName ?? "" },
        cause: "held-marketplace",
      },
      cardId,
    );
  return { verdict: "ready", reason: reason && RELEASED, cardId, claim };
}

const notInFilter = (params: {
  field: string;
  wanted: string;
  actual: string;
  of: "sync" | "card" | "cards" | "cardsOff";
}): ProblemValue => ({ kind: "not-in-filter", params, cause: `not-in-filter:${params.field}` });

/** No card takes it: what kept it from the first that is on. */
function unclaimed(order: ListedOrder, cards: readonly CardForVerdict[]): ProblemValue {
  const on = cards.filter(({ enabled }) => enabled);
  const why = on[0] && unmetFilter(on[0].filter, order);
  return notInFilter({
    field: why?.field ?? "",
    wanted: why?.wanted ?? "",
    actual: why?.actual ?? "",
    of: on.length === 0 ? "cardsOff" : on.length === 1 ? "card" : "cards",
  });
}

function leftOut(
  order: ListedOrder,
  rules: ImportRules,
  { waiting, archived, installedAt = null, runFilter }: VerdictContext,
  claimed: boolean,
): ProblemValue | null {
  const skipped = skippedBy(rules, { ...order, cancelled: order.cancelledAt !== null });
  if (skipped || waiting || archived) return skipped;
  const wanted = claimed && !(runFilter && unmetFilter(runFilter, order));
  const because = archivedBecause(order, { rules, claimed: wanted, installedAt });
  return because && archivedProblem(because);
}
