import { randomUUID } from "node:crypto";
import pg from "pg";
import { env } from "#app/env.server.ts";
import { db } from "#app/db/client.server.ts";
import { handleWebhook } from "#app/domain/webhooks/handle-webhook.server.ts";
import { SHOP } from "../names.ts";
import { startPipeline } from "../pipeline.ts";
import { openShop, placeOrders } from "../shop.ts";

/** A shop of many orders, copies of one that came in, is erased: as its webhook says it, and by the worker. */
export interface RedactFound {
  orders: number;
  /** The longest that one transaction was open. */
  longestMs: number;
  ms: number;
  /** Versions that still have personal data. */
  left: number;
  jobs: number;
}

const { orders } = JSON.parse(process.argv[2] ?? "{}") as { orders: number };
await openShop({ autoCreateOrders: true });
const pipeline = await startPipeline();
const [id = ""] = await placeOrders(1, 3);
await pipeline.sync();
/** What makes a copy of a row one of its own, by table. */
const OWN: Record<string, string> = {
  Order: "",
  OrderVersion: ", 'id', gen_random_uuid()",
  OrderEvent: ", 'id', gen_random_uuid()",
  Task: ", 'id', gen_random_uuid(), 'key', t.key || n",
};
for (const [table, own] of Object.entries(OWN))
  await db.$executeRawUnsafe(
    `INSERT INTO "${table}" SELECT (jsonb_populate_record(t, jsonb_build_object('orderId', t."orderId" || n${own}))).*
     FROM "${table}" t, generate_series(1, ${orders - 1}) n WHERE t."orderId" = '${id}'`,
  );
await db.$executeRawUnsafe("VACUUM ANALYZE");
await db.shop.updateMany({ where: { domain: SHOP }, data: { uninstalledAt: new Date() } });

const watcher = new pg.Client({ connectionString: env.DATABASE_URL });
await watcher.connect();
let longestMs = 0;
const watching = setInterval(() => {
  void watcher
    .query<{ ms: number | null }>(
      "SELECT 1000 * extract(epoch FROM max(clock_timestamp() - xact_start))::float AS ms FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .then(({ rows: [row] }) => (longestMs = Math.max(longestMs, row?.ms ?? 0)))
    .catch(() => undefined);
}, 50);

const webhookId = randomUUID();
await db.webhookDelivery.create({
  data: { shop: SHOP, webhookId, topic: "shop/redact", payload: {}, receivedAt: new Date() },
});
const began = performance.now();
let jobs = 0;
const isStored = async (): Promise<boolean> =>
  (await db.webhookDelivery.count({ where: { shop: SHOP, webhookId, state: "stored" } })) > 0;
while (await isStored()) {
  await handleWebhook(SHOP, webhookId);
  jobs += 1;
}
const ms = performance.now() - began;
clearInterval(watching);
await watcher.end();
const [row] = await db.$queryRaw<{ left: number }[]>`
  SELECT count(*)::int AS left FROM "OrderVersion" WHERE shop = ${SHOP} AND personal IS NOT NULL`;
await pipeline.stop();
process.send?.({ orders, longestMs, ms, left: row?.left ?? NaN, jobs } satisfies RedactFound);
