import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { SHOP } from "./names.ts";

type Ask = <T extends pg.QueryResultRow>(
  client: pg.Client,
  text: string,
) => Promise<pg.QueryResult<T>>;

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 300_000;

export interface Pipeline {
  /** A click on "Sync orders" and all that follows from it, until nothing is left to do. Gives the milliseconds it took. */
  sync(): Promise<number>;
  /** The same for anything else that makes work. */
  after(begin: () => Promise<unknown>): Promise<number>;
  stop(): Promise<void>;
}

/** The app's worker in this process, as the server starts it but without its clock, so that nothing but the measure is at work. */
export async function startPipeline(
  ask: Ask = (client, text) => client.query(text),
): Promise<Pipeline> {
  const { startLoop } = await import("#app/worker/loop.server.ts");
  const { jobs } = await import("#app/worker/catalog.server.ts");
  const { env } = await import("#app/env.server.ts");
  const { startSync } = await import("#app/domain/orders/announce/sync-run.server.ts");
  const { releaseHolder } = await import("#app/tasks/holder.server.ts");
  const { flushApiLog } = await import("#app/shopify/api-log.server.ts");
  const { closeDatabase } = await import("#app/db/client.server.ts");
  const watcher = new pg.Client({ connectionString: env.DATABASE_URL });
  await watcher.connect();
  const loop = await startLoop(jobs, {
    concurrency: env.WORKER_CONCURRENCY,
  });
  const busy = async (): Promise<boolean> => {
    const {
      rows: [row],
    } = await ask<{ failed: string | null; busy: boolean }>(
      watcher,
      `
      SELECT (SELECT task_identifier || ': ' || last_error FROM graphile_worker.jobs WHERE last_error IS NOT NULL LIMIT 1) AS failed,
        EXISTS (SELECT 1 FROM graphile_worker._private_jobs WHERE attempts < max_attempts AND (locked_at IS NOT NULL OR run_at <= now()))
        OR EXISTS (SELECT 1 FROM "SyncRun" WHERE state = 'running') OR EXISTS (SELECT 1 FROM "WebhookDelivery" WHERE state = 'stored') OR EXISTS (SELECT 1 FROM "Task" WHERE state IN ('planned', 'sending', 'ambiguous') AND "problemKind" IS DISTINCT FROM 'waits-for-task') AS busy`,
    );
    if (row?.failed) throw new Error(`a job failed while it was measured: ${row.failed}`);
    return row?.busy ?? true;
  };
  const after = async (begin: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await begin();
    while (await busy()) {
      if (performance.now() - started > PATIENCE_MS)
        throw new Error("the work does not come to its end");
      await wait(LOOK_EVERY_MS);
    }
    return performance.now() - started;
  };
  return {
    sync: () => after(() => startSync(SHOP, { trigger: "click", by: "bench" })),
    after,
    async stop() {
      await loop.stop();
      await releaseHolder();
      await flushApiLog();
      await watcher.end();
      await closeDatabase();
    },
  };
}

/** Every order must have ended in its document: a measure of work that was not done is worth nothing. */
export async function requireDocuments(count: number): Promise<void> {
  const { db } = await import("#app/db/client.server.ts");
  const made = await db.order.count({ where: { shop: SHOP, documentState: "created" } });
  if (made === count) return;
  const problems = await db.problem.groupBy({
    by: ["kind"],
    where: { shop: SHOP, clearedAt: null },
    _count: true,
  });
  const states = await db.order.groupBy({
    by: ["documentState"],
    where: { shop: SHOP },
    _count: true,
  });
  throw new Error(
    `${count} orders should have a document, ${made} have: ${JSON.stringify({ problems, states })}`,
  );
}

export async function requireImported(count: number): Promise<void> {
  const { db } = await import("#app/db/client.server.ts");
  const imported = await db.order.count({ where: { shop: SHOP } });
  if (imported !== count) throw new Error(`${count} orders should be imported, ${imported} are`);
}
