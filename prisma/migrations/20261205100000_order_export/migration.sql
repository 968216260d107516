-- Sales orders that people make in the ERP become orders in Shopify.
CREATE TABLE "ExportedOrder" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "erpId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(6) NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "unread" BOOLEAN NOT NULL DEFAULT false,
    "currency" TEXT NOT NULL DEFAULT '',
    "gross" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT '',
    "customer" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "missing" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "order" JSONB,
    "sentRevision" TEXT,
    "edited" BOOLEAN NOT NULL DEFAULT false,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "taskId" UUID,
    "orderId" TEXT,
    "orderName" TEXT,
    "exportedAt" TIMESTAMPTZ(6),
    "cancelTaskId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ExportedOrder_pkey" PRIMARY KEY ("shop","id")
);
ALTER TABLE "ExportedOrder" ADD CONSTRAINT "ExportedOrder_state_check" CHECK ("state" IN ('waiting', 'ready', 'sending', 'exported', 'excluded', 'failed', 'cancelled'));
ALTER TABLE "ExportedOrder" ADD CONSTRAINT "ExportedOrder_reason_check" CHECK ("reason" IN ('otherStore', 'notReleased', 'invoiced', 'partly', 'defaultCustomer', 'noContact', 'emailInvalid', 'phoneInvalid', 'otherCustomer', 'noLines', 'quantity', 'currency', 'negativeAmount', 'unproved', 'emailTaken', 'phoneTaken', 'refused', 'erp', 'taskFailed', 'otherTotal', 'putAside'));
CREATE INDEX "ExportedOrder_shop_createdAt_id_idx" ON "ExportedOrder"("shop", "createdAt" DESC, "id" DESC);
CREATE INDEX "ExportedOrder_shop_state_createdAt_id_idx" ON "ExportedOrder"("shop", "state", "createdAt" DESC, "id" DESC);
CREATE INDEX "ExportedOrder_shop_orderId_idx" ON "ExportedOrder"("shop", "orderId");
-- Few at any time: orders whose sales order changed, or was cancelled since.
CREATE INDEX "ExportedOrder_unread_idx" ON "ExportedOrder"("shop", "createdAt") WHERE "unread" AND "state" = 'exported';
CREATE INDEX "ExportedOrder_follow_idx" ON "ExportedOrder"("shop", "id") WHERE "state" = 'exported' AND "status" IN ('cancelled', 'gone') AND "cancelTaskId" IS NULL;
CREATE UNIQUE INDEX "ExportedOrder_shop_connectionId_erpId_key" ON "ExportedOrder"("shop", "connectionId", "erpId");
CREATE UNIQUE INDEX "ExportedOrder_shop_key_key" ON "ExportedOrder"("shop", "key");
-- The search looks for the beginning of a number: the sales order's, the customer's or the order's.
CREATE INDEX "ExportedOrder_number_idx" ON "ExportedOrder"("shop", lower("number") text_pattern_ops);
CREATE INDEX "ExportedOrder_customer_idx" ON "ExportedOrder"("shop", lower("customer") text_pattern_ops);
CREATE INDEX "ExportedOrder_orderName_idx" ON "ExportedOrder"("shop", lower("orderName") text_pattern_ops);

CREATE TABLE "OrderExport" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "sending" BOOLEAN NOT NULL DEFAULT false,
    "erpCursor" JSONB,
    "pulledAt" TIMESTAMPTZ(6),

    CONSTRAINT "OrderExport_pkey" PRIMARY KEY ("shop")
);

-- An order made of a sales order keeps the sales order's posted invoices from becoming orders of their own.
ALTER TABLE "ExportedInvoice" ADD COLUMN "orderErpIds" TEXT[] DEFAULT ARRAY[]::TEXT[];
