import { createHash } from "node:crypto";
import { addressOf, REQUIRED } from "#app/domain/customers/plan/shopify-plan.ts";
import { personOf } from "#app/domain/customers/plan/person.ts";
import type {
  Buyer,
  Delivery,
  ExportOrder,
  NewBuyer,
} from "#app/domain/made-orders/export-order.ts";
import {
  firstFailed,
  lineConditions,
  type Condition,
} from "#app/domain/made-orders/line-conditions.ts";
import { isProved, proofOf } from "#app/domain/made-orders/proof.ts";
import { soldLines, textsOf } from "#app/domain/made-orders/sold-lines.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { PostalAddress } from "#app/erp/port/customers.ts";
import { isReleased } from "#app/erp/port/documents.ts";
import type { SalesOrderReading } from "#app/erp/port/sales-orders.ts";
import { cutText } from "#app/lib/cut-text.ts";
import { startOfDay } from "#app/lib/day.ts";
import { canonicalJson } from "#app/lib/json.ts";
import { subtract } from "#app/money/decimal.ts";
import type { OrderReason } from "../states.ts";

export interface OrderFacts {
  key: string;
  settings: Settings;
  shopCurrency: string;
  timeZone: string;
  /** Another app, or this one for another store, made it. */
  ofOtherStore: boolean;
  /** What is invoiced becomes an order by its invoice, or has become one. */
  invoicesAreOrders: boolean;
  buyer: Buyer | NewBuyer | { reason: OrderReason; detail: string };
  customerName: string;
}

export type OrderPlan =
  | { order: ExportOrder; missing: string[]; revision: string }
  | { reason: OrderReason; detail: string };

/** Longest note that Shopify takes. */
const LONGEST_NOTE = 5000;

const PARTLY = new Set(["partiallyShipped", "partiallyInvoiced"]);
const INVOICED = new Set(["invoiced", "closed"]);
const DELIVERED = new Set(["shipped", "invoiced", "closed"]);

/** The order that a sales order becomes, proved against it to the cent; or the first reason why it becomes none. */
export function planOrder(sales: SalesOrderReading, facts: OrderFacts): OrderPlan {
  const failed = firstFailed(conditionsOf(sales, facts));
  if (failed) return failed;
  const { buyer, settings, customerName } = facts;
  if ("reason" in buyer) return buyer;
  const { delivery, missing } = deliveryOf(sales.shipToAddress, settings);
  const paid = isPaid(sales, settings) ? sales.totals.gross : "0";
  const note = [sales.note ?? "", textsOf(sales)].filter(Boolean).join("\n");
  const order: Omit<ExportOrder, "total"> = {
    key: facts.key,
    number: sales.number,
    currency: sales.currency,
    taxesIncluded: sales.pricesIncludeTax,
    buyer,
    erpBuyer: { id: sales.sellTo.id, number: sales.sellTo.number ?? "", name: customerName },
    ...(sales.email ? { email: sales.email } : {}),
    ...(sales.externalDocumentNumber ? { poNumber: sales.externalDocumentNumber } : {}),
    ...(note === "" ? {} : { note: cutText(note, LONGEST_NOTE) }),
    processedAt: startOfDay(facts.timeZone, sales.documentDate).toISOString(),
    ...(delivery ? { delivery } : {}),
    ...(DELIVERED.has(sales.status) ? {} : { unfulfilled: true as const }),
    ...soldLines(sales, settings.shippingAccount),
    paid,
    open: subtract(sales.totals.gross, paid),
    gateway: sales.paymentMethod ?? "manual",
  };
  const proof = proofOf({ totals: sales.totals, remaining: order.open }, order);
  return isProved(proof)
    ? {
        order: { ...order, total: sales.totals.gross },
        missing,
        revision: revisionOf(order),
      }
    : { reason: "unproved", detail: "" };
}

function conditionsOf(sales: SalesOrderReading, facts: OrderFacts): Condition<OrderReason>[] {
  const { settings } = facts;
  const customer = sales.sellTo.number ?? "";
  const ofMany = [settings.defaultCustomer, settings.defaultCompany].filter(Boolean);
  return [
    ["otherStore", facts.ofOtherStore, sales.number],
    ["notReleased", settings.exportOrdersWhich === "released" && !isReleased(sales.status)],
    ["invoiced", facts.invoicesAreOrders && INVOICED.has(sales.status)],
    ["partly", PARTLY.has(sales.status)],
    ["defaultCustomer", ofMany.includes(customer), customer],
    ...lineConditions(sales, facts.shopCurrency),
  ];
}

/** S3: the payment type that the settings name makes a payment of the whole order. */
const isPaid = ({ paymentMethod = "" }: SalesOrderReading, settings: Settings): boolean => {
  const named = settings.exportOrdersPaymentType.trim().toLowerCase();
  return named !== "" && paymentMethod.trim().toLowerCase() === named;
};

/** S3: an address goes only when it is whole. */
function deliveryOf(
  address: PostalAddress | undefined,
  settings: Settings,
): { delivery: Delivery | null; missing: string[] } {
  const given: PostalAddress = address ?? { name: "" };
  const { name, name2 = "", contact = "" } = given;
  const wanted = addressOf({ address: given }, personOf({ name, name2, contact }, settings));
  const missing = [
    ...REQUIRED.filter((part) => wanted[part] === ""),
    ...(/^[A-Z]{2}$/.test(wanted.countryCode ?? "") ? [] : ["countryCode"]),
  ];
  return { delivery: missing.length > 0 ? null : wanted, missing };
}

/** Names what the sales order says, whoever its buyer is and however far it is. */
function revisionOf({
  buyer: _buyer,
  erpBuyer: _erpBuyer,
  unfulfilled: _unfulfilled,
  ...said
}: Omit<ExportOrder, "total">): string {
  return createHash("sha256").update(canonicalJson(said), "utf8").digest("hex");
}
