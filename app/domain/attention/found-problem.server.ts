import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { problemInfo } from "#app/domain/problems/catalog.ts";
import type { Fix } from "#app/domain/problems/kinds/entry.ts";
import { storedDetail, type ProblemDetail } from "#app/domain/problems/stored-problem.ts";
import { listCards, type Card } from "#app/domain/shop-card/cards.server.ts";
import { canonicalJson } from "#app/lib/json.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";

/** So many orders of one cause are fixed with one click. */
const MOST = 1_000;

/** Everything that one cause holds up, with the form that fixes it. */
export interface FoundProblem {
  fix: Fix;
  /** The card of the newest of them. */
  card: Card;
  /** All their cards, in the merchant's order, with the orders of each. */
  cards: { card: Card; orders: OrderId[] }[];
  /** Newest first: one of each order and line. */
  rows: { orderId: OrderId | null; documentState: string | null; detail: ProblemDetail }[];
}

/** What is open of a cause now; null: nothing any more, or nothing that a form fixes. An order without a card belongs to the shop's first. */
export async function findProblem(
  shop: string,
  kind: string,
  cause: string,
): Promise<FoundProblem | null> {
  const stored = await db.problem.findMany({
    where: { shop, kind, cause, clearedAt: null },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    select: { id: true, orderId: true, detail: true },
    take: MOST,
  });
  const read = readEach(stored, ({ id, orderId, detail }) => ({
    orderId,
    detail: storedDetail.read(detail, `problem ${id}`),
  }));
  const fixOf = ({ detail }: (typeof read)[number]) =>
    problemInfo(kind)?.fix?.(detail.params) ?? null;
  const fix = read[0] ? fixOf(read[0]) : null;
  if (!fix) return null;
  // One code may be used in several places: one form changes one of them.
  const problems = isOnePlace(fix)
    ? read.filter((row) => canonicalJson(fixOf(row)) === canonicalJson(fix))
    : read;
  const [orders, cards] = await Promise.all([
    db.order.findMany({
      where: { shop, orderId: { in: problems.flatMap(({ orderId }) => orderId ?? []) } },
      select: { orderId: true, cardId: true, documentState: true },
    }),
    listCards(shop),
  ]);
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const cardOf = (orderId: OrderId | null): Card | undefined =>
    cards.find(({ id }) => id === (orderId && byId.get(orderId)?.cardId)) ?? cards[0];
  const card = cardOf(problems[0]?.orderId ?? null);
  if (!card) return null;
  const rows = problems.map((row) => ({
    ...row,
    documentState: row.orderId ? (byId.get(row.orderId)?.documentState ?? null) : null,
  }));
  const theirs = cards.flatMap((one) => {
    const own = rows.filter(({ orderId }) => cardOf(orderId)?.id === one.id);
    return own.length === 0 ? [] : [{ card: one, orders: ordersOf({ rows: own }) }];
  });
  return { fix, card, cards: theirs, rows };
}

const isOnePlace = ({ form }: Fix): boolean =>
  form === "setting" || form === "mapping" || form === "charge";

export const ordersOf = ({ rows }: Pick<FoundProblem, "rows">): OrderId[] => [
  ...new Set(rows.flatMap(({ orderId }) => orderId ?? [])),
];
