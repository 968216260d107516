/** Returns: their lines and fees, exchanges, and the reverse fulfillment orders with what became of the goods. */
import { each } from "../arithmetic/bag.ts";
import { roundTo } from "../arithmetic/currency.ts";
import { netTotal } from "../arithmetic/line-amounts.ts";
import { restockingFee } from "../acts/return-fees.ts";
import { REASONS } from "../acts/return-reasons.ts";
import { inOrderOfId } from "../connection.ts";
import type {
  ExchangeLineRecord,
  ReturnLineRecord,
  ReturnRecord,
  ReverseLineRecord,
  ReverseOrderRecord,
} from "../model.ts";
import { bagOf, byTypename, fieldsOf } from "./define.ts";

const returnFields = fieldsOf<ReturnRecord>({
  returnLineItems: ({ lines }, args) => inOrderOfId(lines, args),
  exchangeLineItems: ({ exchanges }, args) => inOrderOfId(exchanges, args),
  reverseFulfillmentOrders: ({ reverseOrders }, args) => inOrderOfId(reverseOrders, args),
  refunds: (source, args) =>
    inOrderOfId(
      source.order.refundRecords.filter((refund) => refund.return === source),
      args,
    ),
  transactions: (_, args) => inOrderOfId([], args),
  returnShippingFees: ({ shippingFee, order }) =>
    shippingFee === null
      ? []
      : [
          {
            __typename: "ReturnShippingFee",
            id: shippingFee.id,
            amountSet: bagOf(order, shippingFee.amount),
          },
        ],
  decline: ({ declineReason }) =>
    declineReason === null ? null : { reason: declineReason, note: null },
  staffMember: () => null,
});

const refunded = ({ of, fulfillmentLineItem }: ReturnLineRecord): number =>
  of.order.refundRecords
    .filter((refund) => refund.return === of)
    .flatMap(({ lines }) => lines)
    .filter(({ lineItem }) => lineItem === fulfillmentLineItem.lineItem)
    .reduce((total, { quantity }) => total + quantity, 0);

/** Recorded: a request has nothing to process; approved, all that was asked for. */
const approved = ({ of }: ReturnLineRecord): boolean => of.status !== "REQUESTED";

const returnLineFields = fieldsOf<ReturnLineRecord>({
  unprocessedQuantity: ({ quantity, processedQuantity }) => quantity - processedQuantity,
  processableQuantity: (line) => (approved(line) ? line.quantity - line.processedQuantity : 0),
  refundedQuantity: refunded,
  refundableQuantity: (line) => (approved(line) ? line.quantity - refunded(line) : 0),
  returnReasonDefinition: ({ reason }) => REASONS.find(({ handle }) => handle === reason),
  restockingFee: (line) =>
    line.restocking === null
      ? null
      : {
          __typename: "RestockingFee",
          id: line.id.replace("ReturnLineItem", "RestockingFee"),
          percentage: Number(line.restocking),
          amountSet: bagOf(line.of.order, restockingFee(line)),
        },
  withCodeDiscountedTotalPriceSet: ({ fulfillmentLineItem: { lineItem }, quantity, of }) =>
    bagOf(
      of.order,
      each(netTotal(lineItem), (amount, side) =>
        roundTo(
          of.order.currencies[side],
          amount.times(String(quantity)).div(String(lineItem.quantity)),
        ),
      ),
    ),
  returnReasonNote: () => "",
  totalWeight: () => null,
});

const exchangeFields = fieldsOf<ExchangeLineRecord>({
  lineItem: ({ lineItem }) => lineItem,
  lineItems: ({ lineItem }) => [lineItem],
  quantity: ({ lineItem }) => lineItem.quantity,
  processableQuantity: ({ lineItem, processedQuantity }) => lineItem.quantity - processedQuantity,
  unprocessedQuantity: ({ lineItem, processedQuantity }) => lineItem.quantity - processedQuantity,
  productId: ({ lineItem }) => lineItem.product?.id ?? null,
  variantId: ({ lineItem }) => lineItem.variant?.id ?? null,
  title: ({ lineItem }) => lineItem.title,
  variantTitle: ({ lineItem }) => lineItem.variantTitle,
  variantSku: ({ lineItem }) => lineItem.sku,
});

const reverseOrderFields = fieldsOf<ReverseOrderRecord>({
  lineItems: ({ lines }, args) => inOrderOfId(lines, args),
  reverseDeliveries: (_, args) => inOrderOfId([], args),
  thirdPartyConfirmation: () => null,
});
const reverseLineFields = fieldsOf<ReverseLineRecord>({
  dispositions: ({ dispositions }) => dispositions,
});

export const returnTypes = {
  Return: returnFields,
  ReturnLineItem: returnLineFields,
  ReturnLineItemType: byTypename,
  ExchangeLineItem: exchangeFields,
  ReverseFulfillmentOrder: reverseOrderFields,
  ReverseFulfillmentOrderLineItem: reverseLineFields,
};
