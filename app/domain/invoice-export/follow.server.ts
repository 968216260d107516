import type { OrderId } from "#app/lib/ids.ts";
import { db, type Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { cancelOrderKind } from "#app/domain/order-acts/task-kinds/cancel-order.server.ts";
import { markAsPaidKind } from "#app/domain/order-acts/task-kinds/mark-as-paid.server.ts";
import { normalize, subtract } from "#app/money/decimal.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import type { ExportCard } from "./export-card.server.ts";
import { storedExportTerms } from "./plan/export-terms.ts";
import { recordPartPayment } from "./task-kinds/record-part-payment.server.ts";
import { setPaymentTerms } from "./task-kinds/set-payment-terms.server.ts";

const BY = "erp";
const AT_ONCE = 100;

type Follow = "cancel" | "paid" | "terms" | "part";

interface Followed {
  id: string;
  key: string;
  number: string;
  currency: string;
  remaining: string;
  openSent: string;
  terms: unknown;
  orderId: OrderId;
  orderName: string;
  what: Follow;
}

/**
 * What happened to an invoice after it became an order: paid in full in the ERP, the order is marked as paid; cancelled, it is cancelled. Each once. Part
 * of a payment is recorded where the store is on Shopify Plus, which alone takes an amount; elsewhere it waits for the rest. What is still to be paid gets payment terms.
 */
export async function followOrders(shop: string, card: ExportCard): Promise<void> {
  while ((await followSome(shop, card)) > 0);
}

function followSome(shop: string, card: ExportCard): Promise<number> {
  return db.$transaction(async (tx) => {
    // The conditions of the index ExportedInvoice_follow_idx.
    const rows = await tx.$queryRaw<Followed[]>`
      SELECT id, key, number, currency, remaining::text, "openSent"::text, terms, "orderId", "orderName",
        CASE WHEN status IN ('cancelled', 'reopened') THEN 'cancel' WHEN remaining = 0 THEN 'paid'
          WHEN terms IS NOT NULL AND "termsTaskId" IS NULL AND ${card.mayGiveTerms} THEN 'terms' ELSE 'part' END AS what
      FROM "ExportedInvoice"
      WHERE shop = ${shop} AND state = 'exported' AND (("status" IN ('cancelled', 'reopened') AND "cancelTaskId" IS NULL)
        OR ("status" NOT IN ('cancelled', 'reopened') AND "remaining" = 0 AND "openSent" > 0 AND "paidTaskId" IS NULL)
        ${card.mayGiveTerms ? TERMS : Prisma.empty} ${card.takesParts ? PART : Prisma.empty})
      ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`;
    for (const row of rows) await follow(tx, shop, row, card);
    return rows.length;
  });
}

const TERMS = Prisma.sql`
  OR ("status" NOT IN ('cancelled', 'reopened') AND "remaining" > 0 AND "terms" IS NOT NULL AND "termsTaskId" IS NULL)`;
const PART = Prisma.sql`
  OR ("status" NOT IN ('cancelled', 'reopened') AND "remaining" > 0 AND "remaining" < COALESCE("openTold", "openSent"))`;

async function follow(tx: Tx, shop: string, row: Followed, card: ExportCard): Promise<void> {
  const { id, key, orderId, orderName } = row;
  const task = { shop, orderId, orderName, createdBy: BY };
  const act = { orderId, clickId: key, by: BY };
  const note = (data: Prisma.ExportedInvoiceUpdateManyMutationInput) =>
    tx.exportedInvoice.updateMany({ where: { shop, id }, data });
  const planned: Record<Follow, () => Promise<unknown>> = {
    cancel: async () =>
      note({
        cancelTaskId: await enqueueTask(tx, cancelOrderKind, {
          ...task,
          payload: { ...act, ...QUIETLY },
        }),
      }),
    paid: async () =>
      note({ paidTaskId: await enqueueTask(tx, markAsPaidKind, { ...task, payload: act }) }),
    terms: async () => {
      const terms = storedExportTerms.read(row.terms, `invoice ${row.number}`);
      const payload = { orderId, number: row.number, terms };
      await note({ termsTaskId: await enqueueTask(tx, setPaymentTerms, { ...task, payload }) });
    },
    part: async () => {
      await enqueueTask(tx, recordPartPayment, { ...task, payload: partOf(row, card) });
      await note({ openTold: row.remaining });
    },
  };
  await planned[row.what]();
}

function partOf(
  { id: exportId, orderId, number, currency, remaining, openSent }: Followed,
  { gateway: method }: ExportCard,
) {
  const open = normalize(remaining);
  return {
    ...{ exportId, orderId, number, currency, method, open },
    received: subtract(openSent, open),
  };
}

/** Money and goods are the ERP's matter. */
const QUIETLY = {
  reason: "OTHER",
  refund: "none",
  restock: false,
  notify: false,
  note: null,
} as const;
