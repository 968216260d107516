import type { AnyTaskKind } from "#app/tasks/kind.ts";
import { foldKind } from "#app/tasks/kind.ts";
import { createFulfillment } from "./create-fulfillment.server.ts";

/** Outside acts of sending shipments to Shopify, for the worker's catalog. */
export const fulfillmentTaskKinds: readonly AnyTaskKind[] = [foldKind(createFulfillment)];
