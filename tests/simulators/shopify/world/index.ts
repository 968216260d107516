/** The world's door: what the engine and the tests of the app may use. */
export { createWorld, type ShopWorld } from "./create-world.ts";
export { ORDER_KINDS } from "../seed/orders/index.ts";
export type { OrderRecord } from "./model.ts";
