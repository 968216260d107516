import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { CREATE_DOCUMENTS } from "#app/domain/documents/jobs.ts";
import { logIn } from "#scripts/tryton/client.ts";
import { USERS } from "#scripts/tryton/books.ts";
import { openBareTryton } from "../bare-tryton.ts";
import { countTrytonCalls, printCalls } from "../counted-tryton.ts";
import type { TrytonCall } from "../counted-tryton.ts";
import { countRoundTrips } from "../counted-client.ts";
import { SHOP } from "../names.ts";
import { requireDocuments, startPipeline } from "../pipeline.ts";
import { openTrytonShop, placeOrders } from "../shop.ts";

/**
 * From imported order to released sale by the app's own workers, and the same sales by a bare script with and without the app's reads, in turns on
 * the same Tryton, so that neither has the quieter machine.
 */
export interface TrytonInput {
  rounds: number;
  orders: number;
}
export interface TrytonFound {
  orders: number;
  ours: Side;
  bare: Side;
  careful: Side;
  trips: number;
}
export interface Side {
  ms: number;
  calls: number;
}

export interface TrytonPlace {
  url: string;
  database: string;
  passwords: Record<"integration" | "clerk", string>;
}

const input = JSON.parse(process.argv[2] ?? "{}") as TrytonInput;
const { url, database, passwords } = JSON.parse(process.env.BENCH_TRYTON ?? "{}") as TrytonPlace;
const driver = countRoundTrips();
const callsSince = countTrytonCalls();

const clerk = await logIn(url, database, USERS.clerk, passwords.clerk);
await openTrytonShop(
  {
    settings: { url, database, user: USERS.integration },
    secrets: { password: passwords.integration },
    clerk,
  },
  { autoCreateOrders: false, autoRelease: true, documentNumberAttribute: false },
);
const pipeline = await startPipeline((client, text) => driver.quietly(client, text));
const bare = await openBareTryton({
  url,
  database,
  user: USERS.integration,
  password: passwords.integration,
});

const { SALE_FIELDS } = await import("#app/erp/tryton/sales/shape.ts");

const found: TrytonFound = {
  orders: 0,
  ours: { ms: 0, calls: 0 },
  bare: { ms: 0, calls: 0 },
  careful: { ms: 0, calls: 0 },
  trips: 0,
};
const all: TrytonCall[] = [];
let placed = 0;
const WARM_UP = 2;
for (let round = 0; round <= input.rounds; round += 1) {
  const count = round === 0 ? WARM_UP : input.orders; // a process that has just begun compiles first
  const orderIds = await placeOrders(count, 3, 1, { ownStreet: true });
  placed += count;
  await pipeline.sync();
  callsSince();
  driver.since();
  const ms = await pipeline.after(() =>
    addJob(db, CREATE_DOCUMENTS, { shop: SHOP, orderIds, by: "bench" }),
  );
  const calls = callsSince();
  const trips = driver.since();
  await requireDocuments(placed);
  const models = await bare.models(await salesOf(orderIds));
  if (models.length !== count || models.some(({ state }) => state !== "processing"))
    throw new Error(
      `${count} sales should be released in Tryton: ${JSON.stringify(models.map(({ id, state }) => [id, state]))}`,
    );
  const least = await bare.remake(models, null);
  const same = await bare.remake(models, SALE_FIELDS);
  if (round === 0) continue;
  found.orders += count;
  found.trips += trips.app;
  for (const [side, { ms: took, calls: asked }] of [
    [found.ours, { ms, calls: calls.length }],
    [found.bare, least],
    [found.careful, same],
  ] as const) {
    side.ms += took;
    side.calls += asked;
  }
  all.push(...calls);
}
if (process.env.BENCH_STATEMENTS) console.error(printCalls(all, found.orders));
bare.close();
await pipeline.stop();
process.send?.(found);

async function salesOf(orderIds: readonly string[]): Promise<number[]> {
  const rows = await db.salesDocument.findMany({
    where: { shop: SHOP, orderId: { in: [...orderIds] }, state: "created" },
    select: { erpId: true },
  });
  return rows.map(({ erpId }) => Number(erpId));
}
