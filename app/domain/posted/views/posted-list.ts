import { pageQuery, pageRequest, startOf, type Sort } from "#app/lib/paging.ts";

/** Newest on top. */
export const POSTED_SORT = {
  postedAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

/** The views of a list of posted records: which states each holds; empty: all. */
type Views<View extends string> = Record<View, readonly string[]>;

/** What such a list's address asks for, newest first: `state` is a view, `q` the beginning of a number or an order's name, `order` an order's gid, `after` and `before` name the page. `also` is what else a search looks into. */
export function postedQuery<Also extends object>(
  shop: string,
  params: URLSearchParams,
  views: Views<string>,
  also: (q: string) => Also[] = () => [],
) {
  const states = new Map(Object.entries(views)).get(params.get("state") ?? "") ?? [];
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const orderId = params.get("order");
  const start = startOf(POSTED_SORT, pageRequest(params));
  const { beyond, orderBy, take } = pageQuery(POSTED_SORT, start);
  const insensitive = "insensitive" as const;
  const query = {
    where: {
      AND: [
        { shop },
        states.length > 0 ? { state: { in: [...states] } } : {},
        orderId ? { orderId } : {},
        q
          ? {
              OR: [
                { number: { startsWith: q, mode: insensitive } },
                ...[q, `#${q}`].map((equals) => ({ orderName: { equals, mode: insensitive } })),
                ...also(q),
              ],
            }
          : {},
        beyond,
      ],
    },
    orderBy,
    take,
    omit: { event: true as const },
  };
  return { start, query };
}

/** How many records each view holds. */
export function countViews<View extends string>(
  views: Views<View>,
  groups: readonly { state: string; _count: number }[],
): Record<View, number> {
  const count = (states: readonly string[]) =>
    groups
      .filter(({ state }) => states.length === 0 || states.includes(state))
      .reduce((sum, { _count }) => sum + _count, 0);
  return Object.fromEntries(
    (Object.entries(views) as [View, readonly string[]][]).map(([view, states]) => [
      view,
      count(states),
    ]),
  ) as Record<View, number>;
}
