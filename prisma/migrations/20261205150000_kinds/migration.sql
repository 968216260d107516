-- Tasks that create items, products, and orders made of sales orders of the ERP, and what keeps any of these, or a document of a
-- fulfillment order, from being made.
ALTER TABLE "Task" DROP CONSTRAINT "Task_kind_check";
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN (
  'createCustomer', 'createItem', 'createDocument', 'createCreditMemo', 'releaseDocument',
  'releaseCreditMemo', 'writeDocumentAttribute', 'createFulfillment', 'fulfillNotShipped', 'updateTracking',
  'readPayments', 'capturePayment', 'awaitCapture', 'registerPayment', 'registerRefund', 'applyCreditMemo',
  'amendDocument', 'cancelDocument', 'markAsPaid', 'cancelOrder', 'awaitCancel', 'archiveOrder', 'setStock',
  'activateStock', 'fireFlowTrigger', 'exportInvoice', 'recordPartPayment', 'setPaymentTerms',
  'customerToErp', 'customerToShopify', 'makeBuyer', 'exportOrder', 'itemToErp', 'itemToShopify'
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
  'refund-payment-failed', 'export-refused', 'erp-notices-off', 'customer-refused', 'export-follow-refused',
  'memo-by-hand', 'memo-by-hand-currency', 'memo-by-hand-differs', 'memo-by-hand-late', 'refund-credited',
  'refund-order-missing', 'order-export-refused', 'fulfillment-order-waits', 'fulfillment-orders-unclear',
  'fulfillment-orders-changed', 'divided-order-changed', 'shipped-elsewhere', 'item-refused'
)) NOT VALID;
