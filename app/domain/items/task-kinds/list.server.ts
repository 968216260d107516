import { itemToErp } from "./item-to-erp.server.ts";
import { itemToShopify } from "./item-to-shopify.server.ts";

/** Outside acts of creating items and products, for the worker's catalog. */
export const itemTaskKinds = [itemToErp, itemToShopify] as const;
