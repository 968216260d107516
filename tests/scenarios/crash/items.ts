import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, afterEach, beforeAll } from "vitest";
import { db } from "#app/db/client.server.ts";
import { checkAll, createNow } from "#app/domain/items/exchange.server.ts";
import type { Direction } from "#app/domain/items/states.ts";
import { insertItem } from "#app/erp/ledger/back-office.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { booksOf } from "../back-office.ts";
import { keepDatabase } from "../real-process.ts";
import { changeSettings, openShop, worldOf } from "../shop-at-work.ts";
import { type CrashStory, endCrash, leave, nextOf } from "./story.ts";

/** An item, or a product, that a person asked for is created by the built worker, which is killed with SIGKILL right after a durable change. */
const SHOP = "crash-items.myshopify.com";
export const FEWEST_STEPS = 5;
let skus: string[] = [];
let numbers: string[] = [];

/** `runs`: more than each story is begun. To be called once in a test file. */
export function prepare(runs: number): void {
  beforeAll(async () => {
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
    simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, "write_products"]);
    forgetToken(SHOP);
    await installShop(SHOP);
    await changeSettings(SHOP, { itemsToErp: true, productsToShopify: true });
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } }); // nothing but the story
    simulator.act(SHOP, "addProducts", { prefix: "CRASH-", count: runs });
    const of = (prefix: string) =>
      Array.from({ length: runs }, (_, at) => `${prefix}${String(at + 1).padStart(6, "0")}`);
    skus = of("CRASH-");
    numbers = of("OUT-");
    const scope = await booksOf(SHOP);
    for (const number of numbers)
      await insertItem(scope, null, { number, description: number, price: "5", currency: "EUR" });
    await checkAll(SHOP);
    await drain();
    await releaseHolder();
    await keepDatabase();
  });
  afterEach(endCrash);
  afterAll(leave);
}

const story = (direction: Direction, whole: Record<string, number>): CrashStory<string> => ({
  shop: SHOP,
  begin: () => Promise.resolve(nextOf(direction === "toErp" ? skus : numbers)),
  async start(sku) {
    await createNow(SHOP, direction, { q: sku });
  },
  async finished(sku) {
    const done = await db.itemSync.count({ where: { shop: SHOP, direction, sku, state: "done" } });
    const [row] = await db.$queryRaw<{ rest: boolean }[]>`
      SELECT NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${SHOP} AND state <> 'done')
        AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS rest`;
    return done === 1 && row?.rest === true;
  },
  standing: async (sku) => ({
    items: await db.ledgerItem.count({ where: { shop: SHOP, number: sku } }),
    variants: worldOf(SHOP)
      .store()
      .products.flatMap(({ variantRecords }) => variantRecords)
      .filter((variant) => variant.sku === sku).length,
    links: await db.itemLink.count({ where: { shop: SHOP, erpNumber: sku } }),
    open: await db.task.count({ where: { shop: SHOP, state: { not: "done" } } }),
  }),
  whole,
});

const ONE_OF_EACH = { items: 1, variants: 1, links: 1, open: 0 };
export const TO_ERP = story("toErp", ONE_OF_EACH);
export const TO_SHOPIFY = story("toShopify", ONE_OF_EACH);
