import type { ConnectionId, RunId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import { connectionSubject } from "#app/domain/erp-connections/problem-subject.ts";
import { considerArchiving } from "#app/domain/order-acts/consider-archiving.server.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import { invoicesPosted } from "#app/domain/invoice-export/sync.server.ts";
import { salesOrdersChanged } from "#app/domain/order-export/sync.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import { stockChanged } from "#app/domain/stock/sync.server.ts";
import { now } from "#app/lib/clock.ts";
import type { HeardFeed } from "./handlers.server.ts";
import { feedHandlers, heardFeeds } from "./handlers.server.ts";
import { storedPostedFilter } from "#app/domain/posted/stored-filter.ts";
import { POSTED_KINDS } from "#app/domain/posted/posted-kind.ts";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { pullFailed } from "./pull-failed.server.ts";
import { readPage } from "./read-page.server.ts";
import { requestPull } from "./request-pull.server.ts";
import type { PullJob } from "./request-pull.server.ts";
import { countRun, leaveConnection } from "#app/domain/runs/feed-progress.server.ts";
import { beginRun, runAtWork } from "./runs.server.ts";
import type { StartPull } from "./runs.server.ts";

/** The ERP posted something, or says so: what is new is read and sent on at once, as far as the shop's schedules would. */
export async function afterPosting(shop: string, connectionId: ConnectionId): Promise<void> {
  await requestPull(db, { shop, connectionId });
  await stockChanged(shop);
  const cards = await listCards(shop);
  await salesOrdersChanged(shop, cards);
  await invoicesPosted(shop, cards);
}

/**
 * Starts a run that reads a feed whole, from every connection of the shop that is not paused, and then sends on what is in state new and
 * matches the filter; without a filter, all of it (FUL-7). A run of the same kind and filter that is at work is not started twice.
 */
export async function startPull(shop: string, wanted: StartPull): Promise<{ runId: RunId }> {
  return beginRun(shop, wanted);
}

/** The job: page after page of one connection until its feed is read. It may die at any line: the next one goes on where the cursor stands. */
export async function pullFeeds(job: PullJob, turnMs = Infinity): Promise<void> {
  const { shop, connectionId, runId } = job;
  const run = runId ? await runAtWork(shop, runId) : null;
  if (runId && !run?.left.includes(connectionId)) return;
  const traceId = randomUUID();
  const connection = await db.erpConnection.findFirst({ where: { shop, id: connectionId } });
  const [installed] = await db.$queryRaw<{ hasReturnOrders: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "SalesDocument"
      WHERE "shop" = ${shop} AND "connectionId" = ${connectionId}::uuid AND "kind" = 'returnOrder' AND "state" = 'created'
    ) AS "hasReturnOrders"
    FROM "Shop" WHERE "domain" = ${shop} AND "uninstalledAt" IS NULL`;
  if (!connection || connection.pausedAt || !installed) {
    if (run) await leaveConnection(shop, run.id, connectionId, null);
    return;
  }
  let open;
  try {
    open = portOf(connection);
  } catch (error) {
    return pullFailed(job, error, traceId); // its settings are damaged or not complete
  }
  const until = now().getTime() + turnMs;
  const ruleOf: (feed: HeardFeed) => Rule = run
    ? () => ({ send: run.filter === null, filters: run.filter ? [run.filter] : [], by: run.by })
    : await rulesOf(shop);
  let answered = false;
  for (const feed of run ? [run.kind] : heardFeeds(installed.hasReturnOrders)) {
    const handler = feedHandlers[feed];
    const rule = ruleOf(feed);
    for (let more = true; more;) {
      let page;
      try {
        page = await readPage(open, {
          feed,
          handler,
          send: rule.send && rule.filters.length === 0,
          by: rule.by,
          traceId,
        });
      } catch (error) {
        return pullFailed(job, error, traceId);
      }
      if (!answered) await clearProblems(db, shop, "connection", connectionSubject(connectionId));
      answered = true;
      more = page.more;
      if (page.orderIds.length > 0) await considerArchiving(shop, page.orderIds);
      if (
        run &&
        !(await countRun(shop, run.id, {
          done: page.sent,
          failed: page.failed,
          unchanged: page.events - page.sent - page.failed,
        }))
      )
        return; // paused or cancelled meanwhile
      if (more && now().getTime() > until)
        return requestPull(db, { shop, connectionId, ...(runId ? { runId } : {}) });
    }
    const { onward } = handler;
    if (!onward || (!run && !rule.send) || !(await onward.waits(shop))) continue;
    let sent = 0;
    for (const filter of rule.filters.length > 0 ? rule.filters : [{}])
      sent += await db.$transaction((tx) => onward.send(tx, shop, { filter }, rule.by), {
        timeout: 60_000,
      });
    if (run) await countRun(shop, run.id, { done: sent, failed: 0, unchanged: 0 });
  }
  if (run) await leaveConnection(shop, run.id, connectionId, null);
}

interface Rule {
  send: boolean;
  /** What matches any of them goes on; none: everything. */
  filters: PostedFilter[];
  by: string;
}

/** What goes on without anybody's click: what the shop's schedules of that kind would send; all of it when there is none. */
async function rulesOf(shop: string): Promise<(feed: HeardFeed) => Rule> {
  const schedules = await db.schedule.findMany({
    where: { shop, kind: { in: [...POSTED_KINDS] } },
    orderBy: { id: "asc" },
    select: { id: true, kind: true, cardId: true, enabled: true, filter: true },
  });
  return (feed) => {
    const ofFeed = schedules.filter(({ kind }) => kind === feed);
    const filters = ofFeed
      .filter(({ enabled }) => enabled)
      .map(({ id, cardId, filter }) => ({
        ...storedPostedFilter.read(filter, `schedule ${id}`),
        ...(cardId ? { cardId } : {}),
      }));
    return {
      send: ofFeed.length === 0 || filters.length > 0,
      filters: filters.some((filter) => Object.keys(filter).length === 0) ? [] : filters,
      by: "erp",
    };
  };
}
