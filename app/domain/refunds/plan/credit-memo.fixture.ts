import { planDocument } from "#app/domain/documents/plan/plan-document.ts";
import type { PlanInput } from "#app/domain/documents/plan/plan-input.ts";
import type {
  OrderContent,
  OrderRefund,
  OrderSnapshot,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { MoneyBag } from "#app/money/money.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import { bag, gid, order, planInput, settings } from "#tests/fixtures/orders.ts";
import type { Credited, CreditMemoInput } from "./credit-memo-input.ts";
import { LineId } from "#app/lib/ids.ts";

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
  lineId: LineId,
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

export const refundedOf = (units: Record<LineId, number>, total: string): Credited => ({
  quantities: new Map(Object.entries(units).map(([id, count]) => [LineId.parse(id), count])),
  total,
});

export interface MemoOver {
  settings?: Settings;
  facts?: PlanInput["facts"];
  capabilities?: Capabilities;
  /** What the order's document was made with, where it differs. */
  made?: { currencyHandling?: Settings["currencyHandling"]; capabilities?: Capabilities };
  credited?: Credited;
  /** What an exchange sent out. */
  exchanged?: DocumentDraft;
  /** Sales of the refund's agreement: line type and total. */
  sales?: [string, string][];
  /** Sales of the agreement of the refund's return: order line and total. */
  returnSales?: [LineId, string][];
  rounding?: string;
  dispositions?: Disposition[];
  /** What the shop keeps of the return: of the refund's first line, and for sending it back. */
  restockingFee?: string;
  shippingFee?: string;
  /** Refunds before this one. */
  earlier?: OrderRefund[];
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
      exchanges: over.exchanged ? [over.exchanged] : [],
      leftOff: made.offDocument !== undefined,
    },
    credited: over.credited ?? refundedOf({}, "0"),
    sentOut: new Set(
      (over.exchanged?.lines ?? []).flatMap(({ shopifyLineId }) => shopifyLineId ?? []),
    ),
  };
}

type Agreement = OrderSnapshot["state"]["agreements"][number];

const agreement = (
  of: Pick<Agreement, "id" | "refundId" | "returnId">,
  sales: { lineType?: string; lineId?: LineId; total: string }[],
): Agreement => ({
  ...of,
  happenedAt: "2026-03-05T23:30:00Z",
  reason: of.refundId === null ? "RETURN" : "REFUND",
  sales: sales.map(({ lineType = "PRODUCT", lineId = null, total }, index) => ({
    id: gid("Sale", `${of.id.replace(/\D/g, "")}${index + 1}`),
    action: total.startsWith("-") ? "RETURN" : "ORDER",
    lineType,
    quantity: null,
    total: bag(total),
    tax: bag("0"),
    lineId,
    shippingLineId: null,
  })),
});

function stateWith(
  { content, state }: OrderSnapshot,
  given: OrderRefund,
  over: MemoOver,
): OrderSnapshot["state"] {
  const { sales, returnSales, rounding } = over;
  return {
    ...state,
    refunds: [...(over.earlier ?? []), given],
    agreements: [
      ...(sales
        ? [
            agreement(
              { id: gid("SalesAgreement", 1), refundId: given.id, returnId: null },
              sales.map(([lineType, total]) => ({ lineType, total })),
            ),
          ]
        : []),
      ...(returnSales
        ? [
            agreement(
              { id: gid("SalesAgreement", 2), refundId: null, returnId: given.returnId },
              returnSales.map(([lineId, total]) => ({ lineId, total })),
            ),
          ]
        : []),
    ],
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
    returns: given.returnId === null ? [] : [returnOf(given, content, over)],
  };
}

const returnOf = (
  given: OrderRefund,
  { lines }: OrderContent,
  { dispositions = [], restockingFee, shippingFee }: MemoOver,
): OrderSnapshot["state"]["returns"][number] => ({
  id: given.returnId ?? "",
  name: "#1001-R1",
  status: "CLOSED",
  quantity: 2,
  createdAt: "2026-03-05T23:30:00Z",
  closedAt: null,
  approvedAt: null,
  declineReason: null,
  lines:
    restockingFee === undefined
      ? []
      : [
          {
            id: gid("ReturnLineItem", 1),
            lineId: given.lines[0]?.lineId ?? null,
            quantity: 2,
            processed: 2,
            refunded: 2,
            reason: null,
            total: null,
            restockingFee: { percentage: 10, amount: bag(restockingFee) },
          },
        ],
  shippingFees:
    shippingFee === undefined
      ? []
      : [{ id: gid("ReturnShippingFee", 1), amount: bag(shippingFee) }],
  exchanges: lines
    .filter(({ exchange }) => exchange)
    .map(({ id, quantity }) => ({
      id: gid("ExchangeLineItem", id.replace(/\D/g, "")),
      quantity,
      processed: quantity,
      lineIds: [id],
    })),
  reverseOrders:
    dispositions.length === 0
      ? []
      : [
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
});
