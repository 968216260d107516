import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { PULL_STOCK } from "#app/domain/stock/jobs.ts";
import { startSending, turnOn } from "#app/domain/stock/sync.server.ts";
import { adjustStock } from "#app/erp/ledger/back-office/items.server.ts";
import { insertItem } from "#app/erp/ledger/items/write.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { quantityOf } from "#tests/simulators/shopify/world/inventory.ts";
import { booksOf } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, openShop, worldOf } from "../shop-at-work.ts";
import { type CrashStory, endCrash, leave, nextOf } from "./story.ts";

/** Stock that changed in the ledger, sent by the built worker, which is killed with SIGKILL right after a durable change. Each run takes an item of its own. */
const SHOP = "crash-stock.myshopify.com";
export const FEWEST_STEPS = 5;
const LEFT = 15;
let skus: string[] = [];

/** `runs`: more than the story is begun. To be called once in a test file. */
export function prepare(runs: number): void {
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
    simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, "write_inventory"]);
    forgetToken(SHOP);
    await installShop(SHOP);
    await changeSettings(SHOP, { stockDaily: false });
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    simulator.act(SHOP, "addProducts", { prefix: "CRASH-", count: runs });
    skus = Array.from({ length: runs }, (_, at) => `CRASH-${String(at + 1).padStart(6, "0")}`);
    const scope = await booksOf(SHOP);
    for (const number of skus) {
      await insertItem(scope, null, { number, description: number });
      await adjustStock(scope, { ...(await itemOf(number)), quantity: "20", by: "ann" });
    }
    await turnOn(SHOP);
    await drain();
    await startSending(SHOP);
    await addJob(db, PULL_STOCK, { shop: SHOP });
    await drain();
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

async function itemOf(number: string): Promise<{ itemId: string; location: string }> {
  const { id } = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number } });
  return { itemId: id, location: "MAIN" };
}

export const STOCK: CrashStory<string> = {
  shop: SHOP,
  begin: () => Promise.resolve(nextOf(skus)),
  async start(sku) {
    const scope = await booksOf(SHOP);
    await adjustStock(scope, { ...(await itemOf(sku)), quantity: String(LEFT - 20), by: "ann" });
    await addJob(db, PULL_STOCK, { shop: SHOP });
  },
  async finished(sku) {
    const sent = await db.stockLevel.count({
      where: { shop: SHOP, sku, state: "equal", sentQuantity: LEFT },
    });
    const [row] = await db.$queryRaw<{ rest: boolean }[]>`
      SELECT NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND state <> 'done')
        AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS rest`;
    return sent === 1 && row?.rest === true;
  },
  async standing(sku) {
    const store = worldOf(SHOP).store();
    const { inventoryItem: item } = store.variant(sku);
    const level = item.levels.find(({ location }) => location === store.location("luebeck"));
    const row = await db.stockLevel.findFirstOrThrow({
      where: { shop: SHOP, sku, locationName: "Lübeck Warehouse" },
    });
    return {
      writes: simulator.log.effects.filter(
        ({ mutation, input }) =>
          mutation === "inventorySetQuantities" &&
          JSON.stringify(input).includes(`"${item.id}"`) &&
          JSON.stringify(input).includes(`"quantity":${LEFT}`),
      ).length,
      available: level && quantityOf(store, level, "available"),
      row: [row.state, row.available, row.sentQuantity],
      open: await db.task.count({ where: { shop: SHOP, state: { not: "done" } } }),
    };
  },
  whole: { writes: 1, available: LEFT, row: ["equal", LEFT, LEFT], open: 0 },
};
