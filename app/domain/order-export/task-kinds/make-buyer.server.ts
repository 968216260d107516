import { z } from "zod";
import { ConnectionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { standingCustomer } from "#app/domain/customers/task-kinds/standing-customer.server.ts";
import { refusedOrder } from "#app/domain/made-orders/create-order.server.ts";
import type { ExportOrder, NewBuyer } from "#app/domain/made-orders/export-order.ts";
import { storedExportOrder } from "#app/domain/made-orders/export-order.ts";
import { exportTask, type ExportTask } from "#app/domain/made-orders/exported.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { SetCustomerDocument } from "#app/shopify/generated/admin.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { linkedOthers } from "../find-buyer.server.ts";
import { plannedOrder, REFUSED } from "../planned.server.ts";
import { recordFailed } from "../record.server.ts";
import { exportOrder } from "./export-order.server.ts";

type Context = TaskContext<ExportTask>;
const result = z.object({ customerId: z.string() });

/** EXP-2. The customer of a sales order that Shopify did not have. It has no key for it: e-mail and phone are one customer's each. */
export const makeBuyer = defineTask({
  ...onShopify,
  kind: "makeBuyer",
  personal: true,
  payload: storedJson("payload", exportTask),
  result: storedJson("result", result),
  key: ({ key, attempt }) => `${key}:${attempt}`,
  async prepare(context) {
    const { order } = await plannedOrder(context);
    return { evidence: null, plan: { order, standing: await standing(context) } };
  },
  async lookUp(context) {
    const customerId = await standing(context);
    return customerId === null ? { found: "none" } : { found: "one", result: { customerId } };
  },
  async act({ shop, traceId }, { order, standing: known }) {
    if (known !== null) return { customerId: known };
    const answer = await shopifyRequest(
      shop,
      SetCustomerDocument,
      { input: inputOf(newBuyerOf(order)) },
      { traceId },
    );
    if (!answer.ok) {
      const { kind, message } = answer.error;
      if (kind !== "userErrors") return failShopifyCall(answer.error);
      throw refusedOrder(order, message, REFUSED);
    }
    const made = answer.value.customerSet?.customer;
    if (!made) return failShopifyCall({ kind: "ambiguous", message: "No customer was answered." });
    return { customerId: made.id };
  },
  onDone: recordMade,
  onFailed: (tx, context, problem) => recordFailed(tx, context, problem, null),
});

function newBuyerOf({ buyer, number }: ExportOrder): NewBuyer {
  if (buyer.kind !== "new") throw new Error(`sales order ${number} has a customer`);
  return buyer;
}

const inputOf = ({ firstName, lastName, email, phone, tags }: NewBuyer) => ({
  firstName,
  lastName,
  ...(email === "" ? {} : { email }),
  ...(phone === "" ? {} : { phone }),
  ...(tags.length > 0 ? { tags } : {}),
});

/** Whose the e-mail or the phone is by now, unless it is another customer's of the ERP. */
async function standing(context: Context): Promise<string | null> {
  const { shop } = context;
  const { order, connectionId } = await plannedOrder(context);
  const { email, phone } = newBuyerOf(order);
  const found = await standingCustomer(shop, { shopifyId: "" }, { email, phone });
  if (!found) return null;
  const whose = { shop, connectionId: ConnectionId.parse(connectionId) };
  if (await linkedOthers(whose, order.erpBuyer?.id ?? "", found.id))
    throw refusedOrder(
      order,
      found.email === email.toLowerCase() ? EMAIL_TAKEN : PHONE_TAKEN,
      REFUSED,
    );
  return found.id;
}

/** Shopify's own words of the same. */
const EMAIL_TAKEN = "Email has already been taken";
const PHONE_TAKEN = "Phone has already been taken";

/** The order is planned for the customer that is there now, and follows. */
async function recordMade(
  tx: Tx,
  { shop, taskId, payload }: Context,
  { customerId }: z.infer<typeof result>,
): Promise<void> {
  const { exportId: id } = payload;
  const [row] = await tx.$queryRaw<{ order: unknown; number: string }[]>`
    SELECT "order", number FROM "ExportedOrder"
    WHERE shop = ${shop} AND id = ${id}::uuid AND "taskId" = ${taskId}::uuid AND "order" IS NOT NULL FOR UPDATE`;
  if (!row) return;
  const planned = storedExportOrder.read(row.order, `sales order ${row.number}`);
  const order = { ...planned, buyer: { kind: "customer" as const, id: customerId } };
  const next = await enqueueTask(tx, exportOrder, { shop, createdBy: "erp", payload });
  await tx.exportedOrder.updateMany({
    where: { shop, id },
    data: { state: "sending", order: storedExportOrder.store(order), taskId: next },
  });
}
