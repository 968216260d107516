// What differs from "an object costs 1, a scalar 0, a mutation 10": one table for the calculator of our own operations
// (shopify-cost.mjs) and for the stand-in of Shopify, taken from recorded costs. A test holds both to the same result.

/** Objects that cost 0 themselves; their selection still counts. */
export const FREE_TYPES = new Set([
  "MoneyBag",
  "MoneyV2",
  "Weight",
  "InventoryItemMeasurement",
  "UnitPriceMeasurement",
  "LocationAddress",
  "CustomerEmailMarketingConsentState",
  "CustomerSmsMarketingConsentState",
  "CollectionRuleSet",
  "CollectionRule",
]);

export const FREE_FIELDS = new Set(["Customer.defaultAddress"]);

/** Costs of single fields, in place of the mutation's 10, the object's 1 or the scalar's 0. */
export const OWN_COST = {
  "Mutation.orderCapture": 20,
  "Mutation.refundCreate": 20,
  "Mutation.fileCreate": 20,
  "Mutation.productCreateMedia": 20,
  "Mutation.fulfillmentTrackingInfoUpdate": 50, // 10 until May 2026
  "Mutation.fulfillmentTrackingInfoUpdateV2": 50,
  "Mutation.deliveryProfileUpdate": 100, // 10 until July 2026
  "Mutation.flowTriggerReceive": 1,
  "StoreCreditAccount.balance": 5,
  "Location.hasUnfulfilledOrders": 1,
  "Blog.articlesCount": 10,
  "Article.commentsCount": 10,
  "Publication.includedProductsCount": 10,
  "DeliveryProfile.productVariantsCount": 10,
};

export const MUTATION_COST = 10;
/** A count at the root of a query: `ordersCount` and its like. */
export const ROOT_COUNT_COST = 10;
/** A connection itself, without its page. */
export const CONNECTION_COST = 2;

/** Mutations that also charge 0.2 for each variant of their input, rounded. */
export const CHARGED_BY_VARIANT = new Set([
  "productVariantsBulkCreate",
  "productVariantsBulkUpdate",
]);

/** How a page of n multiplies its node: 1,2→1  3,4→2  5→3  10→4  20→5  25→6  50→7  100→9  200→10  250→11. */
export const pageFactor = (n) => Math.max(1, Math.floor(2 * Math.log(Math.max(1, n))));
