import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { itemPutAside } from "#app/domain/items/record.server.ts";
import { itemToErp } from "#app/domain/items/task-kinds/item-to-erp.server.ts";
import { itemToShopify } from "#app/domain/items/task-kinds/item-to-shopify.server.ts";
import { exportPutAside } from "#app/domain/invoice-export/record-export.server.ts";
import { orderExportPutAside } from "#app/domain/order-export/record.server.ts";
import { exportOrder } from "#app/domain/order-export/task-kinds/export-order.server.ts";
import { makeBuyer } from "#app/domain/order-export/task-kinds/make-buyer.server.ts";
import { exportInvoice } from "#app/domain/invoice-export/task-kinds/export-invoice.server.ts";
import { skipShipment } from "#app/domain/fulfillments/shipment-actions.server.ts";
import {
  registerPayment,
  registrationPutAside,
} from "#app/domain/payments/task-kinds/register-payment.server.ts";
import { skipInvoice, skipPaymentLine } from "#app/domain/payments/skip-payments.server.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import type { Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { StoredJson } from "#app/lib/stored-json.ts";
import { memoPutAside } from "#app/domain/refunds/task-kinds/record-memo.server.ts";
import {
  applicationPutAside,
  applyCreditMemo,
} from "#app/domain/refunds/task-kinds/apply-credit-memo.server.ts";
import {
  refundRegistrationPutAside,
  registerRefund,
} from "#app/domain/refunds/task-kinds/register-refund.server.ts";
import { createCreditMemo } from "#app/domain/refunds/task-kinds/create-credit-memo.server.ts";
import {
  documentPutAside,
  predecessorFailed,
} from "#app/domain/documents/task-kinds/record-document.server.ts";
import { createDocument } from "#app/domain/documents/task-kinds/create-document.server.ts";
import { customerPutAside } from "#app/domain/customers/record-sync.server.ts";
import { stockPutAside } from "#app/domain/stock/record-call.server.ts";
import type { TaskKindName } from "#app/domain/task-kinds/all.server.ts";
import { skipTask } from "#app/domain/skipped/skip-task.server.ts";
import type { PutAside } from "#app/domain/skipped/skip-task.server.ts";

const MOST = 1_000;

type Skip = (
  shop: string,
  recordId: string,
  reason: string,
  by: string,
) => Promise<Result<{ id: string }, { kind: string }>>;

/**
 * Tasks that carry a record of the way back: putting the task aside puts the record aside, so that
 * both lists say the same.
 */
const RECORDS: Record<string, Skip> = {
  createFulfillment: skipShipment,
  readPayments: skipInvoice,
  capturePayment: skipPaymentLine,
};

/** A task whose payload cannot be read can be put aside all the same. */
const waitedFor =
  <P>(
    kind: { payload: StoredJson<P> },
    putAside: (tx: Tx, shop: string, payload: P, why: ProblemValue) => Promise<void>,
  ): PutAside =>
  async (tx, shop, { id, payload }, why) => {
    const read = readOrLog(() => ({ payload: kind.payload.read(payload, `task ${id}`) }));
    if (read) await putAside(tx, shop, read.payload, why);
  };

/** What putting a task aside means to the record that waits for it; null: none does. A kind that does not say it does not compile. */
const WAITED_FOR: Record<TaskKindName, PutAside | null> = {
  createCustomer: (tx, shop, { id }, why) => predecessorFailed(tx, shop, id, why),
  createItem: (tx, shop, { id }, why) => predecessorFailed(tx, shop, id, why),
  createDocument: waitedFor(createDocument, documentPutAside),
  createCreditMemo: waitedFor(createCreditMemo, memoPutAside),
  registerPayment: waitedFor(registerPayment, registrationPutAside),
  applyCreditMemo: waitedFor(applyCreditMemo, applicationPutAside),
  registerRefund: waitedFor(registerRefund, refundRegistrationPutAside),
  exportInvoice: waitedFor(exportInvoice, exportPutAside),
  setStock: (tx, shop, { id }) => stockPutAside(tx, shop, id),
  activateStock: (tx, shop, { id }) => stockPutAside(tx, shop, id),
  customerToErp: (tx, shop, { id }, why) => customerPutAside(tx, shop, id, why),
  customerToShopify: (tx, shop, { id }, why) => customerPutAside(tx, shop, id, why),
  // `RECORDS` puts these aside; here their record moved on or is gone.
  ...{ createFulfillment: null, readPayments: null, capturePayment: null },
  // They watch what Shopify does by itself: the next import of the order sees its end.
  ...{ awaitCapture: null, awaitCancel: null },
  // Their record is as it was until they are done, and they can be asked for again.
  ...{ releaseDocument: null, releaseCreditMemo: null, amendDocument: null, cancelDocument: null },
  ...{ markAsPaid: null, cancelOrder: null, archiveOrder: null, fulfillNotShipped: null },
  ...{ updateTracking: null, writeDocumentAttribute: null, fireFlowTrigger: null },
  ...{ recordPartPayment: null, setPaymentTerms: null },
  itemToErp: waitedFor(itemToErp, itemPutAside),
  itemToShopify: waitedFor(itemToShopify, itemPutAside),
  makeBuyer: waitedFor(makeBuyer, orderExportPutAside),
  exportOrder: waitedFor(exportOrder, orderExportPutAside),
};

/** Puts a task aside with a reason, together with the shipment, invoice or payment line it was for. */
export async function skipOne(
  shop: string,
  id: string,
  reason: string,
  by: string,
): Promise<Result<{ id: string }, { kind: KeyUnder<"tasks.refused"> }>> {
  const task = isUuid(id)
    ? await db.task.findFirst({
        where: { shop, id, state: { in: ["planned", "failed"] } },
        select: { kind: true, key: true },
      })
    : null;
  const ofRecord = task ? RECORDS[task.kind] : undefined;
  // Their keys begin with the record's id.
  const skipped = task && ofRecord ? await ofRecord(shop, task.key.slice(0, 36), reason, by) : null;
  // A record that moved on, or is gone, leaves the task alone to be put aside.
  return skipped?.ok ? skipped : skipTask({ shop, by }, id, reason, WAITED_FOR);
}

/**
 * Skips the failed tasks with one cause, for one reason; returns how many. One that moved on
 * meanwhile is left alone.
 */
export async function skipCause(
  shop: string,
  cause: string,
  reason: string,
  by: string,
): Promise<number> {
  const tasks = await db.task.findMany({
    where: { shop, state: "failed", problem: { path: ["cause"], equals: cause } },
    select: { id: true },
    take: MOST,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  let skipped = 0;
  for (const { id } of tasks) if ((await skipOne(shop, id, reason, by)).ok) skipped += 1;
  return skipped;
}
