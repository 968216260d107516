/** Every mutation the shop answers: one file each, one line here. */
import type { FieldResolver } from "../../world-interface.ts";
import type { Store } from "../store.ts";
import { flowTriggerReceive } from "./flow-trigger-receive.ts";
import { bulkOperationRunQuery } from "./bulk-operation-run-query.ts";
import { customerAddressCreate, customerAddressUpdate } from "./customer-address.ts";
import { customerEmailMarketingConsentUpdate } from "./customer-consent.ts";
import { customerSet } from "./customer-set.ts";
import { fulfillmentCancel, fulfillmentTrackingInfoUpdate } from "./fulfillment-change.ts";
import { fulfillmentCreate } from "./fulfillment-create.ts";
import { inventoryActivate } from "./inventory-activate.ts";
import { inventorySetQuantities } from "./inventory-set-quantities.ts";
import { orderCancel } from "./order-cancel.ts";
import { orderCapture } from "./order-capture.ts";
import { orderClose, orderOpen } from "./order-close.ts";
import { orderCreate } from "./order-create.ts";
import { orderCreateManualPayment } from "./order-create-manual-payment.ts";
import { orderMarkAsPaid } from "./order-mark-as-paid.ts";
import { orderUpdate } from "./order-update.ts";
import { paymentTermsCreate } from "./payment-terms-create.ts";
import { productSet } from "./product-set.ts";
import { tagsAdd, tagsRemove } from "./tags.ts";

/** By mutation and by input type. */
export const readsOfMutations: Readonly<Record<string, readonly string[]>> = {
  bulkOperationRunQuery: ["query", "groupObjects"],
  orderUpdate: ["input"],
  orderClose: ["input"],
  orderOpen: ["input"],
  flowTriggerReceive: ["handle", "payload"],
  tagsAdd: ["id", "tags"],
  tagsRemove: ["id", "tags"],
  fulfillmentCreate: ["fulfillment"],
  fulfillmentCancel: ["id"],
  fulfillmentTrackingInfoUpdate: ["fulfillmentId", "trackingInfoInput", "notifyCustomer"],
  orderCapture: ["input"],
  orderMarkAsPaid: ["input"],
  orderCreateManualPayment: ["id", "amount", "paymentMethodName"],
  paymentTermsCreate: ["referenceId", "paymentTermsAttributes"],
  PaymentTermsCreateInput: ["paymentTermsTemplateId", "paymentSchedules"],
  PaymentScheduleInput: ["issuedAt", "dueAt"],
  orderCreate: ["order", "options"],
  OrderCreateOptionsInput: ["inventoryBehaviour", "sendReceipt", "sendFulfillmentReceipt"],
  OrderCreateOrderInput: [
    ...["sourceIdentifier", "currency", "taxesIncluded", "processedAt", "fulfillmentStatus"],
    ...["financialStatus", "customAttributes", "customer", "companyLocationId", "email"],
    ...["poNumber", "note", "billingAddress", "shippingAddress", "lineItems", "shippingLines"],
    ...["discountCode", "transactions", "test"],
  ],
  OrderCreateCustomAttributeInput: ["key", "value"],
  OrderCreateCustomerInput: ["toAssociate"],
  OrderCreateAssociateCustomerAttributesInput: ["id"],
  OrderCreateLineItemInput: [
    ...[
      "title",
      "sku",
      "quantity",
      "priceSet",
      "requiresShipping",
      "taxable",
      "taxLines",
      "giftCard",
    ],
  ],
  OrderCreateShippingLineInput: ["title", "priceSet", "taxLines"],
  OrderCreateTaxLineInput: ["title", "rate", "priceSet", "channelLiable"],
  OrderCreateDiscountCodeInput: ["itemFixedDiscountCode"],
  OrderCreateFixedDiscountCodeAttributesInput: ["code", "amountSet"],
  OrderCreateOrderTransactionInput: ["kind", "status", "gateway", "amountSet", "test"],
  MoneyBagInput: ["shopMoney"],
  MoneyInput: ["amount", "currencyCode"],
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
  productSet: ["input", "synchronous", "identifier"],
  ProductSetInput: ["title", "handle", "status", "productOptions", "variants"],
  OptionSetInput: ["name", "values"],
  OptionValueSetInput: ["name"],
  ProductVariantSetInput: [
    ...["optionValues", "price", "barcode", "sku", "inventoryItem", "inventoryQuantities"],
  ],
  VariantOptionValueInput: ["optionName", "name"],
  InventoryItemInput: ["sku", "tracked", "requiresShipping", "measurement"],
  InventoryItemMeasurementInput: ["weight"],
  WeightInput: ["unit", "value"],
  ProductSetInventoryInput: ["locationId", "name", "quantity"],
  customerSet: ["identifier", "input"],
  CustomerSetIdentifiers: ["id"],
  CustomerSetInput: ["firstName", "lastName", "email", "phone", "tags"],
  customerAddressCreate: ["customerId", "address", "setAsDefault"],
  customerAddressUpdate: ["customerId", "addressId", "address", "setAsDefault"],
  customerEmailMarketingConsentUpdate: ["input"],
  CustomerEmailMarketingConsentUpdateInput: ["customerId", "emailMarketingConsent"],
  CustomerEmailMarketingConsentInput: ["marketingState", "marketingOptInLevel"],
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
  flowTriggerReceive: flowTriggerReceive(store),
  tagsAdd: tagsAdd(store),
  tagsRemove: tagsRemove(store),
  fulfillmentCreate: fulfillmentCreate(store),
  fulfillmentCancel: fulfillmentCancel(store),
  fulfillmentTrackingInfoUpdate: fulfillmentTrackingInfoUpdate(store),
  orderCapture: orderCapture(store),
  orderMarkAsPaid: orderMarkAsPaid(store),
  orderCreate: orderCreate(store),
  orderCreateManualPayment: orderCreateManualPayment(store),
  orderCancel: orderCancel(store),
  paymentTermsCreate: paymentTermsCreate(store),
  inventorySetQuantities: inventorySetQuantities(store),
  inventoryActivate: inventoryActivate(store),
  productSet: productSet(store),
  customerSet: customerSet(store),
  customerAddressCreate: customerAddressCreate(store),
  customerAddressUpdate: customerAddressUpdate(store),
  customerEmailMarketingConsentUpdate: customerEmailMarketingConsentUpdate(store),
});
