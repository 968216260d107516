-- Customers that are brought to the ERP, and to Shopify.
CREATE TABLE "CustomerSync" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "shopifyId" TEXT NOT NULL DEFAULT '',
    "erpId" TEXT NOT NULL DEFAULT '',
    "number" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "data" JSONB,
    "sentHash" TEXT,
    "again" BOOLEAN NOT NULL DEFAULT false,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "taskId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "CustomerSync_pkey" PRIMARY KEY ("shop","id")
);
ALTER TABLE "CustomerSync" ADD CONSTRAINT "CustomerSync_direction_check" CHECK ("direction" IN ('toErp', 'toShopify'));
ALTER TABLE "CustomerSync" ADD CONSTRAINT "CustomerSync_state_check" CHECK ("state" IN ('waiting', 'ready', 'sending', 'done', 'excluded', 'failed', 'gone'));
ALTER TABLE "CustomerSync" ADD CONSTRAINT "CustomerSync_reason_check" CHECK ("reason" IN ('defaultCustomer', 'noUpdates', 'notImported', 'noCreation', 'noName', 'noTemplate', 'emailTaken', 'phoneTaken', 'emailInvalid', 'phoneInvalid', 'otherStore', 'addressIncomplete', 'noContact', 'isBlocked', 'shared', 'refused', 'taskFailed', 'erased', 'deleted', 'merged'));
CREATE INDEX "CustomerSync_shop_direction_updatedAt_id_idx" ON "CustomerSync"("shop", "direction", "updatedAt" DESC, "id" DESC);
CREATE INDEX "CustomerSync_shop_direction_state_updatedAt_id_idx" ON "CustomerSync"("shop", "direction", "state", "updatedAt" DESC, "id" DESC);
CREATE UNIQUE INDEX "CustomerSync_shop_connectionId_direction_sourceId_key" ON "CustomerSync"("shop", "connectionId", "direction", "sourceId");
-- The search looks for the beginning of a number of the ERP, or of an id of Shopify.
CREATE INDEX "CustomerSync_number_idx" ON "CustomerSync"("shop", lower("number") text_pattern_ops);
CREATE INDEX "CustomerSync_shopifyId_idx" ON "CustomerSync"("shop", lower("shopifyId") text_pattern_ops);
CREATE INDEX "CustomerSync_shop_shopifyId_idx" ON "CustomerSync"("shop", "shopifyId");

CREATE TABLE "CustomerExchange" (
    "shop" TEXT NOT NULL,
    "sendsToErp" BOOLEAN NOT NULL DEFAULT false,
    "sendsToShopify" BOOLEAN NOT NULL DEFAULT false,
    "connectionId" UUID,
    "erpCursor" JSONB,
    "pulledAt" TIMESTAMPTZ(6),

    CONSTRAINT "CustomerExchange_pkey" PRIMARY KEY ("shop")
);

-- What Shopify knows of a customer besides, in the built-in ledger.
ALTER TABLE "LedgerCustomer" ADD COLUMN "deliveryPhone" TEXT NOT NULL DEFAULT '';
ALTER TABLE "LedgerCustomer" ADD COLUMN "marketing" BOOLEAN;
ALTER TABLE "LedgerCustomer" ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT '{}';

ALTER TABLE "Task" DROP CONSTRAINT "Task_kind_check";
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN (
  'createCustomer', 'createItem', 'createDocument', 'createCreditMemo', 'releaseDocument',
  'releaseCreditMemo', 'writeDocumentAttribute', 'createFulfillment', 'fulfillNotShipped', 'updateTracking',
  'readPayments', 'capturePayment', 'awaitCapture', 'registerPayment', 'registerRefund', 'applyCreditMemo',
  'amendDocument', 'cancelDocument', 'markAsPaid', 'cancelOrder', 'awaitCancel', 'archiveOrder', 'setStock',
  'activateStock', 'fireFlowTrigger', 'exportInvoice',
  'customerToErp', 'customerToShopify'
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
  'refund-payment-failed', 'export-refused', 'customer-refused'
)) NOT VALID;
