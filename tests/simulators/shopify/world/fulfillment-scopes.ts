/**
 * Which fulfillment orders an app sees and ships. Docs of FulfillmentOrder: those of the merchant's own locations by the merchant_managed scopes, those of
 * fulfillment services by the third_party ones; what an app may not see does not exist for it.
 */
import type { FulfillmentOrderRecord } from "./model.ts";

const family = ({ location }: FulfillmentOrderRecord): string =>
  location.isFulfillmentService ? "third_party" : "merchant_managed";

export const maySee = (
  fulfillmentOrder: FulfillmentOrderRecord,
  scopes: ReadonlySet<string>,
): boolean =>
  scopes.has(`read_${family(fulfillmentOrder)}_fulfillment_orders`) ||
  mayFulfill(fulfillmentOrder, scopes);
export const mayFulfill = (
  fulfillmentOrder: FulfillmentOrderRecord,
  scopes: ReadonlySet<string>,
): boolean => scopes.has(`write_${family(fulfillmentOrder)}_fulfillment_orders`);
