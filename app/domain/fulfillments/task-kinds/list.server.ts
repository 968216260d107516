import { createFulfillment } from "./create-fulfillment.server.ts";

/** Outside acts of sending shipments to Shopify, for the worker's catalog. */
export const fulfillmentTaskKinds = [createFulfillment] as const;
