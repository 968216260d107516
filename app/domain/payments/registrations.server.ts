import type { Tx } from "#app/db/client.server.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import { ensureMappings } from "#app/domain/mapping/mappings.server.ts";
import { mappingKey } from "#app/domain/mapping/kinds.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { OrderInvoices } from "./order-invoices.server.ts";
import { counts } from "./order-invoices.server.ts";
import type { Payment } from "#app/domain/orders/snapshot/order-money.ts";
import { isReceived } from "#app/domain/orders/snapshot/transactions.ts";
import { planRegistrations } from "./plan-registrations.ts";
import { registerPayment } from "./task-kinds/register-payment.server.ts";

/**
 * Payments that arrived, on the order's posted invoices that are not paid in full, as tasks on the ERP connection (PAY-5). Only when the card says so and
 * the ERP can; each share of a transaction once. Gateways get their mapping row when first seen.
 */
export async function registerPaymentsOf(
  tx: Tx,
  shop: string,
  { orderId, order, card, invoices }: OrderInvoices,
  payments: readonly Payment[],
): Promise<void> {
  if (!card?.settings.registerPayments || !order) return;
  const received = payments.filter(isReceived);
  const open = invoices
    .filter((invoice) => counts(invoice) || invoice.state === "skipped")
    .filter(({ status }) => status === "posted" || status === "paid");
  const [first] = open;
  if (!first || received.length === 0) return;
  const connection = await tx.erpConnection.findFirst({ where: { shop, id: first.connectionId } });
  if (!connection) return;
  const { capabilities } = portOf(connection);
  if (!capabilities.paymentRegistration) return;
  const mine = open.filter(({ connectionId }) => connectionId === connection.id);
  const registered = await tx.registeredPayment.findMany({
    where: { shop, connectionId: connection.id, orderId },
  });
  const shares = planRegistrations({
    invoices: mine.map(({ id, currency, remaining, ordinal }) => ({
      id,
      currency,
      remaining: remaining.toFixed(),
      ordinal,
    })),
    payments: received,
    currencies: { shopCurrency: order.currency, presentmentCurrency: order.presentmentCurrency },
    handling: card.settings.currencyHandling,
    registered: registered.map(({ transactionId, invoiceId, amount, state }) => ({
      transactionId,
      invoiceId,
      amount: amount.toFixed(),
      state,
    })),
  });
  if (shares.length === 0) return;
  await ensureMappings(
    tx,
    shop,
    card.id,
    received.flatMap(({ gateway, gatewayTitle }) =>
      gateway
        ? [
            {
              kind: "paymentMethod" as const,
              key: mappingKey.paymentMethod(gateway),
              title: gatewayTitle ?? gateway,
            },
          ]
        : [],
    ),
  );
  const at = now();
  await tx.registeredPayment.createMany({
    data: shares.map(({ transactionId, invoiceId, amount, currency }) => ({
      shop,
      connectionId: connection.id,
      transactionId,
      invoiceId,
      orderId,
      currency,
      amount,
      method: "",
      state: "planned",
      createdAt: at,
      updatedAt: at,
    })),
    skipDuplicates: true,
  });
  await storeTasks(
    tx,
    shares.map(({ transactionId, invoiceId, ordinal, amount, currency, gateway, processedAt }) =>
      planTask(registerPayment, {
        shop,
        connection: { id: connection.id, parallel: capabilities.rate.parallel },
        orderId,
        orderName: order.name,
        createdBy: "app",
        payload: {
          connectionId: connection.id,
          cardId: card.id,
          orderId,
          orderName: order.name,
          transactionId,
          invoiceId,
          ordinal,
          amount,
          currency,
          gateway,
          at: processedAt,
        },
      }),
    ),
  );
}
