import { problem } from "#app/domain/problems/catalog.ts";
import { compare } from "#app/money/decimal.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CreateOrderDocument } from "#app/shopify/generated/admin.ts";
import type { LookUp } from "#app/tasks/kind.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { ExportOrder } from "./export-order.ts";
import type { Exported } from "./exported.ts";
import { ordersWithKey, resultOf, type Found } from "./find-order.server.ts";
import { orderInput } from "./order-input.ts";

/** Development stores take five orders a minute, and say so without a code (recorded-answers §9). */
const TOO_MANY = /^too many attempts/i;
const A_MINUTE = 60_000;

interface Call {
  shop: string;
  traceId: string;
}

export interface Making {
  order: ExportOrder;
  /** It stands at Shopify already. */
  found: Found | null;
}

/** What stands of the order before anything is sent: Shopify has no idempotency key for it, so its own key is looked for. */
export async function prepareOrder(
  call: Call,
  order: ExportOrder,
  kind: Refusal = "export-refused",
): Promise<Making> {
  const found = await ordersWithKey({ ...call, key: order.key, number: order.number });
  if (found.length > 1) throw several(order, found, kind);
  return { order, found: found[0] ?? null };
}

export async function lookUpOrder(call: Call, order: ExportOrder): Promise<LookUp<Exported>> {
  const [first, ...others] = await ordersWithKey({
    ...call,
    key: order.key,
    number: order.number,
  });
  if (!first) return { found: "none" };
  return others.length > 0
    ? { found: "many", ids: [first, ...others].map(({ id }) => id) }
    : { found: "one", result: resultOf(first, order) };
}

/** Makes the order, unless it stands. */
export async function makeOrder(
  { shop, traceId }: Call,
  { order, found }: Making,
  refusal: Refusal = "export-refused",
): Promise<Exported> {
  if (found) return resultOf(found, order);
  const answer = await shopifyRequest(
    shop,
    CreateOrderDocument,
    { order: orderInput(order) },
    { traceId },
  );
  if (answer.ok) {
    const made = answer.value.orderCreate?.order;
    if (!made) return failShopifyCall({ kind: "ambiguous", message: "No order was answered." });
    return resultOf(made, order);
  }
  const { kind, message } = answer.error;
  if (kind !== "userErrors") return failShopifyCall(answer.error);
  if (TOO_MANY.test(message))
    return failShopifyCall({ kind: "throttled", message, retryAfterMs: A_MINUTE });
  throw refusedOrder(order, message, refusal);
}

/** The order stands all the same, and is named. */
export const otherTotal = (
  { total, expected }: Exported,
  document: "invoice" | "sales order",
): ErpErrorDetail | null =>
  compare(total, expected) === 0
    ? null
    : {
        class: "validation",
        field: "total",
        message: `The order in Shopify comes to ${total}, the ${document} to ${expected}.`,
      };

/** The problem that names what Shopify, or nobody, takes. */
type Refusal = "export-refused" | "order-export-refused";

export const refusedOrder = (
  { number }: Pick<ExportOrder, "number">,
  message: string,
  kind: Refusal = "export-refused",
): TaskStop => new TaskStop(problem(kind, { number, message }, message), message);

const several = (order: ExportOrder, found: readonly Found[], kind: Refusal): TaskStop =>
  refusedOrder(
    order,
    `Several orders carry its key: ${found.map(({ name }) => name).join(", ")}`,
    kind,
  );
