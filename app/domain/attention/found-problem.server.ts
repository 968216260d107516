import type { CardId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { problemInfo } from "#app/domain/problems/catalog.ts";
import type { Fix } from "#app/domain/problems/kinds/entry.ts";
import { storedDetail, type ProblemDetail } from "#app/domain/problems/stored-problem.ts";
import { getCard, type Card } from "#app/domain/shop-card/cards.server.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";

/** So many orders of one cause are fixed with one click. */
const MOST = 1_000;

/** Everything that one cause holds up, with the form that fixes it. */
export interface FoundProblem {
  fix: Fix;
  card: Card;
  /** Newest first: one of each order and line. */
  rows: { orderId: OrderId | null; documentState: string | null; detail: ProblemDetail }[];
}

/** What is open of a cause now; null: nothing any more, or nothing that a form fixes. The orders' card is that of the first of them. */
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
  const problems = readEach(stored, ({ id, orderId, detail }) => ({
    orderId,
    detail: storedDetail.read(detail, `problem ${id}`),
  }));
  const [first] = problems;
  const fix = first && problemInfo(kind)?.fix?.(first.detail.params);
  if (!fix) return null;
  const orders = await db.order.findMany({
    where: { shop, orderId: { in: problems.flatMap(({ orderId }) => orderId ?? []) } },
    select: { orderId: true, cardId: true, documentState: true },
  });
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const cardId: CardId | null | undefined =
    first.orderId === null ? null : byId.get(first.orderId)?.cardId;
  const card = await getCard(shop, cardId ?? undefined);
  return card
    ? {
        ...{ fix, card },
        rows: problems.map((row) => ({
          ...row,
          documentState: row.orderId ? (byId.get(row.orderId)?.documentState ?? null) : null,
        })),
      }
    : null;
}

export const ordersOf = ({ rows }: FoundProblem): OrderId[] => [
  ...new Set(rows.flatMap(({ orderId }) => orderId ?? [])),
];
