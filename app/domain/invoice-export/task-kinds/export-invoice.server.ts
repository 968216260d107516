import { db } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { compare } from "#app/money/decimal.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CreateOrderDocument } from "#app/shopify/generated/admin.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { personalDataErased, TaskStop } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import type { ExportOrder } from "../plan/export-order.ts";
import { storedExportOrder } from "../plan/export-order.ts";
import { orderInput } from "../plan/order-input.ts";
import { recordExported, recordFailed } from "../record-export.server.ts";
import { exported, exportTask, type Exported, type ExportTask } from "./exported.ts";
import { ordersWithKey, resultOf } from "./find-order.server.ts";

type Context = TaskContext<ExportTask>;

const DECIDED_AGAIN = "The invoice was decided again since.";
/** Development stores take five orders a minute, and say so without a code (recorded-answers §9). */
const TOO_MANY = /^too many attempts/i;
const A_MINUTE = 60_000;

/** EXP-1. One order of one invoice. Shopify has no idempotency key for it: before anything is sent, an order with the invoice's own key is looked for. */
export const exportInvoice = defineTask({
  ...onShopify,
  kind: "exportInvoice",
  personal: true,
  payload: storedJson("payload", exportTask),
  result: storedJson("result", exported),
  key: ({ key, attempt }) => `${key}:${attempt}`,
  async prepare(context) {
    const order = await plannedOrder(context);
    const found = await ordersWithKey(context);
    if (found.length > 1) throw several(order, found);
    return { evidence: null, plan: { order, found: found[0] ?? null } };
  },
  async lookUp(context) {
    const order = await plannedOrder(context);
    const [first, ...others] = await ordersWithKey(context);
    if (!first) return { found: "none" };
    return others.length > 0
      ? { found: "many", ids: [first, ...others].map(({ id }) => id) }
      : { found: "one", result: resultOf(first, order) };
  },
  async act({ shop, traceId }, { order, found }): Promise<Exported> {
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
    throw refused(order, message);
  },
  refuse: (_context, { total, expected }) =>
    compare(total, expected) === 0
      ? null
      : {
          class: "validation",
          field: "total",
          message: `The order in Shopify comes to ${total}, the invoice to ${expected}.`,
        },
  onDone: recordExported,
  onFailed: recordFailed,
});

const refused = ({ number }: ExportOrder, message: string): TaskStop =>
  new TaskStop(problem("export-refused", { number, message }, message), message);

const several = (order: ExportOrder, found: readonly { name: string }[]): TaskStop =>
  refused(order, `Several orders carry its key: ${found.map(({ name }) => name).join(", ")}`);

/** What the row holds for this task; an invoice that was decided again since belongs to another one. */
async function plannedOrder({
  shop,
  taskId,
  payload: { exportId },
}: Context): Promise<ExportOrder> {
  const row = await db.exportedInvoice.findUnique({
    where: { shop_id: { shop, id: exportId } },
    select: { order: true, number: true, taskId: true },
  });
  if (row && row.taskId !== taskId)
    throw new TaskStop(
      problem("export-refused", { number: row.number, message: DECIDED_AGAIN }, DECIDED_AGAIN),
    );
  if (!row?.order) throw new TaskStop(personalDataErased());
  return storedExportOrder.read(row.order, `invoice ${row.number}`);
}
