import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Order } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import type { ExchangeThen, KnownThen } from "./conflict.ts";
import { conflictOf, exchangeConflicts, happeningsOf, isResolved } from "./conflict.ts";
import type { VersionParts } from "./diff.ts";
import type { OrderState } from "../snapshot/snapshot.ts";
import { storedContent, storedState } from "../snapshot/stored-order.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";

interface Row {
  orderId: OrderId;
  state: OrderState;
  conflict: boolean;
  processed: VersionParts;
  current: VersionParts;
  /** The version a person marked as resolved, and what had happened to the order by then. */
  resolved: VersionParts | null;
  resolvedHappenings: string[];
  /** It is unlinked, and the ERP does not hold it any more: nothing can be wrong with it. */
  documentOver: boolean | null;
  plannedAt: Date | null;
  plannedCancelled: boolean | null;
  plannedRefunds: string[] | null;
  /** Refunds with a credit memo, and those that get theirs by themselves. */
  credited: string[];
  /** Documents that stand for what its exchanges send out. */
  exchanges: ExchangeThen[];
}

/**
 * Marks processed orders that differ from their document in what bears on it (I-50, I-53, I-41), and takes the mark away when they agree
 * again. An unlinked document counts until the order has another one, or the ERP does not hold it any more. What a person resolved stays resolved until that changes (I-54). Gives the orders that are newly marked.
 */
export async function markConflicts(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<OrderId[]> {
  if (orderIds.length === 0) return [];
  const automatic = await creditingCards(tx, shop);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT o."orderId", o."state", o."conflict", o."resolvedHappenings",
      json_build_object('content', p."content", 'personal', p."personal") AS "processed", json_build_object('content', c."content", 'personal', c."personal") AS "current",
      CASE WHEN r."id" IS NOT NULL THEN json_build_object('content', r."content", 'personal', r."personal") END AS "resolved",
      d."over" AS "documentOver", d."createdAt" AS "plannedAt", d."plan" -> 'refunds' AS "plannedRefunds", d."plan" -> 'explanation' @> '[{"about":"policy:cancelled"}]' AS "plannedCancelled",
      ARRAY(
        SELECT e ->> 'id' FROM jsonb_array_elements(o."state" -> 'refunds') e LEFT JOIN "Refund" f ON f."shop" = o."shop" AND f."refundId" = e ->> 'id'
        WHERE f."state" IN ('creating', 'created', 'posted') OR (f."state" IS NULL OR f."state" = 'ready' AND f."generation" = 1) AND COALESCE(o."cardId", ${automatic.first}::uuid) = ANY(${automatic.ids}::uuid[])
      ) AS "credited",
      COALESCE((
        SELECT json_agg(json_build_object('content', v."content", 'lineIds', l.ids) ORDER BY x."createdAt", x."id")
        FROM "SalesDocument" x JOIN "OrderVersion" v ON v."shop" = x."shop" AND v."id" = x."versionId"
          CROSS JOIN LATERAL (SELECT CASE WHEN x."kind" = 'creditMemo'
            THEN jsonb_path_query_array(x."plan", '$.document.lines[*] ? (@.key starts with "exchange:").shopifyLineId')
            ELSE jsonb_path_query_array(x."plan", '$.document.lines[*].shopifyLineId') END AS ids) l
        WHERE x."shop" = o."shop" AND x."orderId" = o."orderId" AND x."state" = 'created'
          AND (x."subject" LIKE 'gid://shopify/LineItem/%' OR x."kind" = 'creditMemo') AND jsonb_array_length(l.ids) > 0
      ), '[]') AS "exchanges"
    FROM "Order" o JOIN "OrderVersion" p ON p."shop" = o."shop" AND p."id" = o."processedVersionId" JOIN "OrderVersion" c ON c."shop" = o."shop" AND c."id" = o."currentVersionId"
    LEFT JOIN "OrderVersion" r ON r."shop" = o."shop" AND r."id" = o."resolvedVersionId"
    LEFT JOIN LATERAL (
      SELECT n."createdAt", n."plan", n."state" = 'unlinked' AND n."erpStatus" IN ('gone', 'cancelled') AS "over" FROM "SalesDocument" n
      WHERE n."shop" = o."shop" AND n."subject" = o."orderId" AND n."versionId" = o."processedVersionId" AND n."state" IN ('created', 'unlinked')
      ORDER BY n."generation" DESC LIMIT 1
    ) d ON TRUE
    WHERE o."shop" = ${shop} AND o."orderId" = ANY(${[...orderIds]}::text[])`;
  const marked: OrderId[] = [];
  const cleared: OrderId[] = [];
  for (const row of rows) {
    const { processed, current, state } = row;
    const differences = [
      ...(row.documentOver ? [] : conflictOf(processed, current, state, knownThen(row))),
      ...exchangeConflicts(row.exchanges, current),
    ];
    const resolved =
      row.resolved !== null &&
      isResolved(
        {
          ...row.resolved,
          happenings: row.resolvedHappenings,
          exchanged: row.exchanges.flatMap(({ lineIds }) => lineIds),
        },
        current,
        state,
      );
    if (differences.length > 0 && !resolved) {
      if (!row.conflict) marked.push(row.orderId);
      const changed = problem("order-changed-after-processing", { orderId: row.orderId });
      await raiseProblem(tx, shop, "conflict", {
        subject: row.orderId,
        orderId: row.orderId,
        problem: {
          ...changed,
          params: {
            ...changed.params,
            differences: differences.map(({ text, params }) => ({ text, params })),
          },
        },
      });
    } else if (row.conflict) cleared.push(row.orderId);
  }
  if (marked.length > 0) {
    await tx.order.updateMany({
      where: { shop, orderId: { in: marked } },
      data: { conflict: true },
    });
    await recordEvents(
      tx,
      shop,
      marked.map((orderId) => ({ orderId, kind: "conflict", actor: "sync", data: {} })),
    );
  }
  if (cleared.length > 0) await clearConflicts(tx, shop, cleared);
  return marked;
}

/** Cards that credit refunds by themselves: the import of a refund is followed by its credit memo, so it is no conflict until that cannot be made. */
async function creditingCards(
  tx: Tx,
  shop: string,
): Promise<{ first: string | null; ids: string[] }> {
  const cards = await tx.$queryRaw<{ id: string; automatic: boolean }[]>`
    SELECT id::text, settings ->> 'returnProcess' = 'autoCreditMemo' AS automatic FROM "ShopCard" WHERE shop = ${shop} ORDER BY precedence, "createdAt", id`;
  return {
    first: cards[0]?.id ?? null,
    ids: cards.filter(({ automatic }) => automatic).map(({ id }) => id),
  };
}

/** Takes the mark and its problem away. */
export async function clearConflicts(tx: Tx, shop: string, orderIds: OrderId[]): Promise<void> {
  await tx.order.updateMany({
    where: { shop, orderId: { in: orderIds } },
    data: { conflict: false },
  });
  await setProblems(
    tx,
    shop,
    "conflict",
    orderIds.map((orderId) => ({ subject: orderId, orderId, problems: [] })),
  );
}

/**
 * Plans of earlier versions of the app do not name the refunds: those made before the document was planned. A credit memo takes a refund back, but
 * not out of the warehouse's hands: what was cancelled before it was shipped still stands on the document.
 */
function knownThen(row: Row): KnownThen {
  const { plannedRefunds, plannedAt, plannedCancelled, credited, state } = row;
  const before = plannedAt?.getTime() ?? 0;
  const refunds =
    plannedRefunds ??
    state.refunds.flatMap(({ id, createdAt }) =>
      createdAt !== null && Date.parse(createdAt) <= before ? [id] : [],
    );
  const booked = state.refunds
    .filter(
      ({ id, lines }) =>
        credited.includes(id) && lines.every(({ restockType }) => restockType !== "CANCEL"),
    )
    .map(({ id }) => id);
  return { cancelled: plannedCancelled ?? false, refunds: [...refunds, ...booked] };
}

/** What has happened to an order by now, by the names that a resolved conflict keeps. */
export async function happeningsNow(
  tx: Tx,
  order: Pick<Order, "shop" | "orderId" | "currentVersionId" | "state">,
): Promise<string[]> {
  const { shop, orderId, currentVersionId } = order;
  const version = await tx.orderVersion.findFirstOrThrow({ where: { shop, id: currentVersionId } });
  const content = storedContent.read(version.content, `order ${orderId}`);
  const state = storedState.read(order.state, `order ${orderId}`);
  return happeningsOf(content, state).map(({ key }) => key);
}
