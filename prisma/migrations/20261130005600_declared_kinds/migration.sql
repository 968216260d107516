-- Kinds that the code declares. The lists: tests/guards/declared-columns.ts.
-- NOT VALID: rows of before are not read through while the table is locked; no version wrote another value.
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN (
  'createCustomer', 'createItem', 'createDocument', 'releaseDocument', 'writeDocumentAttribute',
  'createFulfillment', 'fulfillNotShipped', 'updateTracking', 'readPayments', 'capturePayment',
  'awaitCapture', 'registerPayment', 'markAsPaid', 'cancelOrder', 'awaitCancel', 'archiveOrder'
)) NOT VALID;
ALTER TABLE "OrderEvent" ADD CONSTRAINT "OrderEvent_kind_check" CHECK ("kind" IN (
  'imported', 'changed', 'status', 'conflict', 'conflictResolved', 'conflictReopened',
  'choiceMade', 'documentRequested', 'documentRefused', 'documentFailed', 'documentCreated',
  'documentReleased', 'documentUnlinked', 'documentRelinked', 'attributeWritten', 'fulfilled',
  'notShippedFulfilled', 'trackingUpdated', 'fulfillmentCancelled', 'fulfillmentFailed',
  'shipmentUndone', 'shipmentRetried', 'shipmentSkipped', 'paymentCaptured', 'captureFailed',
  'paymentRegistered', 'markAsPaidRequested', 'markedAsPaid', 'markAsPaidFailed',
  'cancelRequested', 'cancelStarted', 'cancelled', 'cancelFailed', 'archived', 'redacted'
)) NOT VALID;
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_kind_check" CHECK ("kind" IN (
  'account-lines-unsupported', 'ambiguous-act', 'archived', 'authorization-expired',
  'authorization-expiring', 'blocked-customer', 'blocked-item', 'broken-quantity',
  'cancel-refused', 'cancel-running', 'cancelled-order', 'capture-beyond', 'capture-failed',
  'capture-held', 'capture-later', 'capture-off', 'capture-pending', 'capture-short',
  'captured-elsewhere', 'channel-captures', 'connection-paused', 'currency-unknown',
  'document-number-refused', 'document-unlinked', 'duplicate-documents', 'erp-auth',
  'erp-not-connected', 'erp-permission', 'erp-refused', 'erp-setup', 'erp-unavailable', 'excluded',
  'fulfillment-cancelled', 'fulfillment-held', 'fulfillment-refused', 'fulfillment-scheduled',
  'fulfillment-unclear', 'held-marketplace', 'high-risk-order', 'import-failed', 'internal',
  'invoice-cancelled', 'invoice-cancelled-after-capture', 'item-charge-unsupported',
  'mark-paid-refused', 'missing-account', 'missing-company', 'missing-customer',
  'missing-template', 'no-lines-to-fulfill', 'no-permission', 'not-in-filter', 'nothing-left',
  'nothing-left-to-fulfill', 'nothing-to-capture', 'order-cancelled',
  'order-changed-after-processing', 'order-missing', 'order-unreadable', 'outgoing-disabled',
  'owes-less', 'paid-already', 'payment-unapplied', 'personal-data-erased', 'posted-unreadable',
  'redacted', 'refunded-order', 'released', 'server-address', 'shipment-put-aside',
  'shipment-reversed', 'shipment-undone', 'shipped-beyond-order', 'shipped-more-than-remains',
  'shopify-refused', 'shopify-token', 'shopify-unavailable', 'skipped-by-hand', 'test-order',
  'text-too-long', 'third-party-fulfillment', 'totals-mismatch', 'unknown-item', 'unknown-number',
  'unmapped-gateway', 'unmapped-location', 'unproved-total', 'waits-for-task'
)) NOT VALID;
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_trigger_check" CHECK ("trigger" IN ('click', 'schedule')) NOT VALID;
-- The order of a page of mappings: those without a value first, by name.
CREATE INDEX "Mapping_list_idx" ON "Mapping" ("shop", "cardId", "kind", ("erp" IS NULL) DESC, "title", "id");
