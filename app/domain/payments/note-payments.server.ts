import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import type { OrderId, TransactionId } from "#app/lib/ids.ts";
import { refusal } from "#app/erp/refusals.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { clearKind } from "#app/domain/problems/problems.server.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { hasWaiting, skipPlannedOf, wakeWaitingOf } from "#app/tasks/task-actions.server.ts";
import { bankWords } from "./bank-words.ts";
import type { OrderInvoices, OrderLine } from "./order-invoices.server.ts";
import { loadInvoices, ownCaptureIds, postedOf, skippedOf } from "./order-invoices.server.ts";
import type { Payment } from "#app/domain/orders/snapshot/order-money.ts";
import { capturesOf, presentment, uncaptured } from "#app/domain/orders/snapshot/transactions.ts";
import { dueOf } from "./plan-captures.ts";
import { registerPaymentsOf } from "./registrations.server.ts";
import { settleLine } from "./settle.server.ts";
import { captureEnded } from "./task-kinds/await-capture.server.ts";
import { expires, expiryOfOrders } from "./expiry.server.ts";
import { isOut } from "#app/tasks/states.ts";

/** States of lines that what happens elsewhere may end. */
const OPEN = new Set(["open", "failed", "later", "channel", "pending"]);

/** Captures that wait for a hold. */
const HELD = { kinds: ["capturePayment"], problemKinds: ["capture-held"] };

/** Condition on an order `o`: what became of its payments may change something. */
export const paymentsMatter = (): Prisma.Sql => Prisma.sql`
  ${hasWaiting(HELD)} OR EXISTS (SELECT 1 FROM "PostedInvoice" p WHERE p.shop = o.shop AND p."orderId" = o."orderId")
    OR ${expires()}`;

/**
 * After an import: payment lines see what became of their payments in Shopify. A capture made by somebody else (a person, a marketplace) is noticed, a
 * pending one settled, warnings of an ending authorization raised or cleared, and payments registered in the ERP where the card says so.
 */
export async function notePayments(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  const ids = [...new Set(orderIds)];
  if (ids.length === 0) return;
  // The hold a capture waits for may be gone.
  await wakeWaitingOf(db, shop, { orderIds: ids, ...HELD });
  const concerned = await db.postedInvoice.findMany({
    where: { shop, orderId: { in: ids } },
    select: { orderId: true },
    distinct: ["orderId"],
  });
  for (const { orderId } of concerned) {
    if (orderId === null) continue;
    await db.$transaction(async (tx) => {
      await lockOrders(tx, shop, [orderId]);
      const all = (await loadInvoices(shop, [orderId], tx)).get(orderId);
      if (!all?.order) return;
      const { transactions, currentTotal } = storedState.read(all.order.state, `order ${orderId}`);
      await noteLines(tx, shop, all, transactions);
      if (!owesLess(all, currentTotal, transactions))
        await clearKind(tx, shop, "capture-beyond", orderId);
      await registerPaymentsOf(tx, shop, all, { payments: transactions, complete: false });
    });
  }
  await expiryOfOrders(shop, ids);
}

/** Whether the invoices still come to more than the order owes. */
function owesLess(
  all: OrderInvoices,
  currentTotal: MoneyBag,
  payments: readonly Payment[],
): boolean {
  const { order, card } = all;
  if (!order || !card) return false;
  const { currency: shopCurrency, presentmentCurrency } = order;
  const total = {
    shop: { amount: order.total, currency: shopCurrency },
    presentment: { amount: order.presentmentTotal, currency: presentmentCurrency },
  };
  const { beyond } = dueOf({
    posted: postedOf(all),
    order: {
      shopCurrency,
      presentmentCurrency,
      total,
      currentTotal,
      offDocument: all.offDocument,
    },
    payments,
    planned: skippedOf(all),
    settings: card.settings,
  });
  return !decimal.isZero(beyond);
}

async function noteLines(
  tx: Tx,
  shop: string,
  all: OrderInvoices,
  payments: readonly Payment[],
): Promise<void> {
  const ours = ownCaptureIds(all.lines);
  for (const line of all.lines.filter(({ state }) => OPEN.has(state))) {
    if (line.state === "pending") await notePending(tx, shop, line, payments);
    else await noteCapturedElsewhere(tx, shop, line, { payments, ours });
  }
}

async function notePending(
  tx: Tx,
  shop: string,
  line: OrderLine,
  payments: readonly Payment[],
): Promise<void> {
  const capture = payments.find(({ id }) => id === line.captureId);
  if (!capture || line.captureId === null || capture.status === "PENDING") return;
  const subject = { lineId: line.id, orderId: line.orderId, captureId: line.captureId };
  await captureEnded(
    tx,
    shop,
    subject,
    capture.status === "SUCCESS"
      ? { outcome: "captured", amount: presentment(capture), currency: line.currency }
      : { outcome: "failed", message: bankWords(capture.errorCode, capture.status) },
  );
}

async function noteCapturedElsewhere(
  tx: Tx,
  shop: string,
  line: OrderLine,
  { payments, ours }: { payments: readonly Payment[]; ours: ReadonlySet<TransactionId> },
): Promise<void> {
  const authorization = payments.find(({ id }) => id === line.transactionId);
  if (!authorization || !decimal.isZero(uncaptured(payments, authorization))) return; // something is left to wait for
  const standing = capturesOf(payments, line.transactionId);
  const captures = standing.filter(({ status }) => status === "SUCCESS");
  if (standing.length > captures.length) return; // its end is not known yet
  const tasks = await tx.task.findMany({
    where: { shop, kind: "capturePayment", key: { startsWith: line.id } },
    select: { id: true, state: true },
  });
  if (tasks.some(({ state }) => isOut(state))) return; // that capture may be ours: its own task finds out
  const elsewhere = captures.some(({ id }) => !ours.has(id));
  const { orderId } = line;
  await skipPlannedOf(
    tx,
    shop,
    tasks.map(({ id }) => id),
    refusal(captures.length > 0 ? "answer.capturedAlready" : "answer.authorizationVoided"),
  );
  if (elsewhere)
    await settleLine(tx, shop, line.id, {
      state: "elsewhere",
      reason: problem("captured-elsewhere", { orderId }),
    });
  else
    await settleLine(tx, shop, line.id, {
      state: "nothing",
      reason:
        captures.length > 0
          ? problem("paid-already", { orderId })
          : problem("nothing-to-capture", { orderId }),
    });
}
