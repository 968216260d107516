import { z } from "zod";
import { problem } from "#app/domain/problems/catalog.ts";
import { InvoiceId, OrderId } from "#app/lib/ids.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import type { UpgradeStep } from "#app/lib/stored-json.ts";
import { added, storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { watchesShopify } from "#app/tasks/on-shopify.ts";
import { TaskLater, TaskStop } from "#app/tasks/outcome.ts";
import { lastCaptureAt, invoicesOfOrder } from "../order-invoices.server.ts";
import { completion } from "../completion.server.ts";
import { orderMoneySchema } from "#app/domain/orders/snapshot/order-money.ts";
import { PLAN_FRESH_MS, readMoneyTogether } from "../read-money.server.ts";
import { paymentsFailed, paymentsRead } from "../record-payments.server.ts";
import { keyInRound } from "../rounds.server.ts";

const payload = z.object({
  invoiceId: InvoiceId,
  orderId: OrderId,
  round: z.number().int().min(1),
});
export type ReadPayments = z.infer<typeof payload>;
/** `money` as read; null: the invoice does not wait for it any more. */
const result = z.object({
  money: orderMoneySchema.nullable(),
  complete: z.boolean(),
  apart: z.string(),
});

/** Rows from before holds were read: none are known. */
const withHolds: UpgradeStep = (before) =>
  Array.isArray(before) || before.money === null || typeof before.money !== "object"
    ? before
    : { ...before, money: { holds: [], ...before.money } };

const CAPTURE_ENDS_MS = 5_000;

/** Reads what is authorized for the order of a posted invoice; what can be captured is saved with the invoice, and captured (PAY-1). */
export const readPayments = defineTask({
  ...watchesShopify,
  kind: "readPayments",
  payload: storedJson("payload", payload),
  result: storedJson("result", result, [added("apart", "0"), withHolds]),
  key: ({ invoiceId, round }) => keyInRound(invoiceId, round),
  together: 50,
  prepare: async (context) => ({ evidence: null, plan: await readOrder(context) }),
  act: async (_context, read) => read,
  writtenTogether: (shop, ends) => ({
    then: (tx) =>
      paymentsRead(
        tx,
        shop,
        ends.flatMap(({ context: { payload }, result: { money, ...rest } }) =>
          money ? [{ ...payload, ...rest, money, by: "app" }] : [],
        ),
      ),
  }),
  onFailed: (tx, { shop, payload: { invoiceId, orderId } }, failure) =>
    paymentsFailed(tx, shop, { invoiceId, orderId }, failure),
});

async function readOrder(context: TaskContext<ReadPayments>): Promise<z.infer<typeof result>> {
  const {
    shop,
    payload: { invoiceId, orderId },
    traceId,
  } = context;
  const all = await invoicesOfOrder({ shop, orderId });
  const invoice = all?.invoices.find(({ id }) => id === invoiceId);
  if (!all || invoice?.state !== "reading") return { money: null, complete: false, apart: "0" };
  if (all.capturing.length > 0)
    throw new TaskLater(problem("capture-pending", { orderId }), CAPTURE_ENDS_MS);
  const { money } = await readMoneyTogether(shop, orderId, {
    freshMs: PLAN_FRESH_MS,
    changedAt: lastCaptureAt(all.lines),
    traceId,
  });
  if (!money)
    throw new TaskStop(problem("order-missing", { number: invoice.number, orderId }, orderId));
  return {
    money,
    ...(await completion(context, invoice, all)),
  };
}
