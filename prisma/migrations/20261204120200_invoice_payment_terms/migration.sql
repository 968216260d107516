-- Orders of posted invoices get the payment terms of their invoice.
ALTER TABLE "ExportedInvoice" ADD COLUMN "terms" JSONB, ADD COLUMN "termsTaskId" UUID;
DROP INDEX "ExportedInvoice_follow_idx";
CREATE INDEX "ExportedInvoice_follow_idx" ON "ExportedInvoice"("shop", "id") WHERE "state" = 'exported' AND (("status" IN ('cancelled', 'reopened') AND "cancelTaskId" IS NULL) OR ("status" NOT IN ('cancelled', 'reopened') AND "remaining" = 0 AND "openSent" > 0 AND "paidTaskId" IS NULL) OR ("status" NOT IN ('cancelled', 'reopened') AND "remaining" > 0 AND "remaining" < COALESCE("openTold", "openSent")) OR ("status" NOT IN ('cancelled', 'reopened') AND "remaining" > 0 AND "terms" IS NOT NULL AND "termsTaskId" IS NULL));
ALTER TABLE "ExportedInvoice" DROP CONSTRAINT "ExportedInvoice_reason_check";
ALTER TABLE "ExportedInvoice" ADD CONSTRAINT "ExportedInvoice_reason_check" CHECK ("reason" IN ('noCustomer', 'paymentTerms', 'defaultCustomer', 'templateCustomer', 'noLines', 'quantity', 'noNumber', 'currency', 'negativeAmount', 'openAmount', 'unproved', 'refused', 'erp', 'taskFailed', 'otherTotal', 'putAside'));
ALTER TABLE "Task" DROP CONSTRAINT "Task_kind_check";
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN (
  'createCustomer', 'createItem', 'createDocument', 'createCreditMemo', 'releaseDocument',
  'releaseCreditMemo', 'writeDocumentAttribute', 'createFulfillment', 'fulfillNotShipped', 'updateTracking',
  'readPayments', 'capturePayment', 'awaitCapture', 'registerPayment', 'registerRefund', 'applyCreditMemo',
  'amendDocument', 'cancelDocument', 'markAsPaid', 'cancelOrder', 'awaitCancel', 'archiveOrder', 'setStock',
  'activateStock', 'fireFlowTrigger', 'exportInvoice', 'recordPartPayment', 'setPaymentTerms',
  'customerToErp', 'customerToShopify'
)) NOT VALID;
