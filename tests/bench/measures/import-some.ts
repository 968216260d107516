import { startPipeline } from "../pipeline.ts";
import { askedOfShopify, openShop, placeOrders } from "../shop.ts";

/** A shop with known orders, and with some that the app has not heard of, for a measure of the app in a process of its own. */
const { orders, unheard = 0 } = JSON.parse(process.argv[2] ?? "{}") as {
  orders: number;
  unheard?: number;
};
await openShop({ autoCreateOrders: unheard > 0 });
const pipeline = await startPipeline();
const ids = await placeOrders(orders, 3);
await pipeline.sync();
const seen = (await askedOfShopify()).length;
await pipeline.stop();
const news = unheard > 0 ? await placeOrders(unheard, 3) : [];
process.send?.({ ids, news, seen });
