/**
 * Sales agreements: the order itself, each edit and each refund, with what they sold or took back. Returned sales carry negative quantities and amounts.
 * Docs of Sale: totalAmount is after discounts and includes tax.
 */
import { add, negate, zero, type Bag } from "../arithmetic/bag.ts";
import { allDiscounts, netTotal, shippingNet, taxTotal } from "../arithmetic/line-amounts.ts";
import type {
  AgreementRecord,
  LineRecord,
  OrderRecord,
  RefundRecord,
  ReturnRecord,
  SaleRecord,
  ShippingRecord,
} from "../model.ts";
import type { Store } from "../store.ts";

const withTax = (order: OrderRecord, net: Bag, tax: Bag): Bag =>
  order.taxesIncluded ? net : add(net, tax);

function sale(
  store: Store,
  order: OrderRecord,
  actionType: SaleRecord["actionType"],
  of: { lineItem?: LineRecord; shippingLine?: ShippingRecord },
  quantity: number | null,
  net: Bag,
  tax: Bag,
  discount: Bag,
): SaleRecord {
  const { lineItem = null, shippingLine = null } = of;
  const [type, lineType] = shippingLine
    ? (["ShippingLineSale", "SHIPPING"] as const)
    : lineItem?.isTip
      ? (["TipSale", "TIP"] as const)
      : lineItem?.isGiftCard
        ? (["GiftCardSale", "GIFT_CARD"] as const)
        : (["ProductSale", "PRODUCT"] as const);
  const record: SaleRecord = {
    __typename: type,
    id: store.ids.of("Sale"),
    actionType,
    lineType,
    quantity,
    lineItem,
    shippingLine,
    total: withTax(order, net, tax),
    tax,
    discount,
    order,
  };
  return record;
}

const lineSale = (
  store: Store,
  order: OrderRecord,
  line: LineRecord,
  actionType: SaleRecord["actionType"],
): SaleRecord =>
  sale(
    store,
    order,
    actionType,
    { lineItem: line },
    line.quantity,
    netTotal(line),
    taxTotal(line),
    allDiscounts(line),
  );

function agree(
  store: Store,
  order: OrderRecord,
  type: AgreementRecord["__typename"],
  reason: AgreementRecord["reason"],
  saleRecords: SaleRecord[],
  of: { refund?: RefundRecord; return?: ReturnRecord } = {},
): void {
  order.agreementRecords.push({
    __typename: type,
    id: store.ids.of("SalesAgreement"),
    happenedAt: store.instant(),
    reason,
    app: null,
    user: null,
    saleRecords,
    refund: of.refund ?? null,
    return: of.return ?? null,
    order,
  });
}

export function recordOrderAgreement(store: Store, order: OrderRecord): void {
  const shipping = order.shipping.map((line) =>
    sale(
      store,
      order,
      "ORDER",
      { shippingLine: line },
      null,
      shippingNet(line),
      taxTotal(line),
      allDiscounts(line),
    ),
  );
  agree(store, order, "OrderAgreement", "ORDER", [
    ...order.lines.map((line) => lineSale(store, order, line, "ORDER")),
    ...shipping,
  ]);
}

const returned = (
  store: Store,
  order: OrderRecord,
  refund: RefundRecord,
  actionType: SaleRecord["actionType"],
): SaleRecord[] => [
  ...refund.lines.map((line) =>
    sale(
      store,
      order,
      actionType,
      { lineItem: line.lineItem },
      -line.quantity,
      negate(line.subtotal),
      negate(line.tax),
      negate(line.discount),
    ),
  ),
  ...refund.shipping.map((line) =>
    sale(
      store,
      order,
      actionType,
      { shippingLine: line.shippingLine },
      null,
      negate(line.subtotal),
      negate(line.tax),
      negate({
        shop: line.subtotal.shop.times("0"),
        presentment: line.subtotal.presentment.times("0"),
      }),
    ),
  ),
];

/** Duties and free amounts that went back, and fees that were kept: sales of no line (schema: DutySale, AdjustmentSale, FeeSale; not recorded). */
const besideLines = (store: Store, order: OrderRecord, refund: RefundRecord): SaleRecord[] => {
  const of = (
    type: SaleRecord["__typename"],
    lineType: string,
    total: Bag,
    tax: Bag,
  ): SaleRecord => ({
    __typename: type,
    id: store.ids.of("Sale"),
    actionType: "RETURN",
    lineType,
    quantity: null,
    lineItem: null,
    shippingLine: null,
    total,
    tax,
    discount: zero,
    order,
  });
  return [
    ...refund.refundedDuties.map(({ amount }) => of("DutySale", "DUTY", negate(amount), zero)),
    ...refund.adjustments.map(({ amount, tax }) =>
      of("AdjustmentSale", "ADJUSTMENT", add(amount, tax), tax),
    ),
    ...refund.fees.map((amount) => of("FeeSale", "FEE", amount, zero)),
  ];
};

export const recordRefundAgreement = (
  store: Store,
  order: OrderRecord,
  refund: RefundRecord,
): void => {
  const { goodsOnReturn, return: of } = refund;
  const back = returned(store, order, refund, "RETURN");
  // Where the return took the goods off the order, its agreement has them (R-35; not recorded).
  if (goodsOnReturn && of) agree(store, order, "ReturnAgreement", "RETURN", back, { return: of });
  agree(
    store,
    order,
    "RefundAgreement",
    "REFUND",
    [...(goodsOnReturn ? [] : back), ...besideLines(store, order, refund)],
    { refund },
  );
};

/** What an exchange sends out is sold under its return (schema: ReturnAgreement; not recorded). */
export const recordReturnAgreement = (
  store: Store,
  record: ReturnRecord,
  lines: readonly LineRecord[],
): void =>
  agree(
    store,
    record.order,
    "ReturnAgreement",
    "RETURN",
    lines.map((line) => lineSale(store, record.order, line, "ORDER")),
    { return: record },
  );

export function recordEditAgreement(
  store: Store,
  order: OrderRecord,
  added: LineRecord[],
  refund: RefundRecord | null,
): void {
  agree(store, order, "OrderEditAgreement", "ORDER_EDIT", [
    ...added.map((line) => lineSale(store, order, line, "UPDATE")),
    ...(refund ? returned(store, order, refund, "UPDATE") : []),
  ]);
}
