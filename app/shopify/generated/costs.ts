// Made by scripts/codegen.mjs from app/shopify/operations. Do not edit.
import type { CostExpression } from "../cost.ts";

/** Requested cost by operation name, as an expression in its page-size variables. */
export const OPERATION_COSTS: Readonly<Record<string, CostExpression>> = {
  AgreementDetails: 35,
  DeliveryMethods: 209,
  ImportOrders: 111,
  ListOrders: {"add":[2,{"page":"first","times":8}]},
  ListedOrders: 8,
  Locations: 9,
  LongParts: 102,
  MoreAgreements: 87,
  MoreFulfillmentLines: 21,
  MoreFulfillmentOrderLines: 21,
  MoreFulfillmentOrders: 91,
  MoreOrderLines: 84,
  MoreRefundLines: 30,
  MoreReturns: 10,
  MoreShippingLines: 24,
  OrderAttributes: 2,
  RefundDetails: 33,
  ReturnDetails: 7,
  ShopFacts: 4,
  WriteOrderAttributes: 11,
};
