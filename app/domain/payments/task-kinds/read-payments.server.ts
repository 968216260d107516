import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentStatus } from "#app/erp/port/documents.ts";
import { gathered } from "#app/lib/gather.server.ts";
import { InvoiceId, OrderId, type ConnectionId, type DocumentId } from "#app/lib/ids.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import type { UpgradeStep } from "#app/lib/stored-json.ts";
import { added, storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { watchesShopify } from "#app/tasks/on-shopify.ts";
import { TaskLater, TaskStop } from "#app/tasks/outcome.ts";
import type { OrderInvoices } from "../order-invoices.server.ts";
import { lastCaptureAt, invoicesOfOrder, counts } from "../order-invoices.server.ts";
import { isExchange } from "#app/domain/documents/store/subject.ts";
import { orderMoneySchema } from "#app/domain/orders/snapshot/order-money.ts";
import { PLAN_FRESH_MS, readMoneyTogether } from "../read-money.server.ts";
import { paymentsFailed, paymentsRead } from "../record-payments.server.ts";
import { keyInRound } from "../rounds.server.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";

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

type Invoice = Pick<
  OrderInvoices["invoices"][number],
  "salesDocumentId" | "connectionId" | "ordinal"
>;

const CAPTURE_ENDS_MS = 5_000;
/** Statuses after which no invoice follows. */
const OVER: readonly DocumentStatus[] = ["invoiced", "closed", "cancelled", "gone"];

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

const documentOf = gathered<{ shop: string; id: DocumentId }, SalesDocument | undefined>(
  async (asked) => {
    const ids = asked.map(({ id }) => id);
    const found = await db.salesDocument.findMany({
      where: { shop: asked[0]?.shop ?? "", id: { in: ids } },
    });
    return ids.map((id) => found.find((document) => document.id === id));
  },
  { groupOf: ({ shop }) => shop, most: 50 },
);

const portOf = gathered<{ shop: string; id: ConnectionId }, Awaited<ReturnType<typeof openPort>>>(
  async (asked) => {
    const [first] = asked;
    if (!first) return [];
    const open = await openPort(first.shop, first.id);
    return asked.map(() => open);
  },
  { groupOf: ({ shop, id }) => `${shop}\n${id}`, most: 50 },
);

interface Completion {
  complete: boolean;
  apart: Decimal;
}

/** With the complete document, how far its invoices may end beside it: what the document itself was allowed, for each of them, where the ERP calculates taxes itself. */
async function completion(
  context: TaskContext<ReadPayments>,
  invoice: Invoice,
  all: Pick<OrderInvoices, "invoices">,
): Promise<Completion> {
  const { shop } = context;
  const document = invoice.salesDocumentId
    ? ((await documentOf({ shop, id: invoice.salesDocumentId })) ?? null)
    : null;
  if (!(await isComplete(context, invoice, all, document))) return { complete: false, apart: "0" };
  const open = await portOf({ shop, id: invoice.connectionId });
  if (!document || !open || open.capabilities.explicitTaxAmounts)
    return { complete: true, apart: "0" };
  const { tolerance } = storedPlan.read(document.plan, `document ${document.id}`).proof;
  return {
    complete: true,
    apart: decimal.multiply(tolerance, String(all.invoices.filter(counts).length)),
  };
}

/** Whether this invoice completes its document: by its amounts, or because the ERP says that none follows. */
async function isComplete(
  { shop, traceId, signal }: TaskContext<ReadPayments>,
  invoice: Invoice,
  all: Pick<OrderInvoices, "invoices">,
  document: SalesDocument | null,
): Promise<boolean> {
  if (!document?.erpId) return true;
  // What an exchange sent out is invoiced apart from the rest of the order.
  const posted = all.invoices.filter(
    (one) =>
      counts(one) &&
      one.ordinal <= invoice.ordinal &&
      (!isExchange(document.subject) || one.salesDocumentId === document.id),
  );
  if (
    decimal.compare(
      decimal.add("0", ...posted.map(({ gross }) => gross)),
      document.total.toFixed(),
    ) >= 0
  )
    return true;
  // A later invoice that is stored already completes it instead.
  if (
    all.invoices.some(
      ({ ordinal, status, state }) =>
        ordinal > invoice.ordinal &&
        status !== "cancelled" &&
        status !== "reopened" &&
        state !== "skipped",
    )
  )
    return false;
  const open = await portOf({ shop, id: invoice.connectionId });
  if (!open) return false;
  try {
    const { status } = await open.port.getDocument(
      {
        kind: document.kind as "salesOrder",
        id: document.erpId,
        ...(document.number === null ? {} : { number: document.number }),
      },
      { traceId, signal },
    );
    return OVER.includes(status);
  } catch (error) {
    if (
      error instanceof ErpError &&
      (error.detail.class === "gone" || error.detail.class === "notFound")
    )
      return true;
    throw error;
  }
}
