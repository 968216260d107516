import { sampleOrders } from "./sample-orders.ts";
import type { SampleOrder } from "./sample-orders.ts";
import { unmetFilter } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";

export interface FilteredCard {
  id: string;
  title: string;
  enabled: boolean;
  filter: OrderFilter;
}

/** What of an order makes the point; a null value is any that no filter names. */
export type Example = SampleOrder["differs"];

export interface Coverage {
  /** False: the filters name too much to try every combination. */
  complete: boolean;
  /** Every card is off. */
  allOff: boolean;
  /** An order that no card claims. */
  hole: Example | null;
  /** Cards whose filters the same order meets: the first of the two claims it. */
  overlaps: { first: string; second: string; example: Example }[];
  /** Cards that claim no order: those before them take all theirs, or no order can meet the filter. */
  idle: { title: string; because: "earlier" | "impossible" }[];
}

/** Where the filters of cards, in the merchant's order, leave holes and where they overlap: tried on an order of each sort that they tell apart. */
export function coverageOf(cards: readonly FilteredCard[]): Coverage {
  const on = cards.filter(({ enabled }) => enabled);
  const coverage: Coverage = {
    complete: true,
    allOff: cards.length > 0 && on.length === 0,
    hole: null,
    overlaps: [],
    idle: [],
  };
  if (on.length === 0) return coverage;
  const samples = sampleOrders(on.map(({ filter }) => filter));
  coverage.complete = samples !== null;
  const [met, claimed] = [new Set<FilteredCard>(), new Set<FilteredCard>()];
  for (const { order, differs } of samples ?? []) {
    const takers = on.filter(({ filter }) => unmetFilter(filter, order) === undefined);
    const [first, ...others] = takers;
    for (const taker of takers) met.add(taker);
    if (!first) {
      coverage.hole ??= differs;
      continue;
    }
    claimed.add(first);
    for (const second of others)
      if (
        !coverage.overlaps.some((one) => one.first === first.title && one.second === second.title)
      )
        coverage.overlaps.push({ first: first.title, second: second.title, example: differs });
  }
  const place = (title: string): number => on.findIndex((card) => card.title === title);
  coverage.overlaps.sort(
    (a, b) => place(a.first) - place(b.first) || place(a.second) - place(b.second),
  );
  if (samples)
    coverage.idle = on
      .filter((card) => !claimed.has(card))
      .map((card) => ({ title: card.title, because: met.has(card) ? "earlier" : "impossible" }));
  return coverage;
}
