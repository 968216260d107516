import type {
  AgreementDetailsQuery,
  CompanyDetailsQuery,
  ExchangeLineFragment,
  ImportOrdersQuery,
  LineDutiesQuery,
  OrderFulfillmentOrderFragment,
  OrderFulfillmentOrderLineFragment,
  OrderLineFragment,
  OrderShippingLineFragment,
  RefundDetailsQuery,
  RefundAdjustmentFragment,
  RefundLineFragment,
  RefundShippingLineFragment,
  RefundTransactionFragment,
  ReturnDetailsQuery,
  ReturnLineFragment,
  ReverseOrderFragment,
  ReverseOrderLineFragment,
} from "#app/shopify/generated/admin.ts";
import type { LineId } from "#app/lib/ids.ts";

/** One order of an ImportOrders answer, with first pages only. */
export type OrderNode = Extract<
  NonNullable<ImportOrdersQuery["nodes"][number]>,
  { legacyResourceId: string }
>;
export type RefundNode = Extract<
  NonNullable<RefundDetailsQuery["nodes"][number]>,
  { totalRefundedSet: unknown }
>;
export type ReturnNode = Extract<
  NonNullable<ReturnDetailsQuery["nodes"][number]>,
  { totalQuantity: number }
>;
export type ReverseOrderNode = ReturnNode["reverseFulfillmentOrders"]["nodes"][number];
export type AgreementNode = Extract<
  NonNullable<AgreementDetailsQuery["nodes"][number]>,
  { agreements: unknown }
>["agreements"]["nodes"][number];
export type CompanyNode = Extract<
  NonNullable<CompanyDetailsQuery["nodes"][number]>,
  { taxSettings: unknown }
>;
export type LineDuties = Extract<
  NonNullable<LineDutiesQuery["nodes"][number]>,
  { duties: unknown }
>["duties"];
export type FulfillmentNode = OrderNode["fulfillments"][number];

/** An order with every page of every part: what the conversion reads. */
export interface WholeOrder {
  head: OrderNode;
  lines: OrderLineFragment[];
  /** Import duties by line; empty for an order without any. */
  duties: ReadonlyMap<LineId, LineDuties>;
  shippingLines: OrderShippingLineFragment[];
  fulfillmentOrders: {
    head: OrderFulfillmentOrderFragment;
    lines: OrderFulfillmentOrderLineFragment[];
  }[];
  fulfillments: {
    head: FulfillmentNode;
    lines: { quantity: number | null; lineItem: { id: LineId } }[];
  }[];
  refunds: {
    head: RefundNode;
    lines: RefundLineFragment[];
    shippingLines: RefundShippingLineFragment[];
    adjustments: RefundAdjustmentFragment[];
    transactions: RefundTransactionFragment[];
  }[];
  paymentSchedules: NonNullable<OrderNode["paymentTerms"]>["paymentSchedules"]["nodes"];
  returns: {
    head: ReturnNode;
    lines: ReturnLineFragment[];
    exchanges: ExchangeLineFragment[];
    reverseOrders: { head: ReverseOrderFragment; lines: ReverseOrderLineFragment[] }[];
  }[];
  agreements: AgreementNode[];
  /** Where a company bought; null for everybody else, and where Shopify does not have it any more. */
  company: CompanyNode | null;
}

/** The company location an order was placed for. */
export function companyLocationOf({ purchasingEntity: buyer }: OrderNode): string | null {
  return buyer && "company" in buyer ? buyer.location.id : null;
}

/** Shopify gives no total of duties where none apply. */
export const hasDuties = (head: OrderNode): boolean =>
  Boolean(head.originalTotalDutiesSet ?? head.currentTotalDutiesSet);

/** A node of an answer is an order when it carries an order's fields; a deleted or foreign id gives null or another type. */
export function isOrderNode(node: ImportOrdersQuery["nodes"][number]): node is OrderNode {
  return node !== null && "legacyResourceId" in node;
}
