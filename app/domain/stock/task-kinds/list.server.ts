import { activateStock } from "./activate-stock.server.ts";
import { setStock } from "./set-stock.server.ts";

/** Outside acts of sending stock to Shopify, for the worker's catalog. */
export const stockTaskKinds = [setStock, activateStock] as const;
