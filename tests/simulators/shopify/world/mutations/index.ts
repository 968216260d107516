/** Every mutation the shop answers: one file each, one line here. */
import type { FieldResolver } from "../../world-interface.ts";
import type { Store } from "../store.ts";
import { bulkOperationRunQuery } from "./bulk-operation-run-query.ts";
import { fulfillmentCancel, fulfillmentTrackingInfoUpdate } from "./fulfillment-change.ts";
import { fulfillmentCreate } from "./fulfillment-create.ts";
import { inventoryActivate } from "./inventory-activate.ts";
import { inventorySetQuantities } from "./inventory-set-quantities.ts";
import { orderCancel } from "./order-cancel.ts";
import { orderCapture } from "./order-capture.ts";
import { orderClose, orderOpen } from "./order-close.ts";
import { orderMarkAsPaid } from "./order-mark-as-paid.ts";
import { orderUpdate } from "./order-update.ts";
import { tagsAdd, tagsRemove } from "./tags.ts";

/** By mutation and by input type. */
export const readsOfMutations: Readonly<Record<string, readonly string[]>> = {
  bulkOperationRunQuery: ["query", "groupObjects"],
  orderUpdate: ["input"],
  orderClose: ["input"],
  orderOpen: ["input"],
  tagsAdd: ["id", "tags"],
  tagsRemove: ["id", "tags"],
  fulfillmentCreate: ["fulfillment"],
  fulfillmentCancel: ["id"],
  fulfillmentTrackingInfoUpdate: ["fulfillmentId", "trackingInfoInput", "notifyCustomer"],
  orderCapture: ["input"],
  orderMarkAsPaid: ["input"],
  orderCancel: [
    "orderId",
    "reason",
    "restock",
    "notifyCustomer",
    "staffNote",
    "refund",
    "refundMethod",
  ],
  inventorySetQuantities: ["input"],
  inventoryActivate: [
    "inventoryItemId",
    "locationId",
    "available",
    "onHand",
    "stockAtLegacyLocation",
  ],
  InventorySetQuantitiesInput: ["name", "reason", "referenceDocumentUri", "quantities"],
  InventoryQuantityInput: ["inventoryItemId", "locationId", "quantity", "changeFromQuantity"],
  OrderInput: [
    "id",
    "customAttributes",
    "tags",
    "note",
    "email",
    "phone",
    "poNumber",
    "shippingAddress",
  ],
  AttributeInput: ["key", "value"],
  MailingAddressInput: [
    "firstName",
    "lastName",
    "company",
    "address1",
    "address2",
    "city",
    "zip",
    "phone",
    "countryCode",
    "provinceCode",
  ],
  OrderCloseInput: ["id"],
  OrderOpenInput: ["id"],
  OrderMarkAsPaidInput: ["id"],
  OrderCaptureInput: ["id", "parentTransactionId", "amount", "currency", "finalCapture"],
  OrderCancelRefundMethodInput: ["originalPaymentMethodsRefund", "storeCreditRefund"],
  OrderCancelStoreCreditRefundInput: ["expiresAt"],
  FulfillmentInput: ["lineItemsByFulfillmentOrder", "notifyCustomer", "trackingInfo"],
  FulfillmentOrderLineItemsInput: ["fulfillmentOrderId", "fulfillmentOrderLineItems"],
  FulfillmentOrderLineItemInput: ["id", "quantity"],
  FulfillmentTrackingInput: ["company", "number", "numbers", "url", "urls"],
};

export const rootMutation = (store: Store): Record<string, FieldResolver> => ({
  bulkOperationRunQuery: bulkOperationRunQuery(store),
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
  inventorySetQuantities: inventorySetQuantities(store),
  inventoryActivate: inventoryActivate(store),
});
