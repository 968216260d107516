/** Fulfillment orders and fulfillments. */
import { portion, netTotal, originalTotal } from "../arithmetic/line-amounts.ts";
import { connection, inOrderOfId } from "../connection.ts";
import { supportedActions } from "../fulfillment-state.ts";
import type {
  FulfillmentLineRecord,
  FulfillmentOrderLineRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
} from "../model.ts";
import type { LocationRecord } from "../model-shop.ts";
import { numericId } from "../ids.ts";
import { bagOf, fieldsOf, firstOf, legacyId } from "./define.ts";

export const fulfillmentOrderFields = fieldsOf<FulfillmentOrderRecord>({
  assignedLocation: ({ location }) => ({
    __typename: "FulfillmentOrderAssignedLocation",
    name: location.name,
    location: location.deleted ? null : location,
    address1: location.address.address1,
    address2: location.address.address2,
    city: location.address.city,
    zip: location.address.zip,
    province: location.address.province,
    countryCode: location.address.countryCode,
    phone: location.address.phone,
  }),
  deliveryMethod: (source) => ({
    __typename: "DeliveryMethod",
    id: source.methodId,
    methodType: source.methodType,
    presentedName: source.presentedName,
    serviceCode: source.serviceCode,
    sourceReference: null,
    minDeliveryDateTime: null,
    maxDeliveryDateTime: null,
    additionalInformation: null,
    brandedPromise: null,
  }),
  destination: ({ order, id, methodType }) => {
    const to = order.shippingAddress;
    return to === null || methodType !== "SHIPPING"
      ? null
      : {
          __typename: "FulfillmentOrderDestination",
          id: id.replace("FulfillmentOrder", "FulfillmentOrderDestination"),
          firstName: to.firstName,
          lastName: to.lastName,
          company: to.company,
          address1: to.address1,
          address2: to.address2,
          city: to.city,
          zip: to.zip,
          province: to.province,
          countryCode: to.countryCodeV2,
          phone: to.phone,
          email: order.email,
          location: null,
        };
  },
  supportedActions: (source, _, context, info) =>
    supportedActions(source, context.scopes)
      // Read by itself it does not list MERGE, though its order does (recorded-answers §1).
      .filter((action) => action !== "MERGE" || info.path.prev?.prev !== undefined)
      .map((action) => ({
        __typename: "FulfillmentOrderSupportedAction",
        action,
        externalUrl: null,
      })),
  lineItems: (source, args) => inOrderOfId(source.lines, args),
  fulfillments: (source, args) =>
    inOrderOfId(
      source.order.fulfillmentRecords.filter(({ fulfillmentOrders }) =>
        fulfillmentOrders.includes(source),
      ),
      args,
    ),
  orderId: ({ order }) => order.id,
  orderName: ({ order }) => order.name,
  orderProcessedAt: ({ order }) => order.processedAt,
  merchantRequests: (source, args) =>
    inOrderOfId(
      source.requests.filter(
        ({ kind }) => args.kind === undefined || args.kind === null || kind === args.kind,
      ),
      args,
    ),
  internationalDuties: () => null,
});

export const fulfillmentOrderLineFields = fieldsOf<FulfillmentOrderLineRecord>({
  productTitle: ({ lineItem }) => lineItem.title,
  variantTitle: ({ lineItem }) => lineItem.variantTitle,
  sku: ({ lineItem }) => lineItem.sku,
  vendor: ({ lineItem }) => lineItem.vendor,
  variant: ({ lineItem }) => lineItem.variant,
  requiresShipping: ({ lineItem }) => lineItem.requiresShipping,
  inventoryItemId: ({ lineItem }) => lineItem.variant?.inventoryItem.id ?? null,
  image: () => null,
  weight: () => null,
  warnings: () => [],
  shippingLine: ({ lineItem }) =>
    lineItem.order.shipping.find(({ isRemoved }) => !isRemoved) ?? null,
});

/** The merchant's own hands, as Shopify names them (recording fulfillment-create-name). */
const manualService = (location: LocationRecord) => ({
  __typename: "FulfillmentService",
  id: "gid://shopify/FulfillmentService/manual",
  handle: "manual",
  serviceName: "Manual",
  type: "MANUAL",
  callbackUrl: null,
  inventoryManagement: false,
  trackingSupport: false,
  requiresShippingMethod: true,
  location,
});

export const fulfillmentFields = fieldsOf<FulfillmentRecord>({
  legacyResourceId: legacyId,
  trackingInfo: (source, args) => firstOf(source.tracking, args),
  totalQuantity: ({ lines }) => lines.reduce((total, { quantity }) => total + quantity, 0),
  fulfillmentLineItems: (source, args) => inOrderOfId(source.lines, args),
  fulfillmentOrders: (source, args) => inOrderOfId(source.fulfillmentOrders, args),
  events: ({ carrierEvents }, args) =>
    connection(carrierEvents, args, {
      id: ({ id }) => numericId(id),
      key: ({ happenedAt }) => Date.parse(happenedAt),
      asText: true,
    }),
  service: ({ service }) => service.fulfillmentService ?? manualService(service),
  originAddress: () => null,
});

export const fulfillmentLineFields = fieldsOf<FulfillmentLineRecord>({
  originalTotalSet: ({ lineItem, quantity, order }) =>
    bagOf(order, portion(lineItem, originalTotal(lineItem), 0, quantity)),
  discountedTotalSet: ({ lineItem, quantity, order }) =>
    bagOf(order, portion(lineItem, netTotal(lineItem), 0, quantity)),
});
