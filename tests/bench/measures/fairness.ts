import { setTimeout as wait } from "node:timers/promises";
import { db } from "#app/db/client.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { NEIGHBOURS, SHOP } from "../names.ts";
import { startPipeline } from "../pipeline.ts";
import { openShop, placeOrders } from "../shop.ts";

/** Small shops sync a few orders each: alone, and while a large one has many waiting. How long until each has all its documents? */
export interface FairnessInput {
  waiting: number;
  each: number;
}
/** Milliseconds, a figure for each small shop. */
export interface FairnessFound {
  idle: number[];
  busy: number[];
  /** Orders of the large shop that still waited when the last small one was done. */
  left: number;
}

const { waiting, each } = JSON.parse(process.argv[2] ?? "{}") as FairnessInput;
const LOOK_EVERY_MS = 50;
const AHEAD_MS = 3_000;
const PATIENCE_MS = 300_000;

for (const shop of [SHOP, ...NEIGHBOURS])
  await openShop(
    { autoCreateOrders: true, autoRelease: true, documentNumberAttribute: true },
    shop,
  );
const pipeline = await startPipeline();
const click = (shop: string) => startSync(shop, { trigger: "click", by: "bench" });

async function documentsOf(shops: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.order.groupBy({
    by: ["shop"],
    where: { shop: { in: [...shops] }, documentState: "created" },
    _count: true,
  });
  return new Map(rows.map(({ shop, _count }) => [shop, _count]));
}

/** All small shops click at once; gives how long each waited. */
async function round(had: number): Promise<number[]> {
  for (const shop of NEIGHBOURS) await placeOrders(each, 3, 5, { shop });
  const began = performance.now();
  await Promise.all(NEIGHBOURS.map(click));
  const done = new Map<string, number>();
  while (done.size < NEIGHBOURS.length) {
    const ms = performance.now() - began;
    if (ms > PATIENCE_MS) throw new Error("the small shops' orders do not come to their end");
    for (const [shop, count] of await documentsOf(NEIGHBOURS))
      if (count >= had + each && !done.has(shop)) done.set(shop, ms);
    await wait(LOOK_EVERY_MS);
  }
  return [...done.values()];
}

// The first sync of a shop looks for more than the others.
await round(0);
await pipeline.after(() => Promise.resolve());
const idle = await round(each);
await pipeline.after(() => Promise.resolve());
await placeOrders(waiting, 3, 500);
await click(SHOP);
await wait(AHEAD_MS);
const busy = await round(2 * each);
const made = (await documentsOf([SHOP])).get(SHOP) ?? 0;
await pipeline.stop();
process.send?.({ idle, busy, left: waiting - made } satisfies FairnessFound);
