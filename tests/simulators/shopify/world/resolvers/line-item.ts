/** LineItem, ShippingLine and the discounts, duties and fees on them. */
import { each, money, subtract } from "../arithmetic/bag.ts";
import { Big } from "../arithmetic/big.ts";
import { roundTo } from "../arithmetic/currency.ts";
import * as amounts from "../arithmetic/line-amounts.ts";
import { fulfillableQuantity, unfulfilledQuantity } from "../fulfillment-state.ts";
import type {
  AllocationRecord,
  DiscountRecord,
  DutyRecord,
  FeeRecord,
  LineRecord,
  OrderRecord,
  ShippingRecord,
} from "../model.ts";
import { bagOf, byTypename, fieldsOf } from "./define.ts";
import { taxLines } from "./tax-line.ts";

const perUnit = (line: LineRecord, whole: ReturnType<typeof amounts.netTotal>) =>
  each(whole, (amount, side) =>
    roundTo(line.order.currencies[side], amount.div(String(line.quantity))),
  );
const allocationsOf = (order: OrderRecord, allocations: readonly AllocationRecord[]) =>
  allocations.map(({ application, amount }) => {
    const allocatedAmountSet = bagOf(order, amount);
    return {
      __typename: "DiscountAllocation",
      allocatedAmountSet,
      allocatedAmount: allocatedAmountSet.shopMoney,
      discountApplication: application,
    };
  });

export const lineFields = fieldsOf<LineRecord>({
  name: (line) =>
    line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
  currentQuantity: amounts.currentQuantity,
  refundableQuantity: amounts.currentQuantity,
  unfulfilledQuantity,
  fulfillableQuantity,
  nonFulfillableQuantity: (line) => (line.isTip ? line.quantity : amounts.removedQuantity(line)),
  originalUnitPriceSet: (line) => bagOf(line.order, line.unitPrice),
  originalTotalSet: (line) => bagOf(line.order, amounts.originalTotal(line)),
  totalDiscountSet: (line) => bagOf(line.order, amounts.lineLevelDiscounts(line)),
  discountedTotalSet: (line, args) =>
    bagOf(
      line.order,
      subtract(
        amounts.originalTotal(line),
        amounts.lineLevelDiscounts(line, args.withCodeDiscounts === true),
      ),
    ),
  discountedUnitPriceSet: (line) =>
    bagOf(
      line.order,
      perUnit(line, subtract(amounts.originalTotal(line), amounts.lineLevelDiscounts(line, false))),
    ),
  discountedUnitPriceAfterAllDiscountsSet: (line) =>
    bagOf(line.order, perUnit(line, amounts.netTotal(line))),
  priceAfterAllDiscountsBeforeTaxesSet: (line) =>
    bagOf(
      line.order,
      line.order.taxesIncluded
        ? subtract(amounts.currentNet(line), amounts.currentTax(line))
        : amounts.currentNet(line),
    ),
  discountAllocations: (line) => allocationsOf(line.order, line.allocations),
  taxLines: (line, args) =>
    taxLines(line.order, line.taxes).slice(
      0,
      typeof args.first === "number" ? args.first : undefined,
    ),
  duties: (line) => line.duties.map((duty) => ({ ...duty, order: line.order })),
  restockable: (line) => line.requiresShipping && amounts.currentQuantity(line) > 0,
  merchantEditable: (line) => line.order.cancelledAt === null,
  sellingPlan: ({ sellingPlan: name }) =>
    name === null ? null : { __typename: "LineItemSellingPlan", name, sellingPlanId: null },
  contract: () => null,
  lineItemGroup: ({ group }) => group,
  staffMember: () => null,
  image: () => null,
  weight: () => null,
});

export const shippingLineFields = fieldsOf<ShippingRecord>({
  originalPriceSet: (line) => bagOf(line.order, line.bag),
  discountedPriceSet: (line) => bagOf(line.order, amounts.shippingNet(line)),
  currentDiscountedPriceSet: (line) => bagOf(line.order, amounts.currentShippingNet(line)),
  discountAllocations: (line) => allocationsOf(line.order, line.allocations),
  taxLines: (line) => taxLines(line.order, line.taxes),
});

export const feeFields = fieldsOf<FeeRecord>({
  price: (fee) => bagOf(fee.order, fee.bag),
  taxLines: (fee) => taxLines(fee.order, fee.taxes),
});
export const dutyFields = fieldsOf<DutyRecord & { order: OrderRecord }>({
  price: (duty) => bagOf(duty.order, duty.bag),
  taxLines: (duty) => taxLines(duty.order, duty.taxes),
});

const applicationFields = fieldsOf<DiscountRecord>({
  allocationMethod: (discount) => (discount.level === "line" ? "EACH" : "ACROSS"),
  targetType: (discount) => (discount.level === "shipping" ? "SHIPPING_LINE" : "LINE_ITEM"),
  targetSelection: (discount) => (discount.level === "line" ? "EXPLICIT" : "ALL"),
  value: (discount) =>
    discount.percent === null
      ? { __typename: "MoneyV2", ...money(discount.currency, new Big(discount.amount ?? "0")) }
      : { __typename: "PricingPercentageValue", percentage: Number(discount.percent) },
});
export const discountTypes = {
  ManualDiscountApplication: applicationFields,
  DiscountCodeApplication: applicationFields,
  AutomaticDiscountApplication: applicationFields,
  DiscountApplication: byTypename,
  PricingValue: byTypename,
};
