import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import * as decimal from "#app/money/decimal.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { marketplaceForbids } from "#app/domain/marketplace/marketplace.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { ErpError } from "#app/erp/errors.ts";
import { ShopifyCallFailed } from "#app/tasks/shopify-error-class.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import {
  counts,
  loadInvoices,
  ownCaptureIds,
  plannedOf,
  postedOf,
} from "./order-invoices.server.ts";
import type { OrderMoney } from "#app/domain/orders/snapshot/order-money.ts";
import { isAuthorization } from "#app/domain/orders/snapshot/transactions.ts";
import { heldFrom } from "./decide-capture.ts";
import { planCaptures } from "./plan-captures.ts";
import { readMoneyOf } from "./read-money.server.ts";
import { enqueueCaptures } from "./save-lines.server.ts";
import { settleLine } from "./settle.server.ts";
import type { PaymentRefusal } from "./payment-refusal.ts";

/** Captures what is due of a payment line now: by a person's click, also where the card captures nothing by itself or waits for the completing invoice. */
export async function captureLine(
  shop: string,
  lineId: string,
  by: string,
): Promise<Result<{ amount: Decimal; currency: string }, PaymentRefusal>> {
  const line = isUuid(lineId)
    ? await db.paymentLine.findFirst({ where: { shop, id: lineId }, include: { invoice: true } })
    : null;
  if (!line) return err({ kind: "not-found" });
  if (!CAPTURABLE.has(line.state)) return err({ kind: "not-now", state: line.state });
  if (!counts(line.invoice)) return err({ kind: "not-now", state: line.invoice.state });
  const before = (await loadInvoices(shop, [line.orderId])).get(line.orderId);
  if (before && before.capturing.length > 0) return err({ kind: "not-now", state: "capturing" });
  const read = await readNow(shop, line.orderId);
  if (!read.ok) return read;
  return db.$transaction(async (tx) => {
    await lockOrders(tx, shop, [line.orderId]);
    const all = (await loadInvoices(shop, [line.orderId], tx)).get(line.orderId);
    const current = all?.lines.find(({ id }) => id === lineId);
    if (!all?.card || !current) return err({ kind: "not-found" });
    if (current.updatedAt.getTime() !== line.updatedAt.getTime())
      return err({ kind: "not-now", state: current.state });
    const forbidden = marketplaceForbids(read.value, all.card.settings.channelCaptures).get(
      "capture",
    );
    const stopped = forbidden ?? heldFrom(read.value);
    if (stopped) return err({ kind: "refused", problem: stopped });
    const waiting = { ...all, lines: all.lines.filter(({ id }) => id !== lineId) };
    const {
      lines: [planned],
      currency,
    } = planCaptures({
      posted: postedOf(all),
      order: { ...read.value, offDocument: all.offDocument },
      payments: read.value.payments.filter(
        (payment) => !isAuthorization(payment) || payment.id === line.transactionId,
      ),
      planned: plannedOf(waiting, null),
      ours: ownCaptureIds(all.lines),
      settings: all.card.settings,
      complete: false,
      force: line.transactionId,
      at: now(),
    });
    if (!planned || decimal.isZero(planned.amount))
      return err({
        kind: "refused",
        problem: planned?.reason ?? problem("nothing-to-capture", { orderId: line.orderId }),
      });
    await settleLine(tx, shop, lineId, { state: "open", amount: planned.amount });
    const { orderId } = line;
    const tasks = await enqueueCaptures(tx, shop, [
      {
        ...{ id: lineId, orderId, isNew: false, orderName: read.value.name },
        ...{ complete: false, byHand: true, by },
      },
    ]);
    await tx.paymentLine.updateMany({
      where: { shop, id: lineId },
      data: { taskId: tasks.get(lineId) ?? null },
    });
    return ok({ amount: planned.amount, currency });
  });
}

/** The same for a line of this order only. */
export async function captureLineOf(
  shop: string,
  orderId: OrderId,
  lineId: string,
  by: string,
): ReturnType<typeof captureLine> {
  const isIts =
    isUuid(lineId) && (await db.paymentLine.count({ where: { shop, orderId, id: lineId } })) > 0;
  return isIts ? captureLine(shop, lineId, by) : err({ kind: "not-found" });
}

const CAPTURABLE = new Set(["open", "later", "failed", "nothing", "skipped", "channel"]);

async function readNow(
  shop: string,
  orderId: OrderId,
): Promise<Result<OrderMoney, PaymentRefusal>> {
  try {
    const { money } = await readMoneyOf(shop, orderId, randomUUID());
    return money
      ? ok(money)
      : err({
          kind: "refused",
          problem: problem("order-missing", { number: orderId, orderId }, orderId),
        });
  } catch (error) {
    if (error instanceof TaskStop) return err({ kind: "refused", problem: error.problem });
    if (error instanceof ShopifyCallFailed || error instanceof ErpError)
      return err({
        kind: "refused",
        problem: problem("capture-failed", { orderId, message: error.message }, error.message),
      });
    throw error;
  }
}
