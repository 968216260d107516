-- Posted invoices of the ERP that become orders in Shopify.
CREATE TABLE "ExportedInvoice" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "erpId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "postedAt" TIMESTAMPTZ(6) NOT NULL,
    "currency" TEXT NOT NULL,
    "gross" DECIMAL(24,6) NOT NULL,
    "remaining" DECIMAL(24,6) NOT NULL,
    "status" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "customer" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "order" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "taskId" UUID,
    "orderId" TEXT,
    "orderName" TEXT,
    "exportedAt" TIMESTAMPTZ(6),
    "openSent" DECIMAL(24,6),
    "paidTaskId" UUID,
    "cancelTaskId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ExportedInvoice_pkey" PRIMARY KEY ("shop","id")
);
ALTER TABLE "ExportedInvoice" ADD CONSTRAINT "ExportedInvoice_state_check" CHECK ("state" IN ('waiting', 'ready', 'sending', 'exported', 'excluded', 'failed', 'cancelled'));
ALTER TABLE "ExportedInvoice" ADD CONSTRAINT "ExportedInvoice_status_check" CHECK ("status" IN ('posted', 'paid', 'cancelled', 'reopened'));
ALTER TABLE "ExportedInvoice" ADD CONSTRAINT "ExportedInvoice_reason_check" CHECK ("reason" IN ('noCustomer', 'defaultCustomer', 'templateCustomer', 'noLines', 'quantity', 'noNumber', 'currency', 'negativeAmount', 'openAmount', 'unproved', 'refused', 'erp', 'taskFailed', 'otherTotal'));
CREATE INDEX "ExportedInvoice_shop_postedAt_id_idx" ON "ExportedInvoice"("shop", "postedAt" DESC, "id" DESC);
CREATE INDEX "ExportedInvoice_shop_state_postedAt_id_idx" ON "ExportedInvoice"("shop", "state", "postedAt" DESC, "id" DESC);
CREATE INDEX "ExportedInvoice_shop_orderId_idx" ON "ExportedInvoice"("shop", "orderId");
CREATE INDEX "ExportedInvoice_shop_number_idx" ON "ExportedInvoice"("shop", "number");
CREATE UNIQUE INDEX "ExportedInvoice_shop_connectionId_erpId_key" ON "ExportedInvoice"("shop", "connectionId", "erpId");
CREATE UNIQUE INDEX "ExportedInvoice_shop_key_key" ON "ExportedInvoice"("shop", "key");
-- The search looks for the beginning of a number: the invoice's, the customer's or the order's.
CREATE INDEX "ExportedInvoice_number_idx" ON "ExportedInvoice"("shop", lower("number") text_pattern_ops);
CREATE INDEX "ExportedInvoice_customer_idx" ON "ExportedInvoice"("shop", lower("customer") text_pattern_ops);
CREATE INDEX "ExportedInvoice_orderName_idx" ON "ExportedInvoice"("shop", lower("orderName") text_pattern_ops);
-- Few at any time: orders whose invoice was paid or cancelled since.
CREATE INDEX "ExportedInvoice_follow_idx" ON "ExportedInvoice"("shop", "id") WHERE "state" = 'exported' AND (("status" IN ('cancelled', 'reopened') AND "cancelTaskId" IS NULL) OR ("status" NOT IN ('cancelled', 'reopened') AND "remaining" = 0 AND "openSent" > 0 AND "paidTaskId" IS NULL));

CREATE TABLE "InvoiceExport" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "sending" BOOLEAN NOT NULL DEFAULT false,
    "erpCursor" JSONB,
    "pulledAt" TIMESTAMPTZ(6),
    "startedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "InvoiceExport_pkey" PRIMARY KEY ("shop")
);

ALTER TABLE "Task" DROP CONSTRAINT "Task_kind_check";
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN (
  'createCustomer', 'createItem', 'createDocument', 'createCreditMemo', 'releaseDocument',
  'releaseCreditMemo', 'writeDocumentAttribute', 'createFulfillment', 'fulfillNotShipped', 'updateTracking',
  'readPayments', 'capturePayment', 'awaitCapture', 'registerPayment', 'registerRefund', 'applyCreditMemo',
  'amendDocument', 'cancelDocument', 'markAsPaid', 'cancelOrder', 'awaitCancel', 'archiveOrder', 'setStock',
  'activateStock', 'fireFlowTrigger', 'exportInvoice'
)) NOT VALID;
ALTER TABLE "Problem" DROP CONSTRAINT "Problem_kind_check";
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_kind_check" CHECK ("kind" IN (
  'account-lines-unsupported', 'ambiguous-act', 'amendment-outdated', 'archived', 'authorization-expired',
  'authorization-expiring', 'blocked-customer', 'blocked-item', 'broken-quantity', 'cancel-refused',
  'cancel-running', 'cancelled-not-imported', 'cancelled-order', 'capture-beyond', 'capture-failed',
  'capture-held', 'capture-later', 'capture-off', 'capture-pending', 'capture-short', 'captured-elsewhere',
  'channel-captures', 'connection-paused', 'credit-paid-back', 'currency-unknown', 'document-number-refused',
  'document-unlinked', 'duplicate-documents', 'erp-auth', 'erp-not-connected', 'erp-permission',
  'erp-refused', 'erp-setup', 'erp-unavailable', 'excluded', 'fulfillment-cancelled', 'fulfillment-held',
  'fulfillment-refused', 'fulfillment-scheduled', 'fulfillment-unclear', 'held-marketplace',
  'high-risk-not-imported', 'high-risk-order', 'import-failed', 'internal', 'invoice-cancelled',
  'invoice-cancelled-after-capture', 'item-charge-unsupported', 'mark-paid-refused', 'missing-account',
  'missing-company', 'missing-customer', 'missing-template', 'no-lines-to-fulfill', 'no-permission',
  'not-in-filter', 'nothing-left', 'nothing-left-to-fulfill', 'nothing-to-capture', 'order-cancelled',
  'order-changed-after-processing', 'order-missing', 'order-unreadable', 'outgoing-disabled', 'owes-less',
  'paid-already', 'payment-unapplied', 'personal-data-erased', 'posted-unreadable', 'redacted',
  'refund-beyond-document', 'refund-line-unknown', 'refund-pending', 'refund-reduced-order',
  'refund-unproved', 'refund-waits-document', 'refund-without-money', 'refunded-order', 'released',
  'server-address', 'shipment-put-aside', 'shipment-reversed', 'shipment-undone', 'shipped-beyond-order',
  'shipped-more-than-remains', 'shopify-refused', 'shopify-token', 'shopify-unavailable', 'skipped-by-hand',
  'stock-held', 'stock-refused', 'test-not-imported', 'test-order', 'text-too-long',
  'third-party-fulfillment', 'totals-mismatch', 'unknown-item', 'unknown-number', 'unmapped-gateway',
  'unmapped-location', 'unproved-total', 'waits-for-task', 'return-order-impossible',
  'refund-payment-failed', 'export-refused'
)) NOT VALID;
