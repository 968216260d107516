import { createFulfillment } from "./create-fulfillment.server.ts";
import { fulfillNotShipped } from "./fulfill-not-shipped.server.ts";
import { updateTracking } from "./update-tracking.server.ts";

/** Outside acts of sending shipments to Shopify, for the worker's catalog. */
export const fulfillmentTaskKinds = [createFulfillment, fulfillNotShipped, updateTracking] as const;
