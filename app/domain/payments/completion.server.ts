import { db } from "#app/db/client.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { isExchange } from "#app/domain/documents/store/subject.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentStatus } from "#app/erp/port/documents.ts";
import { gathered } from "#app/lib/gather.server.ts";
import type { ConnectionId, DocumentId } from "#app/lib/ids.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import type { OrderInvoices } from "./order-invoices.server.ts";
import { counts } from "./order-invoices.server.ts";

type Context = Pick<TaskContext<unknown>, "shop" | "traceId" | "signal">;

type Invoice = Pick<
  OrderInvoices["invoices"][number],
  "salesDocumentId" | "connectionId" | "ordinal"
>;

/** Statuses after which no invoice follows. */
const OVER: readonly DocumentStatus[] = ["invoiced", "closed", "cancelled", "gone"];

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
export async function completion(
  context: Context,
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

/** Whether this invoice completes its document; of a divided order, all of its documents. */
async function isComplete(
  context: Context,
  invoice: Invoice,
  all: Pick<OrderInvoices, "invoices">,
  document: SalesDocument | null,
): Promise<boolean> {
  if (!document?.erpId) return true;
  const { share } = storedPlan.read(document.plan, `document ${document.id}`);
  if (!share || share.shares.length < 2)
    return isDocumentComplete(context, invoice, all, { document });
  const rows = await db.salesDocument.findMany({
    where: {
      shop: context.shop,
      orderId: document.orderId,
      state: "created",
      erpId: { not: null },
      OR: [
        { subject: document.orderId },
        { subject: { in: share.shares.map(({ fulfillmentOrderId }) => fulfillmentOrderId) } },
      ],
    },
  });
  // One that has no document yet has no invoice either.
  if (rows.length < share.shares.length) return false;
  for (const one of rows)
    if (!(await isDocumentComplete(context, invoice, all, { document: one, divided: true })))
      return false;
  return true;
}

/** By its invoices' amounts, or because the ERP says that none follows. */
async function isDocumentComplete(
  { shop, traceId, signal }: Context,
  invoice: Invoice,
  all: Pick<OrderInvoices, "invoices">,
  { document, divided = false }: { document: SalesDocument; divided?: boolean },
): Promise<boolean> {
  // What an exchange sent out is invoiced apart from the rest of the order, and so is each part of a divided one.
  const apart = divided || isExchange(document.subject);
  const posted = all.invoices.filter(
    (one) =>
      counts(one) &&
      one.ordinal <= invoice.ordinal &&
      (!apart || one.salesDocumentId === document.id),
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
  if (!open || document.erpId === null) return false;
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
