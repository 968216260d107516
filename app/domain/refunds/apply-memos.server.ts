import { z } from "zod";
import {
  DocumentId,
  InvoiceId,
  type ConnectionId,
  type OrderId,
  type TaskId,
} from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { portOf } from "#app/domain/erp-connections/open-port.server.ts";
import { readSettings } from "#app/domain/shop-card/stored-settings.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import * as decimal from "#app/money/decimal.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { planApplications } from "./plan/memo-applications.ts";
import { applyCreditMemo } from "./task-kinds/apply-credit-memo.server.ts";

interface Row {
  refundId: string;
  orderId: OrderId;
  orderName: string;
  generation: number;
  documentId: string;
  taskId: TaskId | null;
  connectionId: ConnectionId;
  cardId: string;
  currency: string;
  total: string;
  invoices: { id: string; ordinal: number; remaining: string }[];
}

const moved = z.object({ refundId: z.string(), generation: z.number(), amount: z.string() });

/**
 * What is open of posted credit memos of exchanges, on the posted invoices of what went out (PAY-5): once the money on both sides is registered, where the
 * card registers payments and the ERP can settle them; each pair once.
 */
export async function applyMemos(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  if (orderIds.length === 0) return;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r."refundId", r."orderId", r."orderName", r.generation, d.id::text AS "documentId", d."taskId"::text AS "taskId",
      d."connectionId"::text AS "connectionId", d."cardId"::text AS "cardId", d.currency, trim_scale(d.total)::text AS total,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', i.id, 'ordinal', i.ordinal, 'remaining', trim_scale(i.remaining)::text)), '[]')
        FROM "PostedInvoice" i JOIN "SalesDocument" e ON e.shop = i.shop AND e.id = i."salesDocumentId" AND e.subject LIKE 'gid://shopify/LineItem/%'
        WHERE i.shop = r.shop AND i."orderId" = r."orderId" AND i."connectionId" = d."connectionId" AND i.status = 'posted' AND i.currency = d.currency
          AND i.remaining > 0 AND NOT EXISTS (SELECT 1 FROM "RegisteredPayment" p WHERE p.shop = i.shop AND p."invoiceId" = i.id AND p.state <> 'registered')
      ) AS invoices
    FROM "Refund" r JOIN "SalesDocument" d ON d.shop = r.shop AND d.id = r."documentId"
    WHERE r.shop = ${shop} AND r."orderId" = ANY(${[...orderIds]}::text[]) AND r.state = 'posted' AND r."returnId" IS NOT NULL
    ORDER BY r."refundId"`;
  const open = rows.filter(({ invoices }) => invoices.length > 0);
  if (open.length === 0) return;
  const [cards, connections, tasks] = await Promise.all([
    tx.shopCard.findMany({ where: { shop, id: { in: open.map(({ cardId }) => cardId) } } }),
    tx.erpConnection.findMany({
      where: { shop, id: { in: open.map(({ connectionId }) => connectionId) } },
    }),
    tx.task.findMany({
      where: {
        shop,
        orderId: { in: open.map(({ orderId }) => orderId) },
        kind: { in: ["registerRefund", "applyCreditMemo"] },
      },
      select: { kind: true, key: true, state: true, payload: true },
    }),
  ]);
  const keys = new Set(tasks.map(({ key }) => key));
  // An invoice that is being settled is not settled twice.
  const busy = new Set(
    tasks
      .filter(({ kind, state }) => kind === applyCreditMemo.kind && state !== "done")
      .map(({ key }) => key.slice(key.lastIndexOf("/") + 1)),
  );
  const planned = open.flatMap((row) => {
    const card = cards.find(({ id }) => id === row.cardId);
    const connection = connections.find(({ id }) => id === row.connectionId);
    const settings = card && readOrLog(() => readSettings(card.settings, `shop card ${card.code}`));
    if (!connection || !settings?.registerPayments) return [];
    const { capabilities } = portOf(connection);
    const own = tasks.flatMap(({ state, payload }) => {
      const { data } = moved.safeParse(payload);
      return data?.refundId === row.refundId && data.generation === row.generation
        ? [{ state, amount: data.amount }]
        : [];
    });
    if (own.some(({ state }) => state !== "done" && state !== "skipped")) return [];
    const taken = own.filter(({ state }) => state === "done").map(({ amount }) => amount);
    const invoices = row.invoices.filter(({ id }) => !busy.has(id));
    return planApplications(
      decimal.subtract(row.total, decimal.add("0", ...taken)),
      invoices,
      capabilities.creditMemoApplication,
    ).map(({ invoice, amount }) => {
      busy.add(invoice.id);
      return planTask(applyCreditMemo, {
        shop,
        connection: { id: connection.id, parallel: capabilities.rate.parallel },
        orderId: row.orderId,
        orderName: row.orderName,
        createdBy: "app",
        ...(row.taskId ? { afterTaskId: row.taskId } : {}),
        payload: applyCreditMemo.payload.check({
          orderId: row.orderId,
          orderName: row.orderName,
          refundId: row.refundId,
          generation: row.generation,
          salesDocumentId: DocumentId.parse(row.documentId),
          invoiceId: InvoiceId.parse(invoice.id),
          ordinal: invoice.ordinal,
          amount,
          currency: row.currency,
        }),
      });
    });
  });
  const fresh = planned.filter(({ key }) => !keys.has(key));
  if (fresh.length > 0) await storeTasks(tx, fresh);
}
