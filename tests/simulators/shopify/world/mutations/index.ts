/** Every mutation the shop answers: one file each, one line here. */
import type { FieldResolver } from "../../world-interface.ts";
import type { Store } from "../store.ts";
import { fulfillmentCancel, fulfillmentTrackingInfoUpdate } from "./fulfillment-change.ts";
import { fulfillmentCreate } from "./fulfillment-create.ts";
import { orderCancel } from "./order-cancel.ts";
import { orderCapture } from "./order-capture.ts";
import { orderClose, orderOpen } from "./order-close.ts";
import { orderMarkAsPaid } from "./order-mark-as-paid.ts";
import { orderUpdate } from "./order-update.ts";
import { tagsAdd, tagsRemove } from "./tags.ts";

export const rootMutation = (store: Store): Record<string, FieldResolver> => ({
  orderUpdate: orderUpdate(store),
  orderClose: orderClose(store),
  orderOpen: orderOpen(store),
  tagsAdd: tagsAdd(store),
  tagsRemove: tagsRemove(store),
  fulfillmentCreate: fulfillmentCreate(store),
  fulfillmentCancel: fulfillmentCancel(store),
  fulfillmentTrackingInfoUpdate: fulfillmentTrackingInfoUpdate(store),
  orderCapture: orderCapture(store),
  orderMarkAsPaid: orderMarkAsPaid(store),
  orderCancel: orderCancel(store),
});
