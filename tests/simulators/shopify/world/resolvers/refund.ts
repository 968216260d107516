/** Refunds, returns, transactions and sales agreements. */
import { sum } from "../arithmetic/bag.ts";
import { capturableOf, totalOutstanding } from "../arithmetic/payments.ts";
import { inOrderOfId } from "../connection.ts";
import type {
  AdjustmentRecord,
  AgreementRecord,
  PaymentTermsRecord,
  RefundLineRecord,
  RefundRecord,
  RefundShippingRecord,
  SaleRecord,
  TransactionRecord,
} from "../model.ts";
import type { Store } from "../store.ts";
import { returnTypes } from "./return.ts";
import { bagOf, byTypename, fieldsOf, legacyId } from "./define.ts";

const refundFields = fieldsOf<RefundRecord>({
  legacyResourceId: legacyId,
  duties: ({ refundedDuties, order }) =>
    refundedDuties.map(({ originalDuty, amount }) => ({
      __typename: "RefundDuty",
      amountSet: bagOf(order, amount),
      originalDuty: { ...originalDuty, order },
    })),
  totalRefundedSet: ({ payments, order }) =>
    bagOf(
      order,
      sum(payments.filter(({ status }) => status === "SUCCESS").map(({ amount }) => amount)),
    ),
  refundLineItems: ({ lines, goodsOnReturn }, args) =>
    inOrderOfId(goodsOnReturn ? [] : lines, args),
  refundShippingLines: ({ shipping }, args) => inOrderOfId(shipping, args),
  orderAdjustments: ({ adjustments }, args) => inOrderOfId(adjustments, args),
  transactions: ({ payments }, args) => inOrderOfId(payments, args),
});
const refundLineFields = fieldsOf<RefundLineRecord>({
  priceSet: ({ price, order }) => bagOf(order, price),
  subtotalSet: ({ subtotal, order }) => bagOf(order, subtotal),
  totalTaxSet: ({ tax, order }) => bagOf(order, tax),
});
const refundShippingFields = fieldsOf<RefundShippingRecord>({
  subtotalAmountSet: ({ subtotal, order }) => bagOf(order, subtotal),
  taxAmountSet: ({ tax, order }) => bagOf(order, tax),
});
const adjustmentFields = fieldsOf<AdjustmentRecord>({
  amountSet: ({ amount, order }) => bagOf(order, amount),
  taxAmountSet: ({ tax, order }) => bagOf(order, tax),
});

const transactionFields = fieldsOf<TransactionRecord>({
  amountSet: ({ amount, order }) => bagOf(order, amount),
  amountRoundingSet: ({ rounding, order }) => rounding && bagOf(order, rounding),
  // What of the amount has not moved yet: all of a pending sale, the open rest of an authorization.
  totalUnsettledSet: (transaction) =>
    bagOf(
      transaction.order,
      transaction.status === "PENDING" ? transaction.amount : capturableOf(transaction),
    ),
  manuallyCapturable: (transaction) =>
    !transaction.manualPaymentGateway && capturableOf(transaction).presentment.gt("0"),
  maximumRefundableV2: () => null,
  fees: () => [],
  user: () => null,
  location: () => null,
  device: () => null,
  paymentDetails: () => null,
  paymentIcon: () => null,
  settlementCurrency: () => null,
  settlementCurrencyRate: () => null,
  shopifyPaymentsSet: () => null,
  currencyExchangeAdjustment: () => null,
});

const saleFields = fieldsOf<SaleRecord>({
  totalAmount: ({ total, order }) => bagOf(order, total),
  totalTaxAmount: ({ tax, order }) => bagOf(order, tax),
  totalDiscountAmountAfterTaxes: ({ discount, order }) => bagOf(order, discount),
  totalDiscountAmountBeforeTaxes: ({ discount, order }) => bagOf(order, discount),
  taxes: () => [],
});
const agreementFields = fieldsOf<AgreementRecord>({
  sales: ({ saleRecords }, args) => inOrderOfId(saleRecords, args),
});

function termsFields(store: Store) {
  const overdue = (terms: PaymentTermsRecord) =>
    terms.schedules.some(
      ({ dueAt }) => dueAt !== null && Date.parse(dueAt) < store.now().getTime(),
    ) && totalOutstanding(terms.order).presentment.gt("0");
  const paidAt = (terms: PaymentTermsRecord) =>
    totalOutstanding(terms.order).presentment.gt("0")
      ? null
      : (terms.order.transactions.findLast(
          ({ status, kind }) => status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE"),
        )?.createdAt ?? null);
  return fieldsOf<PaymentTermsRecord>({
    overdue,
    due: overdue,
    draftOrder: () => null,
    paymentSchedules: (terms, args) =>
      inOrderOfId(
        terms.schedules.map((schedule) => ({
          __typename: "PaymentSchedule",
          ...schedule,
          due: overdue(terms),
          completedAt: paidAt(terms),
          paymentTerms: terms,
          totalBalance: bagOf(terms.order, terms.order.originalTotal).presentmentMoney,
          balanceDue: bagOf(terms.order, totalOutstanding(terms.order)).presentmentMoney,
        })),
        args,
      ),
  });
}

export const moneyMovementTypes = (store: Store) => ({
  Refund: refundFields,
  RefundLineItem: refundLineFields,
  RefundShippingLine: refundShippingFields,
  OrderAdjustment: adjustmentFields,
  ...returnTypes,
  OrderTransaction: transactionFields,
  PaymentTerms: termsFields(store),
  ProductSale: saleFields,
  ShippingLineSale: saleFields,
  TipSale: saleFields,
  GiftCardSale: saleFields,
  AdjustmentSale: saleFields,
  DutySale: saleFields,
  FeeSale: saleFields,
  AdditionalFeeSale: saleFields,
  Sale: byTypename,
  OrderAgreement: agreementFields,
  OrderEditAgreement: agreementFields,
  RefundAgreement: agreementFields,
  ReturnAgreement: agreementFields,
  SalesAgreement: byTypename,
});
