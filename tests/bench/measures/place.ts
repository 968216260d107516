import { closeDatabase } from "#app/db/client.server.ts";
import { openShop, placeOrders } from "../shop.ts";

/** Prepares a shop with waiting orders for a measure of the app in a process of its own. */
const { orders } = JSON.parse(process.argv[2] ?? "{}") as { orders: number };
await openShop({ autoCreateOrders: false });
await placeOrders(orders, 3, 50);
await closeDatabase();
process.send?.({ placed: orders });
