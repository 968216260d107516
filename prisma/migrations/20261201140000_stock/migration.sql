-- Stock of items at Shopify locations, and how far it was checked.
CREATE TABLE "StockLevel" (
    "shop" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "locationName" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "tracked" BOOLEAN NOT NULL,
    "stocked" BOOLEAN NOT NULL,
    "available" INTEGER,
    "onHand" INTEGER,
    "committed" INTEGER NOT NULL DEFAULT 0,
    "readAt" TIMESTAMPTZ(6),
    "foundAt" TIMESTAMPTZ(6) NOT NULL,
    "match" TEXT NOT NULL,
    "erpId" TEXT,
    "erpNumber" TEXT,
    "variantCode" TEXT,
    "unit" TEXT,
    "erpQuantity" DECIMAL(24,6),
    "erpAccepted" DECIMAL(24,6),
    "perUnit" DECIMAL(24,6),
    "notInErp" INTEGER NOT NULL DEFAULT 0,
    "wanted" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'new',
    "reason" TEXT NOT NULL DEFAULT 'notDecided',
    "message" TEXT,
    "dirty" BOOLEAN NOT NULL DEFAULT true,
    "sentQuantity" INTEGER,
    "sentAt" TIMESTAMPTZ(6),
    "taskId" UUID,

    CONSTRAINT "StockLevel_pkey" PRIMARY KEY ("shop","inventoryItemId","locationId")
);
ALTER TABLE "StockLevel" ADD CONSTRAINT "StockLevel_state_check" CHECK ("state" IN ('new', 'equal', 'differs', 'sending', 'left', 'problem'));
ALTER TABLE "StockLevel" ADD CONSTRAINT "StockLevel_reason_check" CHECK ("reason" IN ('notDecided', 'equal', 'differs', 'activate', 'sending', 'untracked', 'notStocked', 'noItem', 'blockedItem', 'sharedItem', 'sharedLocation', 'erpSilent', 'noUnit', 'notANumber', 'tooMany', 'refused', 'taskFailed'));
ALTER TABLE "StockLevel" ADD CONSTRAINT "StockLevel_match_check" CHECK ("match" IN ('found', 'none', 'blocked'));
CREATE INDEX "StockLevel_shop_title_inventoryItemId_locationId_idx" ON "StockLevel"("shop", "title", "inventoryItemId", "locationId");
CREATE INDEX "StockLevel_shop_state_title_inventoryItemId_locationId_idx" ON "StockLevel"("shop", "state", "title", "inventoryItemId", "locationId");
CREATE INDEX "StockLevel_shop_erpId_locationId_idx" ON "StockLevel"("shop", "erpId", "locationId");
CREATE INDEX "StockLevel_shop_taskId_idx" ON "StockLevel"("shop", "taskId");
-- Few at any time: those that changed since they were decided.
CREATE INDEX "StockLevel_dirty_idx" ON "StockLevel"("shop", "inventoryItemId", "locationId") WHERE "dirty";
-- The search looks for the beginning of a SKU, of an item number or of a title.
CREATE INDEX "StockLevel_sku_idx" ON "StockLevel"("shop", lower("sku") text_pattern_ops);
CREATE INDEX "StockLevel_erpNumber_idx" ON "StockLevel"("shop", lower("erpNumber") text_pattern_ops);
CREATE INDEX "StockLevel_title_idx" ON "StockLevel"("shop", lower("title") text_pattern_ops);

CREATE TABLE "StockSync" (
    "shop" TEXT NOT NULL,
    "wanted" BOOLEAN NOT NULL DEFAULT false,
    "sending" BOOLEAN NOT NULL DEFAULT false,
    "refusedAt" TIMESTAMPTZ(6),
    "checkingAt" TIMESTAMPTZ(6),
    "checkedAt" TIMESTAMPTZ(6),
    "checkedDay" DATE,
    "erpCursor" JSONB,
    "pulledAt" TIMESTAMPTZ(6),
    "heldAt" TIMESTAMPTZ(6),
    "heldGone" INTEGER NOT NULL DEFAULT 0,
    "heldOf" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "StockSync_pkey" PRIMARY KEY ("shop")
);

ALTER TABLE "Task" DROP CONSTRAINT "Task_kind_check";
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN (
  'createCustomer', 'createItem', 'createDocument', 'createCreditMemo', 'releaseDocument',
  'releaseCreditMemo', 'writeDocumentAttribute', 'createFulfillment', 'fulfillNotShipped', 'updateTracking',
  'readPayments', 'capturePayment', 'awaitCapture', 'registerPayment', 'registerRefund', 'applyCreditMemo', 'amendDocument', 'cancelDocument', 'markAsPaid', 'cancelOrder',
  'awaitCancel', 'archiveOrder', 'setStock', 'activateStock'
)) NOT VALID;
ALTER TABLE "Problem" DROP CONSTRAINT "Problem_kind_check";
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_kind_check" CHECK ("kind" IN (
  'account-lines-unsupported', 'ambiguous-act', 'amendment-outdated', 'archived', 'authorization-expired',
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
  'shopify-token', 'shopify-unavailable', 'skipped-by-hand', 'stock-held', 'stock-refused', 'test-not-imported', 'test-order',
  'text-too-long', 'third-party-fulfillment', 'totals-mismatch', 'unknown-item', 'unknown-number',
  'unmapped-gateway', 'unmapped-location', 'unproved-total', 'waits-for-task'
)) NOT VALID;
-- Orders that are still to be shipped: few at any time.
CREATE INDEX "Order_unfulfilled_idx" ON "Order"("shop", "orderId") WHERE "fulfillmentStatus" <> 'FULFILLED' AND "cancelledAt" IS NULL AND NOT "closed";
