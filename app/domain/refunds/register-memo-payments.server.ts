import { DocumentId, type OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import { mappingKey } from "#app/domain/mapping/kinds.ts";
import { ensureMappings } from "#app/domain/mapping/mappings.server.ts";
import { storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { readSettings } from "#app/domain/shop-card/stored-settings.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { TaskRow } from "#app/tasks/enqueue.server.ts";
import { planMemoPayments } from "./plan/memo-payments.ts";
import { registerRefund } from "./task-kinds/register-refund.server.ts";

/**
 * Payments that went back, on the posted credit memos of these orders (PAY-5), as tasks on the ERP connection: where the card says so and the ERP can,
 * each once. One credit memo that cannot be read hurts no other.
 */
export async function registerMemoPayments(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  const refunds = await tx.refund.findMany({
    where: { shop, orderId: { in: [...orderIds] }, state: "posted", documentId: { not: null } },
  });
  if (refunds.length === 0) return;
  const [documents, orders, known] = await Promise.all([
    tx.salesDocument.findMany({
      where: { shop, id: { in: refunds.flatMap(({ documentId }) => documentId ?? []) } },
    }),
    tx.order.findMany({
      where: { shop, orderId: { in: refunds.map(({ orderId }) => orderId) } },
      select: { orderId: true, name: true, state: true, currency: true, presentmentCurrency: true },
    }),
    tx.task.findMany({
      where: {
        shop,
        kind: "registerRefund",
        orderId: { in: refunds.map(({ orderId }) => orderId) },
      },
      select: { key: true },
    }),
  ]);
  const cards = await tx.shopCard.findMany({
    where: { shop, id: { in: documents.map(({ cardId }) => cardId) } },
  });
  const connections = await tx.erpConnection.findMany({
    where: { shop, id: { in: documents.map(({ connectionId }) => connectionId) } },
  });
  const keys = new Set(known.map(({ key }) => key));
  const tasks: TaskRow[] = [];
  for (const refund of refunds) {
    const document = documents.find(({ id }) => id === refund.documentId);
    const order = orders.find(({ orderId }) => orderId === refund.orderId);
    const card = cards.find(({ id }) => id === document?.cardId);
    const connection = connections.find(({ id }) => id === document?.connectionId);
    if (!document || !order || !card || !connection) continue;
    const read = readOrLog(() => ({
      settings: readSettings(card.settings, `shop card ${card.code}`),
      state: storedState.read(order.state, `order ${order.name}`),
      plan: storedPlan.read(document.plan, `document ${document.id}`),
    }));
    if (!read?.settings.registerPayments) continue;
    const { capabilities } = portOf(connection);
    const whole = read.state.refunds.find(({ id }) => id === refund.refundId);
    if (!capabilities.creditMemoPayment || !whole) continue;
    const { currency: iso } = read.plan.proof;
    const side =
      iso === order.presentmentCurrency && iso !== order.currency ? "presentment" : "shop";
    const payments = planMemoPayments(whole, read.state, { total: document.total.toFixed(), side });
    await ensureMappings(
      tx,
      shop,
      card.id,
      payments.map(({ gateway }) => ({
        kind: "paymentMethod" as const,
        key: mappingKey.paymentMethod(gateway),
        title: gateway,
      })),
    );
    tasks.push(
      ...payments.map(({ at, ...payment }) =>
        planTask(registerRefund, {
          shop,
          connection: { id: connection.id, parallel: capabilities.rate.parallel },
          orderId: refund.orderId,
          orderName: order.name,
          createdBy: "app",
          // Whoever unlinks the credit memo puts aside what was planned for it.
          ...(document.taskId ? { afterTaskId: document.taskId } : {}),
          payload: {
            connectionId: connection.id,
            cardId: card.id,
            orderId: refund.orderId,
            orderName: order.name,
            refundId: refund.refundId,
            generation: refund.generation,
            salesDocumentId: DocumentId.parse(document.id),
            ...payment,
            currency: document.currency,
            at: at ?? now().toISOString(),
          },
        }),
      ),
    );
  }
  const fresh = tasks.filter(({ key }) => !keys.has(key));
  if (fresh.length > 0) await storeTasks(tx, fresh);
}
