import type { InvoiceId, OrderId } from "#app/lib/ids.ts";
import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import { ensureMappings } from "#app/domain/mapping/mappings.server.ts";
import { mappingKey } from "#app/domain/mapping/kinds.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { clearKind, raiseProblem } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { OrderInvoices } from "./order-invoices.server.ts";
import { counts } from "./order-invoices.server.ts";
import type { Payment } from "#app/domain/orders/snapshot/order-money.ts";
import { isReceived, isRefunded } from "#app/domain/orders/snapshot/transactions.ts";
import type { Registration, RegistrationInput, Unapplied } from "./plan-registrations.ts";
import { planCredits, planRegistrations, unappliedOf } from "./plan-registrations.ts";
import { registeredRefunds } from "./registered-refunds.server.ts";
import { registerPayment } from "./task-kinds/register-payment.server.ts";

/**
 * Payments that arrived, on the order's posted invoices that are not paid in full, as tasks on the ERP connection (PAY-5). Only when the card says so and
 * the ERP can; each share of a transaction once. Gateways get their mapping row when first seen.
 */
export async function registerPaymentsOf(
  tx: Tx,
  shop: string,
  { orderId, order, card, invoices, offDocument, settled }: OrderInvoices,
  { payments, complete }: { payments: readonly Payment[]; complete: boolean },
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
  const input: RegistrationInput = {
    invoices: owedOn(mine, settled, registered),
    payments: received,
    currencies: { shopCurrency: order.currency, presentmentCurrency: order.presentmentCurrency },
    handling: card.settings.currencyHandling,
    offDocument,
    registered: registered.map(({ transactionId, invoiceId, amount, state, onAccount }) => ({
      transactionId,
      invoiceId,
      amount: amount.toFixed(),
      state,
      onAccount,
    })),
  };
  const onInvoices = planRegistrations(input);
  // What stands on a credit memo was its customer's through that, and not through what was paid over.
  const onMemos = await registeredRefunds(tx, shop, orderId);
  const back = payments.filter((payment) => isRefunded(payment) && !onMemos.has(payment.id));
  const unapplied = unappliedOf(input, onInvoices, back);
  // What an exchange sent out completes nothing of the order itself.
  const own = mine.filter(({ exchange }) => !exchange);
  const ofOwn = complete && mine.filter(counts).at(-1)?.exchange === false;
  const over = ofOwn || (await noInvoiceFollows(tx, { shop, orderId }, own));
  const credits =
    over && capabilities.paymentOnAccount && noneWaits(input, onInvoices)
      ? planCredits(input, onInvoices, unapplied)
      : [];
  await noteUnapplied(
    tx,
    shop,
    { orderId, currency: first.currency, over },
    unappliedOf(input, [...onInvoices, ...credits], back),
  );
  const shares = [...onInvoices, ...credits];
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
    data: shares.map(({ transactionId, invoiceId, amount, currency, onAccount }) => ({
      shop,
      onAccount,
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
    shares.map(({ processedAt, ...share }) =>
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
          ...share,
          at: processedAt,
        },
      }),
    ),
  );
}

/**
 * What payments may still take of each invoice, those of exchanges last: what came back has paid for its share of them, which its credit memo settles.
 */
function owedOn(
  invoices: OrderInvoices["invoices"],
  settled: Decimal,
  registered: readonly { invoiceId: InvoiceId; state: string; amount: { toFixed(): string } }[],
): RegistrationInput["invoices"] {
  let share = settled;
  const owed = invoices.map(({ id, currency, remaining, ordinal, gross, exchange }) => {
    const paidFor = exchange ? decimal.min(share, gross) : "0";
    share = decimal.subtract(share, paidFor);
    const booked = registered
      .filter((one) => one.invoiceId === id && one.state === "registered")
      .map(({ amount }) => amount.toFixed());
    const own = decimal.max("0", decimal.subtract(gross, decimal.add(paidFor, ...booked)));
    return {
      exchange,
      id,
      currency,
      ordinal,
      remaining: decimal.isZero(paidFor) ? remaining : decimal.min(remaining, own),
    };
  });
  return [...owed.filter((one) => !one.exchange), ...owed.filter((one) => one.exchange)];
}

/** Whether the reading of the newest invoice found that it completes its document: what arrives or goes back later is held against that, too. */
async function noInvoiceFollows(
  tx: Tx,
  { shop, orderId }: { shop: string; orderId: OrderId },
  invoices: OrderInvoices["invoices"],
): Promise<boolean> {
  const newest = invoices.filter(counts).at(-1);
  if (!newest) return false;
  const readings = await tx.task.findMany({
    where: {
      shop,
      orderId,
      kind: "readPayments",
      state: "done",
      key: { startsWith: newest.id },
    },
    select: { result: true },
    orderBy: { createdAt: "desc" },
    take: 1,
  });
  return completes.safeParse(readings[0]?.result).success;
}

const completes = z.object({ complete: z.literal(true) });

/**
 * What was received beyond the invoices of a complete document is the customer's. Where the ERP
 * cannot hold it, or has it still after it went back to the buyer, a person must see to it.
 */
async function noteUnapplied(
  tx: Tx,
  shop: string,
  { orderId, currency, over }: { orderId: OrderId; currency: string; over: boolean },
  { received, applied, left, onAccount }: Unapplied,
): Promise<void> {
  const missing = decimal.subtract(left, onAccount);
  const sign = decimal.compare(missing, "0");
  if (sign <= 0) await clearKind(tx, shop, "payment-unapplied", orderId);
  if (sign >= 0) await clearKind(tx, shop, "credit-paid-back", orderId);
  if (sign === 0 || (sign > 0 && !over)) return;
  await raiseProblem(tx, shop, "payment", {
    subject: `unapplied:${orderId}`,
    orderId,
    problem:
      sign > 0
        ? problem("payment-unapplied", { orderId, amount: missing, received, applied, currency })
        : problem("credit-paid-back", { orderId, held: onAccount, left, currency }),
  });
}

/** Whether each invoice has all its money, booked or about to be: only what is over is a credit. */
const noneWaits = ({ invoices, registered }: RegistrationInput, shares: Registration[]): boolean =>
  invoices.every(({ id, remaining }) => {
    const coming = [...registered.filter(({ state }) => state !== "registered"), ...shares];
    const mine = coming.filter(({ invoiceId, onAccount }) => invoiceId === id && !onAccount);
    return decimal.compare(decimal.add("0", ...mine.map(({ amount }) => amount)), remaining) >= 0;
  });
