-- A refund and how far its credit memo is.
CREATE TABLE "Refund" (
    "shop" TEXT NOT NULL,
    "refundId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "orderName" TEXT NOT NULL,
    "returnId" TEXT,
    "refundedAt" TIMESTAMPTZ(6) NOT NULL,
    "currency" TEXT NOT NULL,
    "total" DECIMAL(24,6) NOT NULL,
    "presentmentCurrency" TEXT NOT NULL,
    "presentmentTotal" DECIMAL(24,6) NOT NULL,
    "state" TEXT NOT NULL,
    "reason" JSONB,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "documentId" UUID,
    "documentNumber" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("shop","refundId")
);
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_state_check" CHECK ("state" IN ('waitingDocument', 'waitingPayment', 'nothing', 'ready', 'problem', 'creating', 'created', 'posted'));
CREATE INDEX "Refund_shop_orderId_idx" ON "Refund"("shop", "orderId");
CREATE INDEX "Refund_shop_refundedAt_refundId_idx" ON "Refund"("shop", "refundedAt" DESC, "refundId" DESC);
CREATE INDEX "Refund_shop_state_refundedAt_refundId_idx" ON "Refund"("shop", "state", "refundedAt" DESC, "refundId" DESC);
CREATE INDEX "Refund_shop_documentId_idx" ON "Refund"("shop", "documentId");

-- Searches ignore the case. Without the extension they are slower, no more.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "Refund_text_idx" ON "Refund" USING GIN ("orderName" gin_trgm_ops, "documentNumber" gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'searches go without an index: %', SQLERRM;
END $$;

ALTER TABLE "Task" DROP CONSTRAINT "Task_kind_check";
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN (
  'createCustomer', 'createItem', 'createDocument', 'createCreditMemo', 'releaseDocument',
  'releaseCreditMemo', 'writeDocumentAttribute', 'createFulfillment', 'fulfillNotShipped', 'updateTracking',
  'readPayments', 'capturePayment', 'awaitCapture', 'registerPayment', 'markAsPaid', 'cancelOrder',
  'awaitCancel', 'archiveOrder'
)) NOT VALID;
ALTER TABLE "OrderEvent" DROP CONSTRAINT "OrderEvent_kind_check";
ALTER TABLE "OrderEvent" ADD CONSTRAINT "OrderEvent_kind_check" CHECK ("kind" IN (
  'imported', 'changed', 'status', 'conflict', 'conflictResolved', 'conflictReopened', 'choiceMade',
  'documentRequested', 'documentRefused', 'documentFailed', 'documentCreated', 'documentReleased',
  'documentUnlinked', 'documentRelinked', 'creditMemoPosted', 'attributeWritten', 'fulfilled',
  'notShippedFulfilled', 'trackingUpdated', 'fulfillmentCancelled', 'fulfillmentFailed',
  'shipmentUndone', 'shipmentRetried', 'shipmentSkipped', 'paymentCaptured', 'captureFailed',
  'paymentOnAccount', 'paymentRegistered', 'markAsPaidRequested', 'markedAsPaid', 'markAsPaidFailed', 'cancelRequested',
  'cancelStarted', 'cancelled', 'cancelFailed', 'archived', 'redacted'
)) NOT VALID;
ALTER TABLE "Problem" DROP CONSTRAINT "Problem_kind_check";
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_kind_check" CHECK ("kind" IN (
  'account-lines-unsupported', 'ambiguous-act', 'archived', 'authorization-expired',
  'authorization-expiring', 'blocked-customer', 'blocked-item', 'broken-quantity', 'cancel-refused',
  'cancel-running', 'cancelled-not-imported', 'cancelled-order', 'capture-beyond', 'capture-failed',
  'capture-held', 'capture-later', 'capture-off', 'capture-pending', 'capture-short',
  'captured-elsewhere', 'channel-captures', 'connection-paused', 'credit-paid-back', 'currency-unknown',
  'document-number-refused', 'document-unlinked', 'duplicate-documents', 'erp-auth',
  'erp-not-connected', 'erp-permission', 'erp-refused', 'erp-setup', 'erp-unavailable', 'excluded',
  'fulfillment-cancelled', 'fulfillment-held', 'fulfillment-refused', 'fulfillment-scheduled',
  'fulfillment-unclear', 'held-marketplace', 'high-risk-not-imported', 'high-risk-order',
  'import-failed', 'internal', 'invoice-cancelled', 'invoice-cancelled-after-capture',
  'item-charge-unsupported', 'mark-paid-refused', 'missing-account', 'missing-company',
  'missing-customer', 'missing-template', 'no-lines-to-fulfill', 'no-permission', 'not-in-filter',
  'nothing-left', 'nothing-left-to-fulfill', 'nothing-to-capture', 'order-cancelled',
  'order-changed-after-processing', 'order-missing', 'order-unreadable', 'outgoing-disabled',
  'owes-less', 'paid-already', 'payment-unapplied', 'personal-data-erased', 'posted-unreadable',
  'redacted', 'refund-beyond-document', 'refund-line-unknown', 'refund-pending',
  'refund-reduced-order', 'refund-unproved', 'refund-waits-document', 'refund-without-money',
  'refunded-order', 'released', 'server-address', 'shipment-put-aside', 'shipment-reversed',
  'shipment-undone', 'shipped-beyond-order', 'shipped-more-than-remains', 'shopify-refused',
  'shopify-token', 'shopify-unavailable', 'skipped-by-hand', 'test-not-imported', 'test-order',
  'text-too-long', 'third-party-fulfillment', 'totals-mismatch', 'unknown-item', 'unknown-number',
  'unmapped-gateway', 'unmapped-location', 'unproved-total', 'waits-for-task'
)) NOT VALID;
