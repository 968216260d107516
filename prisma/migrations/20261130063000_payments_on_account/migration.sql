-- A payment that no invoice takes stands to the credit of its customer.
ALTER TABLE "LedgerPayment" ALTER COLUMN "invoiceId" DROP NOT NULL,
  ADD COLUMN "customerId" UUID,
  ADD CONSTRAINT "LedgerPayment_on_invoice_or_account" CHECK (num_nonnulls("invoiceId", "customerId") = 1);
ALTER TABLE "LedgerPayment" ADD CONSTRAINT "LedgerPayment_shop_customerId_fkey" FOREIGN KEY ("shop", "customerId") REFERENCES "LedgerCustomer"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "LedgerPayment_shop_customerId_idx" ON "LedgerPayment"("shop", "customerId");

ALTER TABLE "RegisteredPayment" ADD COLUMN "onAccount" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "RegisteredPayment" DROP CONSTRAINT "RegisteredPayment_pkey",
  ADD CONSTRAINT "RegisteredPayment_pkey" PRIMARY KEY ("shop", "connectionId", "transactionId", "invoiceId", "onAccount");

-- Their problem and their event.
ALTER TABLE "Problem" DROP CONSTRAINT "Problem_kind_check";
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_kind_check" CHECK ("kind" IN (
  'account-lines-unsupported', 'ambiguous-act', 'archived', 'authorization-expired',
  'authorization-expiring', 'blocked-customer', 'blocked-item', 'broken-quantity',
  'cancel-refused', 'cancel-running', 'cancelled-not-imported', 'cancelled-order',
  'capture-beyond', 'capture-failed', 'capture-held', 'capture-later', 'capture-off',
  'capture-pending', 'capture-short', 'captured-elsewhere', 'channel-captures',
  'connection-paused', 'credit-paid-back', 'currency-unknown', 'document-number-refused',
  'document-unlinked', 'duplicate-documents', 'erp-auth', 'erp-not-connected', 'erp-permission',
  'erp-refused', 'erp-setup', 'erp-unavailable', 'excluded', 'fulfillment-cancelled',
  'fulfillment-held', 'fulfillment-refused', 'fulfillment-scheduled', 'fulfillment-unclear',
  'held-marketplace', 'high-risk-not-imported', 'high-risk-order', 'import-failed', 'internal',
  'invoice-cancelled', 'invoice-cancelled-after-capture', 'item-charge-unsupported',
  'mark-paid-refused', 'missing-account', 'missing-company', 'missing-customer',
  'missing-template', 'no-lines-to-fulfill', 'no-permission', 'not-in-filter', 'nothing-left',
  'nothing-left-to-fulfill', 'nothing-to-capture', 'order-cancelled',
  'order-changed-after-processing', 'order-missing', 'order-unreadable', 'outgoing-disabled',
  'owes-less', 'paid-already', 'payment-unapplied', 'personal-data-erased', 'posted-unreadable',
  'redacted', 'refunded-order', 'released', 'server-address', 'shipment-put-aside',
  'shipment-reversed', 'shipment-undone', 'shipped-beyond-order', 'shipped-more-than-remains',
  'shopify-refused', 'shopify-token', 'shopify-unavailable', 'skipped-by-hand',
  'test-not-imported', 'test-order', 'text-too-long', 'third-party-fulfillment', 'totals-mismatch',
  'unknown-item', 'unknown-number', 'unmapped-gateway', 'unmapped-location', 'unproved-total',
  'waits-for-task'
)) NOT VALID;
ALTER TABLE "OrderEvent" DROP CONSTRAINT "OrderEvent_kind_check";
ALTER TABLE "OrderEvent" ADD CONSTRAINT "OrderEvent_kind_check" CHECK ("kind" IN (
  'archived', 'attributeWritten', 'cancelFailed', 'cancelled', 'cancelRequested', 'cancelStarted',
  'captureFailed', 'changed', 'choiceMade', 'conflict', 'conflictReopened', 'conflictResolved',
  'documentCreated', 'documentFailed', 'documentRefused', 'documentReleased', 'documentRelinked',
  'documentRequested', 'documentUnlinked', 'fulfilled', 'fulfillmentCancelled',
  'fulfillmentFailed', 'imported', 'markAsPaidFailed', 'markAsPaidRequested', 'markedAsPaid',
  'notShippedFulfilled', 'paymentCaptured', 'paymentOnAccount', 'paymentRegistered', 'redacted',
  'shipmentRetried', 'shipmentSkipped', 'shipmentUndone', 'status', 'trackingUpdated'
)) NOT VALID;
