import { startPipeline } from "../pipeline.ts";
import { askedOfShopify, openShop, placeOrders } from "../shop.ts";

/** A shop with known orders, for a measure of the app in a process of its own. */
const { orders } = JSON.parse(process.argv[2] ?? "{}") as { orders: number };
await openShop({ autoCreateOrders: false });
const pipeline = await startPipeline();
const ids = await placeOrders(orders, 3);
await pipeline.sync();
const seen = (await askedOfShopify()).length;
await pipeline.stop();
process.send?.({ ids, seen });
