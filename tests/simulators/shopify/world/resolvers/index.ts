/** All types the shop can answer for. */
import type { FieldResolver } from "../../world-interface.ts";
import type { JobRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { catalogTypes } from "./catalog.ts";
import { customerTypes } from "./customer.ts";
import {
  fulfillmentFields,
  fulfillmentLineFields,
  fulfillmentOrderFields,
  fulfillmentOrderLineFields,
} from "./fulfillment.ts";
import {
  discountTypes,
  dutyFields,
  feeFields,
  lineFields,
  shippingLineFields,
} from "./line-item.ts";
import { orderFields } from "./order.ts";
import { inventoryTypes } from "./inventory.ts";
import { moneyMovementTypes } from "./refund.ts";

export const resolversOf = (store: Store): Record<string, Record<string, FieldResolver>> => ({
  Order: orderFields(store),
  LineItem: lineFields,
  ShippingLine: shippingLineFields,
  AdditionalFee: feeFields,
  Duty: dutyFields,
  ...discountTypes,
  FulfillmentOrder: fulfillmentOrderFields,
  FulfillmentOrderLineItem: fulfillmentOrderLineFields,
  Fulfillment: fulfillmentFields,
  FulfillmentLineItem: fulfillmentLineFields,
  Job: { query: (source) => ((source as JobRecord).done ? {} : null) },
  ...moneyMovementTypes(store),
  ...customerTypes(store),
  ...catalogTypes(store),
  ...inventoryTypes(store),
});
