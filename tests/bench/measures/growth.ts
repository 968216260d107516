import { db } from "#app/db/client.server.ts";
import { declaredJobs } from "#app/db/job.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { jobs } from "#app/worker/catalog.server.ts";
import { invoiceOrders, shipOrders } from "../clerk.ts";
import { SHOP } from "../names.ts";
import { startPipeline } from "../pipeline.ts";
import { openShop, placeOrders } from "../shop.ts";

/** What orders leave in the app's tables: fresh, and after the nightly jobs of a day so much later. The ledger's own tables are another program's. */
export interface GrowthInput {
  orders: number;
  days: number;
}
export interface GrowthFound {
  /** Bytes of an order by table, indexes included. */
  fresh: Record<string, number>;
  later: Record<string, number>;
}

const { orders, days } = JSON.parse(process.argv[2] ?? "{}") as GrowthInput;

async function sizes(): Promise<Record<string, number>> {
  await db.$executeRawUnsafe("VACUUM FULL");
  const rows = await db.$queryRaw<{ name: string; bytes: number }[]>`
    SELECT c.relname AS name, pg_total_relation_size(c.oid)::float AS bytes FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'Ledger%'`;
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
}

/** As if all of it had happened so many days ago. */
async function age(): Promise<void> {
  const columns = await db.$queryRaw<{ table: string; columns: string[] }[]>`
    SELECT table_name AS table, array_agg(column_name::text) AS columns FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name NOT IN ('Session', 'Shop', '_prisma_migrations')
    GROUP BY table_name`;
  for (const { table, columns: times } of columns)
    await db.$executeRawUnsafe(
      `UPDATE "${table}" SET ${times.map((time) => `"${time}" = "${time}" - interval '${days} days'`).join(", ")}`,
    );
}

const { connectionId } = await openShop({
  autoCreateOrders: true,
  autoRelease: true,
  documentNumberAttribute: true,
  capturePolicy: "posted",
});
const pipeline = await startPipeline();
await placeOrders(2, 3, 1, { payments: [{ kind: "AUTHORIZATION" }] });
await pipeline.sync();
const before = await sizes();
const ids = await placeOrders(orders, 3, 1, { payments: [{ kind: "AUTHORIZATION" }] });
await pipeline.sync();
for (const act of [shipOrders, invoiceOrders]) {
  await act(connectionId, ids);
  await pipeline.after(() => afterPosting(SHOP, connectionId));
}
const each = (now: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(now).map(([name, bytes]) => [name, (bytes - (before[name] ?? 0)) / orders]),
  );
const fresh = each(await sizes());
await age();
for (const { name, schedule } of declaredJobs())
  if (typeof schedule === "object") await jobs[name]?.({});
await pipeline.after(() => Promise.resolve());
const later = each(await sizes());
await pipeline.stop();
process.send?.({ fresh, later } satisfies GrowthFound);
