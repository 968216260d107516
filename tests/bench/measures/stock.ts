import { randomUUID } from "node:crypto";
import { startPipeline } from "../pipeline.ts";
import { askedOfShopify, control, openShop } from "../shop.ts";
import { SHOP } from "../names.ts";

/** Sends many changed quantities, and a few of them one by one as a plain connector would: read the level, set it. */
export interface StockInput {
  quantities: number;
  oneByOne: number;
}
export interface StockFound {
  ours: Sum;
  rival: Sum;
  /** Tasks that were made for it. */
  tasks: number;
}
interface Sum {
  calls: number;
  points: number;
}

const input = JSON.parse(process.argv[2] ?? "{}") as StockInput;
const { connectionId } = await openShop({ stockLossPercent: 100 });
await control("act", {
  shop: SHOP,
  name: "addProducts",
  args: { prefix: "BENCH-", count: input.quantities },
});
const { db } = await import("#app/db/client.server.ts");
const { addJob } = await import("#app/db/jobs.server.ts");
const { PULL_STOCK } = await import("#app/domain/stock/jobs.ts");
const { startSending, turnOn } = await import("#app/domain/stock/sync.server.ts");
const { shopifyRequest, shopifyRequestNodes } = await import("#app/shopify/client.server.ts");
const { SetStockDocument, StockItemsByIdDocument } =
  await import("#app/shopify/generated/admin.ts");
await db.$executeRaw`
  INSERT INTO "LedgerItem" (shop, id, "connectionId", number, description, "baseUnit", "createdAt", "changedAt")
  SELECT ${SHOP}, gen_random_uuid(), ${connectionId}::uuid, 'BENCH-' || lpad(i::text, 6, '0'), 'Item ' || i, 'PCS', now(), now()
  FROM generate_series(1, ${input.quantities}::int) i`;
await db.$executeRaw`
  INSERT INTO "LedgerStock" (shop, "connectionId", "itemId", location, quantity)
  SELECT shop, "connectionId", id, 'MAIN', 20 FROM "LedgerItem" WHERE shop = ${SHOP} AND number LIKE 'BENCH-%'`;
const pipeline = await startPipeline();
await pipeline.after(() => turnOn(SHOP));
await pipeline.after(() => startSending(SHOP));
await pipeline.after(() => addJob(db, PULL_STOCK, { shop: SHOP }));

const sum = (asked: { requestedCost: number }[]): Sum => ({
  calls: asked.length,
  points: asked.reduce((total, { requestedCost }) => total + requestedCost, 0),
});
let seen = (await askedOfShopify()).length;
const since = async (): Promise<Sum> => {
  const all = await askedOfShopify();
  const found = sum(all.slice(seen));
  seen = all.length;
  return found;
};
const tasksBefore = await db.task.count({ where: { shop: SHOP, kind: "setStock" } });
await db.$executeRaw`
  UPDATE "LedgerStock" s SET quantity = 7 FROM "LedgerItem" i
  WHERE i.shop = s.shop AND i.id = s."itemId" AND i.shop = ${SHOP} AND i.number LIKE 'BENCH-%'`;
await db.$executeRaw`UPDATE "LedgerItem" SET "changedAt" = now() WHERE shop = ${SHOP} AND number LIKE 'BENCH-%'`;
await pipeline.after(() => addJob(db, PULL_STOCK, { shop: SHOP }));
const ours = await since();
const sent = await db.stockLevel.findMany({
  where: { shop: SHOP, sku: { startsWith: "BENCH-" }, state: "equal", sentQuantity: 7 },
  select: { inventoryItemId: true, locationId: true },
});
if (sent.length !== input.quantities)
  throw new Error(`${sent.length} of ${input.quantities} quantities were sent`);

for (const { inventoryItemId, locationId } of sent.slice(0, input.oneByOne)) {
  const read = await shopifyRequestNodes(SHOP, StockItemsByIdDocument, { ids: [inventoryItemId] });
  const set = await shopifyRequest(SHOP, SetStockDocument, {
    key: randomUUID(),
    input: {
      name: "available",
      reason: "correction",
      quantities: [{ inventoryItemId, locationId, quantity: 8, changeFromQuantity: 7 }],
    },
  });
  if (!read.ok || !set.ok) throw new Error("the rival's call was refused");
}
const rival = await since();
const tasks = (await db.task.count({ where: { shop: SHOP, kind: "setStock" } })) - tasksBefore;
await pipeline.stop();
process.send?.({ ours, rival, tasks } satisfies StockFound);
