import { startPipeline, requireImported } from "../pipeline.ts";
import { askedOfShopify, openShop, placeOrders } from "../shop.ts";

/** Counts what Shopify is asked for, and at what price, when a known shop syncs some new orders. */
export interface PointsInput {
  counts: number[];
}
export interface PointsFound {
  orders: number;
  listing: Sum;
  reading: Sum;
  dearest: number;
}
export interface Sum {
  calls: number;
  points: number;
  charged: number;
}

const input = JSON.parse(process.argv[2] ?? "{}") as PointsInput;
await openShop({ autoCreateOrders: false });
const pipeline = await startPipeline();
await placeOrders(1, 3);
await pipeline.sync(); // the first sync of a shop also looks for cancelled orders
const found: PointsFound[] = [];
let placed = 1;
let seen = (await askedOfShopify()).length;
for (const orders of input.counts) {
  await placeOrders(orders, 3);
  placed += orders;
  await pipeline.sync();
  await requireImported(placed);
  const all = await askedOfShopify();
  const asked = all.slice(seen);
  seen = all.length;
  const sum = (which: typeof asked): Sum => ({
    calls: which.length,
    points: which.reduce((total, { requestedCost }) => total + requestedCost, 0),
    charged: which.reduce((total, { actualCost }) => total + actualCost, 0),
  });
  const reading = asked.filter(({ operation }) => operation !== "ListOrders");
  found.push({
    orders,
    listing: sum(asked.filter(({ operation }) => operation === "ListOrders")),
    reading: sum(reading),
    dearest: Math.max(...reading.map(({ requestedCost }) => requestedCost)),
  });
}
await pipeline.stop();
process.send?.(found);
