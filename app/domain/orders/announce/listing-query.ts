import { wholeSecond } from "./left-out.ts";

/**
 * How far back a listing looks behind the latest change it knows: Shopify's search index lags behind writes, and changes of the same second
 * have no order. Both times are Shopify's own, so clocks of ours do not matter.
 */
export const OVERLAP_MS = 10 * 60_000;

/** How far back cancelled orders are looked for at a shop's first sync: what the app may see without read_all_orders. */
const CANCELLED_DAYS = 60;

/** One listing: a search string, quoted as Shopify's parser needs it. */
export interface Listing {
  query: string;
  /** Takes archived orders that are not known yet. */
  archived: boolean;
}

const since = (at: Date): string => `updated_at:>='${at.toISOString()}'`;

/**
 * The listings of one sync. First one of a shop: open orders, cancelled ones of late (they are neither open nor always closed), and
 * what was sold since the app was installed and is archived already: a sale at the counter is paid and fulfilled at once.
 * Later ones: whatever changed, whatever its status (I-2). With archived orders asked for: everything.
 */
export function listingsOf(input: {
  cursor: Date | null;
  includeArchived: boolean;
  installedAt: Date | null;
  now: Date;
}): Listing[] {
  if (input.includeArchived) return [{ query: "", archived: true }];
  if (input.cursor)
    return [{ query: since(new Date(input.cursor.getTime() - OVERLAP_MS)), archived: false }];
  return [
    { query: "status:open", archived: false },
    {
      query: `status:cancelled ${since(new Date(input.now.getTime() - CANCELLED_DAYS * 86_400_000))}`,
      archived: false,
    },
    ...(input.installedAt
      ? [
          {
            query: `status:closed created_at:>='${wholeSecond(input.installedAt).toISOString()}'`,
            archived: false,
          },
        ]
      : []),
  ];
}

/** Shopify pages through at most 25,000 objects: go on with a new search from the last change seen. */
export const restartAt = (updatedAt: Date, query: string): string =>
  [
    ...query.split(" ").filter((term) => term !== "" && !term.startsWith("updated_at:")),
    since(updatedAt),
  ].join(" ");
