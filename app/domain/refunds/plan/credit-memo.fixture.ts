import { planDocument } from "#app/domain/documents/plan/plan-document.ts";
import type { PlanInput } from "#app/domain/documents/plan/plan-input.ts";
import type {
  OrderContent,
  OrderRefund,
  OrderSnapshot,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { MoneyBag } from "#app/money/money.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import { bag, gid, order, planInput, settings } from "#tests/fixtures/orders.ts";
import type { Credited, CreditMemoInput } from "./credit-memo-input.ts";

type Line = OrderRefund["lines"][number];
type Disposition =
  OrderSnapshot["state"]["returns"][number]["reverseOrders"][number]["lines"][number]["dispositions"][number];

export const paidBack = (amount: MoneyBag): OrderRefund["transactions"][number] => ({
  id: gid("OrderTransaction", 90),
  kind: "REFUND",
  status: "SUCCESS",
  gateway: "manual",
  amount,
});

export const refundLine = (
  lineId: string,
  quantity: number,
  subtotal: string,
  over: Partial<Line> = {},
): Line => ({
  id: null,
  lineId,
  quantity,
  restockType: "RETURN",
  restocked: true,
  locationId: null,
  returnLocationId: null,
  price: bag(String(Number(subtotal) / quantity)),
  subtotal: bag(subtotal),
  tax: bag("0"),
  ...over,
});

export const refund = (amount: string, over: Partial<OrderRefund> = {}): OrderRefund => ({
  id: gid("Refund", 1),
  createdAt: "2026-03-05T23:30:00Z",
  note: null,
  returnId: null,
  total: bag(amount),
  canCreateCreditMemo: true,
  lines: [],
  shipping: [],
  adjustments: [],
  duties: [],
  transactions: [paidBack(over.total ?? bag(amount))],
  ...over,
});

export const refundedOf = (units: Record<string, number>, total: string): Credited => ({
  quantities: new Map(Object.entries(units)),
  total,
});

export interface MemoOver {
  settings?: Settings;
  facts?: PlanInput["facts"];
  capabilities?: Capabilities;
  /** What the order's document was made with, where it differs. */
  made?: { currencyHandling?: Settings["currencyHandling"]; capabilities?: Capabilities };
  credited?: Credited;
  /** Sales of the refund's agreement: line type and total. */
  sales?: [string, string][];
  rounding?: string;
  dispositions?: Disposition[];
}

/** An order with its document made, and one refund of it. */
export function memoInput(
  content: Partial<OrderContent>,
  given: OrderRefund,
  over: MemoOver = {},
): CreditMemoInput {
  const sold = order({ content });
  const made = planDocument(
    planInput(sold, {
      settings: settings({
        returnProcess: "importOnly",
        ...(over.made?.currencyHandling ? { currencyHandling: over.made.currencyHandling } : {}),
      }),
      ...(over.made?.capabilities ? { capabilities: over.made.capabilities } : {}),
    }),
  );
  if (!made.document) throw new Error(`no document: ${JSON.stringify(made.problems)}`);
  const snapshot: OrderSnapshot = { ...sold, state: stateWith(sold, given, over) };
  return {
    ...planInput(snapshot, {
      ...(over.settings ? { settings: over.settings } : {}),
      ...(over.facts ? { facts: over.facts } : {}),
      ...(over.capabilities ? { capabilities: over.capabilities } : {}),
    }),
    refund: given,
    made: {
      number: "SO1",
      draft: made.document,
      iso: made.proof.currency,
      leftOff: made.offDocument !== undefined,
    },
    credited: over.credited ?? refundedOf({}, "0"),
  };
}

function stateWith(
  { state }: OrderSnapshot,
  given: OrderRefund,
  { sales, rounding, dispositions }: MemoOver,
): OrderSnapshot["state"] {
  return {
    ...state,
    refunds: [given],
    agreements: sales
      ? [
          {
            id: gid("SalesAgreement", 1),
            happenedAt: "2026-03-05T23:30:00Z",
            reason: "REFUND",
            refundId: given.id,
            returnId: null,
            sales: sales.map(([lineType, total], index) => ({
              id: gid("Sale", index + 1),
              action: "RETURN",
              lineType,
              quantity: null,
              total: bag(total),
              tax: bag("0"),
              lineId: null,
              shippingLineId: null,
            })),
          },
        ]
      : [],
    transactions:
      rounding === undefined
        ? []
        : given.transactions.map((one) => ({
            ...one,
            parentId: null,
            gatewayTitle: null,
            createdAt: "2026-03-05T23:30:00Z",
            test: false,
            manual: false,
            rounding: bag(rounding),
            unsettled: null,
            multiCapturable: false,
            authorizationExpiresAt: null,
            errorCode: null,
          })),
    returns: dispositions
      ? [
          {
            id: given.returnId ?? "",
            name: "#1001-R1",
            status: "CLOSED",
            quantity: 2,
            createdAt: "2026-03-05T23:30:00Z",
            closedAt: null,
            approvedAt: null,
            declineReason: null,
            lines: [],
            shippingFees: [],
            exchanges: [],
            reverseOrders: [
              {
                id: gid("ReverseFulfillmentOrder", 1),
                status: "CLOSED",
                lines: [
                  {
                    id: gid("ReverseFulfillmentOrderLineItem", 1),
                    lineId: given.lines[0]?.lineId ?? null,
                    quantity: 2,
                    dispositions,
                  },
                ],
              },
            ],
          },
        ]
      : [],
  };
}
