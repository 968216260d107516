import { db } from "#app/db/client.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { keptFor } from "#app/erp/kept.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { ConnectionId, OrderId, RefundId } from "#app/lib/ids.ts";
import type { Json } from "#app/lib/json.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { storePostedMemos } from "../store-posted.server.ts";
import { openMemos } from "./open-memos.server.ts";
import { questionOf } from "./question.ts";

/** Credit memos that were asked for together look once in a while, not each. */
const LOOKED_MS = 10_000;
const PAGE = 100;
/** A feed that nobody has read yet is read by its own job: creating waits for no more of it than this. */
const MOST_PAGES = 20;

const looked = keptFor<Date>(LOOKED_MS);

/**
 * Takes in what people have posted in the ERP since its feed of credit memos was read last, so that a clerk's own is seen before another is made. The
 * feed's place stays: its job reads the same again, which changes nothing. A look from before the task was asked for does not count.
 */
export async function lookAtFeed(
  { shop, taskId, ...options }: { shop: string; taskId: string } & CallOptions,
  { connection, port }: OpenPort,
): Promise<void> {
  const task = await db.task.findFirst({
    where: { shop, id: taskId },
    select: { createdAt: true },
  });
  const key = `${shop} ${connection.id}`;
  const look = () =>
    looked.get(key, async () => {
      const began = now();
      await readOn(shop, connection.id, port, options);
      return began;
    });
  if (task && (await look()) > task.createdAt) return;
  looked.forget(key);
  await look();
}

async function readOn(
  shop: string,
  connectionId: ConnectionId,
  port: OpenPort["port"],
  options: CallOptions,
): Promise<void> {
  const feed = "creditMemos";
  const row = await db.feedCursor.findUnique({
    where: { shop_connectionId_feed: { shop, connectionId, feed } },
  });
  let cursor = (row?.cursor ?? null) as Json;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await port.pull(feed, cursor, PAGE, options).catch((error: unknown) => {
      if (error instanceof ErpError && error.detail.class === "unsupported") return null;
      throw error;
    });
    if (!page) return;
    const events = page.events.filter((event): event is InvoiceEvent => event.feed === feed);
    if (events.length > 0)
      await db.$transaction((tx) => storePostedMemos(tx, shop, connectionId, events), {
        timeout: 60_000,
      });
    if (!page.more) return;
    cursor = page.cursor;
  }
}

/** The last look before the call: stops the task of a refund that has its credit memo, or of whose order one is in question. */
export async function stopIfCredited(
  shop: string,
  refund: { refundId: RefundId; orderId: OrderId; generation: number },
): Promise<void> {
  const { refundId, orderId, generation } = refund;
  const [row, [memo]] = await Promise.all([
    db.refund.findFirst({ where: { shop, refundId, generation }, select: { state: true } }),
    openMemos(db, shop, [orderId]),
  ]);
  if (memo) throw new TaskStop(questionOf(memo));
  // Unlinked, or given another credit memo, while this one waited.
  if (!row || row.state === "created" || row.state === "posted")
    throw new TaskStop(problem("refund-credited", { orderId }));
}
