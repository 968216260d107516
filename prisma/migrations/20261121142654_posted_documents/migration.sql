-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "authorizationExpiresAt" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "FeedCursor" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "feed" TEXT NOT NULL,
    "cursor" JSONB,
    "pulledAt" TIMESTAMPTZ(6),

    CONSTRAINT "FeedCursor_pkey" PRIMARY KEY ("shop","connectionId","feed")
);

-- CreateTable
CREATE TABLE "PostedShipment" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "erpId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "salesDocumentId" UUID,
    "orderId" TEXT,
    "orderName" TEXT,
    "cardId" UUID,
    "postedAt" TIMESTAMPTZ(6) NOT NULL,
    "reversedAt" TIMESTAMPTZ(6),
    "agentCode" TEXT,
    "agentService" TEXT,
    "trackingNumbers" TEXT[],
    "trackingUrl" TEXT,
    "lines" JSONB NOT NULL,
    "event" JSONB NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "reason" JSONB,
    "fulfillments" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "PostedShipment_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "PostedInvoice" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "erpId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "salesDocumentId" UUID,
    "orderId" TEXT,
    "orderName" TEXT,
    "cardId" UUID,
    "ordinal" INTEGER NOT NULL DEFAULT 1,
    "postedAt" TIMESTAMPTZ(6) NOT NULL,
    "currency" TEXT NOT NULL,
    "gross" DECIMAL(24,6) NOT NULL,
    "remaining" DECIMAL(24,6) NOT NULL,
    "status" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "reason" JSONB,
    "readAt" TIMESTAMPTZ(6),
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "PostedInvoice_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "PaymentLine" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "invoiceId" UUID NOT NULL,
    "orderId" TEXT NOT NULL,
    "transactionId" TEXT NOT NULL,
    "gateway" TEXT NOT NULL,
    "gatewayTitle" TEXT,
    "currency" TEXT NOT NULL,
    "authorized" DECIMAL(24,6) NOT NULL,
    "capturable" DECIMAL(24,6) NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "captured" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "multiCapturable" BOOLEAN NOT NULL DEFAULT false,
    "expiresAt" TIMESTAMPTZ(6),
    "state" TEXT NOT NULL,
    "reason" JSONB,
    "captureId" TEXT,
    "taskId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "PaymentLine_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "RegisteredPayment" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "transactionId" TEXT NOT NULL,
    "invoiceId" UUID NOT NULL,
    "orderId" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "method" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "erpId" TEXT,
    "number" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "RegisteredPayment_pkey" PRIMARY KEY ("shop","connectionId","transactionId","invoiceId")
);

-- CreateTable
CREATE TABLE "SkippedRecord" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "recordId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "orderId" TEXT,
    "reason" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "SkippedRecord_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "PostedShipment_shop_state_postedAt_id_idx" ON "PostedShipment"("shop", "state", "postedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "PostedShipment_shop_postedAt_id_idx" ON "PostedShipment"("shop", "postedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "PostedShipment_shop_orderId_idx" ON "PostedShipment"("shop", "orderId");

-- CreateIndex
CREATE INDEX "PostedShipment_shop_number_idx" ON "PostedShipment"("shop", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PostedShipment_shop_connectionId_erpId_key" ON "PostedShipment"("shop", "connectionId", "erpId");

-- CreateIndex
CREATE INDEX "PostedInvoice_shop_state_postedAt_id_idx" ON "PostedInvoice"("shop", "state", "postedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "PostedInvoice_shop_postedAt_id_idx" ON "PostedInvoice"("shop", "postedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "PostedInvoice_shop_orderId_idx" ON "PostedInvoice"("shop", "orderId");

-- CreateIndex
CREATE INDEX "PostedInvoice_shop_number_idx" ON "PostedInvoice"("shop", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PostedInvoice_shop_connectionId_erpId_key" ON "PostedInvoice"("shop", "connectionId", "erpId");

-- CreateIndex
CREATE INDEX "PaymentLine_shop_orderId_idx" ON "PaymentLine"("shop", "orderId");

-- CreateIndex
CREATE INDEX "PaymentLine_shop_state_expiresAt_idx" ON "PaymentLine"("shop", "state", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentLine_shop_invoiceId_transactionId_key" ON "PaymentLine"("shop", "invoiceId", "transactionId");

-- CreateIndex
CREATE INDEX "RegisteredPayment_shop_orderId_idx" ON "RegisteredPayment"("shop", "orderId");

-- CreateIndex
CREATE INDEX "SkippedRecord_shop_at_id_idx" ON "SkippedRecord"("shop", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "SkippedRecord_shop_recordId_idx" ON "SkippedRecord"("shop", "recordId");

-- CreateIndex
CREATE INDEX "Order_shop_authorizationExpiresAt_idx" ON "Order"("shop", "authorizationExpiresAt");

-- CreateIndex
CREATE INDEX "Task_shop_kind_createdAt_id_idx" ON "Task"("shop", "kind", "createdAt" DESC, "id");

-- AddForeignKey
ALTER TABLE "PaymentLine" ADD CONSTRAINT "PaymentLine_shop_invoiceId_fkey" FOREIGN KEY ("shop", "invoiceId") REFERENCES "PostedInvoice"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;
