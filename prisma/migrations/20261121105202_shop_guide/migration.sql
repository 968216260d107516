-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "guide" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "claimedBy" INTEGER,
ADD COLUMN     "queue" TEXT NOT NULL,
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "TaskAttempt" ADD COLUMN     "traceId" TEXT;

-- CreateTable
CREATE TABLE "LedgerCompany" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "locationMandatory" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "LedgerCompany_pkey" PRIMARY KEY ("shop","connectionId")
);

-- CreateTable
CREATE TABLE "LedgerReference" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "parent" TEXT NOT NULL DEFAULT '',
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "blocked" BOOLEAN NOT NULL DEFAULT false,
    "details" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "LedgerReference_pkey" PRIMARY KEY ("shop","connectionId","kind","parent","code")
);

-- CreateTable
CREATE TABLE "LedgerNumberSeries" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "next" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "manualAllowed" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "LedgerNumberSeries_pkey" PRIMARY KEY ("shop","connectionId","code")
);

-- CreateTable
CREATE TABLE "LedgerCustomer" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "externalKey" TEXT,
    "name" TEXT NOT NULL,
    "name2" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "companyName" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "emailNormalised" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "phoneDigits" TEXT NOT NULL DEFAULT '',
    "taxId" TEXT NOT NULL DEFAULT '',
    "address1" TEXT NOT NULL DEFAULT '',
    "address2" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "county" TEXT NOT NULL DEFAULT '',
    "zip" TEXT NOT NULL DEFAULT '',
    "countryCode" TEXT NOT NULL DEFAULT '',
    "blocked" BOOLEAN NOT NULL DEFAULT false,
    "template" TEXT,
    "taxArea" TEXT,
    "taxLiable" BOOLEAN NOT NULL DEFAULT true,
    "currency" TEXT,
    "paymentTerms" TEXT,
    "paymentMethod" TEXT,
    "shipmentMethod" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "changedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "LedgerCustomer_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LedgerItem" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "externalKey" TEXT,
    "description" TEXT NOT NULL,
    "baseUnit" TEXT NOT NULL,
    "salesUnit" TEXT,
    "barcode" TEXT,
    "vendorItemNumber" TEXT,
    "price" DECIMAL(24,6),
    "currency" TEXT,
    "stocked" BOOLEAN NOT NULL DEFAULT true,
    "blocked" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "changedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "LedgerItem_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LedgerItemVariant" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "barcode" TEXT,
    "vendorItemNumber" TEXT,
    "blocked" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "LedgerItemVariant_pkey" PRIMARY KEY ("shop","itemId","code")
);

-- CreateTable
CREATE TABLE "LedgerItemUnit" (
    "shop" TEXT NOT NULL,
    "itemId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "perBase" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "LedgerItemUnit_pkey" PRIMARY KEY ("shop","itemId","code")
);

-- CreateTable
CREATE TABLE "LedgerStock" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "variantCode" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL,
    "quantity" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "LedgerStock_pkey" PRIMARY KEY ("shop","itemId","variantCode","location")
);

-- CreateTable
CREATE TABLE "LedgerStockEntry" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "variantCode" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL,
    "quantity" DECIMAL(24,6) NOT NULL,
    "kind" TEXT NOT NULL,
    "documentId" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "LedgerStockEntry_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LedgerDocument" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "externalKey" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sellToId" UUID NOT NULL,
    "billToId" UUID NOT NULL,
    "sellToName" TEXT NOT NULL,
    "sellToAddress" JSONB NOT NULL,
    "billToAddress" JSONB NOT NULL,
    "shipToAddress" JSONB NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL,
    "exchangeRate" DECIMAL(24,12) NOT NULL,
    "pricesIncludeTax" BOOLEAN NOT NULL,
    "documentDate" DATE NOT NULL,
    "dueDate" DATE,
    "externalDocumentNumber" TEXT NOT NULL DEFAULT '',
    "shopifyOrderNumber" TEXT NOT NULL,
    "shopifyOrderId" TEXT NOT NULL,
    "taxArea" TEXT,
    "taxLiable" BOOLEAN NOT NULL,
    "paymentTerms" TEXT,
    "paymentMethod" TEXT,
    "shipmentMethod" TEXT,
    "shippingAgent" TEXT,
    "shippingAgentService" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "net" DECIMAL(24,6) NOT NULL,
    "tax" DECIMAL(24,6) NOT NULL,
    "gross" DECIMAL(24,6) NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "changedAt" TIMESTAMPTZ(6) NOT NULL,
    "releasedAt" TIMESTAMPTZ(6),
    "postedAt" TIMESTAMPTZ(6),
    "cancelledAt" TIMESTAMPTZ(6),

    CONSTRAINT "LedgerDocument_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LedgerDocumentLine" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "itemId" UUID,
    "variantCode" TEXT NOT NULL DEFAULT '',
    "unit" TEXT,
    "perBase" DECIMAL(24,6) NOT NULL DEFAULT 1,
    "account" TEXT,
    "itemCharge" TEXT,
    "description" TEXT NOT NULL,
    "quantity" DECIMAL(24,6) NOT NULL,
    "unitPrice" DECIMAL(24,6) NOT NULL,
    "discount" DECIMAL(24,6) NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "tax" DECIMAL(24,6) NOT NULL,
    "shipped" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "invoiced" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "location" TEXT,
    "shippingAgent" TEXT,
    "shippingAgentService" TEXT,
    "shopifyLineId" TEXT,

    CONSTRAINT "LedgerDocumentLine_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LedgerLineTax" (
    "shop" TEXT NOT NULL,
    "lineId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "rate" DECIMAL(24,12),
    "amount" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "LedgerLineTax_pkey" PRIMARY KEY ("shop","lineId","position")
);

-- CreateTable
CREATE TABLE "LedgerChargeAssignment" (
    "shop" TEXT NOT NULL,
    "documentId" UUID NOT NULL,
    "chargeLineId" UUID NOT NULL,
    "itemLineId" UUID NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "LedgerChargeAssignment_pkey" PRIMARY KEY ("shop","chargeLineId","itemLineId")
);

-- CreateTable
CREATE TABLE "LedgerDeletedDocument" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "externalKey" TEXT,
    "deletedBy" TEXT NOT NULL,
    "deletedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "LedgerDeletedDocument_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LedgerPostedShipment" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "documentId" UUID NOT NULL,
    "shippingAgent" TEXT,
    "shippingAgentService" TEXT,
    "trackingNumbers" TEXT[],
    "trackingUrl" TEXT,
    "postedBy" TEXT NOT NULL,
    "postedAt" TIMESTAMPTZ(6) NOT NULL,
    "reversedAt" TIMESTAMPTZ(6),
    "changedAt" TIMESTAMPTZ(6) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "LedgerPostedShipment_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LedgerPostedShipmentLine" (
    "shop" TEXT NOT NULL,
    "shipmentId" UUID NOT NULL,
    "documentLineId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "itemId" UUID,
    "variantCode" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL,
    "quantity" DECIMAL(24,6) NOT NULL,
    "location" TEXT,

    CONSTRAINT "LedgerPostedShipmentLine_pkey" PRIMARY KEY ("shop","shipmentId","documentLineId")
);

-- CreateTable
CREATE TABLE "LedgerPostedInvoice" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "documentId" UUID NOT NULL,
    "billToId" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "net" DECIMAL(24,6) NOT NULL,
    "tax" DECIMAL(24,6) NOT NULL,
    "gross" DECIMAL(24,6) NOT NULL,
    "remaining" DECIMAL(24,6) NOT NULL,
    "status" TEXT NOT NULL,
    "dueDate" DATE,
    "postedBy" TEXT NOT NULL,
    "postedAt" TIMESTAMPTZ(6) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(6),
    "changedAt" TIMESTAMPTZ(6) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "LedgerPostedInvoice_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "LedgerPostedInvoiceLine" (
    "shop" TEXT NOT NULL,
    "invoiceId" UUID NOT NULL,
    "documentLineId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "quantity" DECIMAL(24,6) NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "tax" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "LedgerPostedInvoiceLine_pkey" PRIMARY KEY ("shop","invoiceId","documentLineId")
);

-- CreateTable
CREATE TABLE "LedgerPayment" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "externalKey" TEXT,
    "invoiceId" UUID NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "currency" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "LedgerPayment_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "LedgerCustomer_shop_connectionId_emailNormalised_idx" ON "LedgerCustomer"("shop", "connectionId", "emailNormalised");

-- CreateIndex
CREATE INDEX "LedgerCustomer_shop_connectionId_taxId_idx" ON "LedgerCustomer"("shop", "connectionId", "taxId");

-- CreateIndex
CREATE INDEX "LedgerCustomer_shop_connectionId_name_id_idx" ON "LedgerCustomer"("shop", "connectionId", "name", "id");

-- CreateIndex
CREATE INDEX "LedgerCustomer_shop_connectionId_changedAt_id_idx" ON "LedgerCustomer"("shop", "connectionId", "changedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerCustomer_shop_connectionId_number_key" ON "LedgerCustomer"("shop", "connectionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerCustomer_shop_connectionId_externalKey_key" ON "LedgerCustomer"("shop", "connectionId", "externalKey");

-- CreateIndex
CREATE INDEX "LedgerItem_shop_connectionId_barcode_idx" ON "LedgerItem"("shop", "connectionId", "barcode");

-- CreateIndex
CREATE INDEX "LedgerItem_shop_connectionId_vendorItemNumber_idx" ON "LedgerItem"("shop", "connectionId", "vendorItemNumber");

-- CreateIndex
CREATE INDEX "LedgerItem_shop_connectionId_changedAt_id_idx" ON "LedgerItem"("shop", "connectionId", "changedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerItem_shop_connectionId_number_key" ON "LedgerItem"("shop", "connectionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerItem_shop_connectionId_externalKey_key" ON "LedgerItem"("shop", "connectionId", "externalKey");

-- CreateIndex
CREATE INDEX "LedgerItemVariant_shop_connectionId_code_idx" ON "LedgerItemVariant"("shop", "connectionId", "code");

-- CreateIndex
CREATE INDEX "LedgerItemVariant_shop_connectionId_barcode_idx" ON "LedgerItemVariant"("shop", "connectionId", "barcode");

-- CreateIndex
CREATE INDEX "LedgerItemVariant_shop_connectionId_vendorItemNumber_idx" ON "LedgerItemVariant"("shop", "connectionId", "vendorItemNumber");

-- CreateIndex
CREATE INDEX "LedgerStockEntry_shop_connectionId_itemId_at_idx" ON "LedgerStockEntry"("shop", "connectionId", "itemId", "at");

-- CreateIndex
CREATE INDEX "LedgerDocument_shop_connectionId_kind_createdAt_id_idx" ON "LedgerDocument"("shop", "connectionId", "kind", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "LedgerDocument_shop_connectionId_sellToId_idx" ON "LedgerDocument"("shop", "connectionId", "sellToId");

-- CreateIndex
CREATE INDEX "LedgerDocument_shop_billToId_idx" ON "LedgerDocument"("shop", "billToId");

-- CreateIndex
CREATE INDEX "LedgerDocument_shop_connectionId_shopifyOrderNumber_idx" ON "LedgerDocument"("shop", "connectionId", "shopifyOrderNumber");

-- CreateIndex
CREATE INDEX "LedgerDocument_shop_connectionId_changedAt_id_idx" ON "LedgerDocument"("shop", "connectionId", "changedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerDocument_shop_connectionId_externalKey_key" ON "LedgerDocument"("shop", "connectionId", "externalKey");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerDocument_shop_connectionId_kind_number_key" ON "LedgerDocument"("shop", "connectionId", "kind", "number");

-- CreateIndex
CREATE INDEX "LedgerDocumentLine_shop_itemId_idx" ON "LedgerDocumentLine"("shop", "itemId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerDocumentLine_shop_documentId_sequence_key" ON "LedgerDocumentLine"("shop", "documentId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerDocumentLine_shop_documentId_key_key" ON "LedgerDocumentLine"("shop", "documentId", "key");

-- CreateIndex
CREATE INDEX "LedgerChargeAssignment_shop_documentId_idx" ON "LedgerChargeAssignment"("shop", "documentId");

-- CreateIndex
CREATE INDEX "LedgerDeletedDocument_shop_connectionId_deletedAt_id_idx" ON "LedgerDeletedDocument"("shop", "connectionId", "deletedAt", "id");

-- CreateIndex
CREATE INDEX "LedgerPostedShipment_shop_documentId_idx" ON "LedgerPostedShipment"("shop", "documentId");

-- CreateIndex
CREATE INDEX "LedgerPostedShipment_shop_connectionId_postedAt_id_idx" ON "LedgerPostedShipment"("shop", "connectionId", "postedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "LedgerPostedShipment_shop_connectionId_changedAt_id_idx" ON "LedgerPostedShipment"("shop", "connectionId", "changedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerPostedShipment_shop_connectionId_number_key" ON "LedgerPostedShipment"("shop", "connectionId", "number");

-- CreateIndex
CREATE INDEX "LedgerPostedInvoice_shop_documentId_idx" ON "LedgerPostedInvoice"("shop", "documentId");

-- CreateIndex
CREATE INDEX "LedgerPostedInvoice_shop_connectionId_postedAt_id_idx" ON "LedgerPostedInvoice"("shop", "connectionId", "postedAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "LedgerPostedInvoice_shop_connectionId_changedAt_id_idx" ON "LedgerPostedInvoice"("shop", "connectionId", "changedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerPostedInvoice_shop_connectionId_kind_number_key" ON "LedgerPostedInvoice"("shop", "connectionId", "kind", "number");

-- CreateIndex
CREATE INDEX "LedgerPayment_shop_invoiceId_idx" ON "LedgerPayment"("shop", "invoiceId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerPayment_shop_connectionId_number_key" ON "LedgerPayment"("shop", "connectionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerPayment_shop_connectionId_externalKey_key" ON "LedgerPayment"("shop", "connectionId", "externalKey");

-- CreateIndex
CREATE INDEX "Task_shop_queue_state_createdAt_idx" ON "Task"("shop", "queue", "state", "createdAt");

-- CreateIndex
CREATE INDEX "Task_state_updatedAt_idx" ON "Task"("state", "updatedAt");

-- AddForeignKey
ALTER TABLE "LedgerItemVariant" ADD CONSTRAINT "LedgerItemVariant_shop_itemId_fkey" FOREIGN KEY ("shop", "itemId") REFERENCES "LedgerItem"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerItemUnit" ADD CONSTRAINT "LedgerItemUnit_shop_itemId_fkey" FOREIGN KEY ("shop", "itemId") REFERENCES "LedgerItem"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerStock" ADD CONSTRAINT "LedgerStock_shop_itemId_fkey" FOREIGN KEY ("shop", "itemId") REFERENCES "LedgerItem"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerDocument" ADD CONSTRAINT "LedgerDocument_shop_sellToId_fkey" FOREIGN KEY ("shop", "sellToId") REFERENCES "LedgerCustomer"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerDocument" ADD CONSTRAINT "LedgerDocument_shop_billToId_fkey" FOREIGN KEY ("shop", "billToId") REFERENCES "LedgerCustomer"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerDocumentLine" ADD CONSTRAINT "LedgerDocumentLine_shop_documentId_fkey" FOREIGN KEY ("shop", "documentId") REFERENCES "LedgerDocument"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerLineTax" ADD CONSTRAINT "LedgerLineTax_shop_lineId_fkey" FOREIGN KEY ("shop", "lineId") REFERENCES "LedgerDocumentLine"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerPostedShipment" ADD CONSTRAINT "LedgerPostedShipment_shop_documentId_fkey" FOREIGN KEY ("shop", "documentId") REFERENCES "LedgerDocument"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerPostedShipmentLine" ADD CONSTRAINT "LedgerPostedShipmentLine_shop_shipmentId_fkey" FOREIGN KEY ("shop", "shipmentId") REFERENCES "LedgerPostedShipment"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerPostedInvoice" ADD CONSTRAINT "LedgerPostedInvoice_shop_documentId_fkey" FOREIGN KEY ("shop", "documentId") REFERENCES "LedgerDocument"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerPostedInvoiceLine" ADD CONSTRAINT "LedgerPostedInvoiceLine_shop_invoiceId_fkey" FOREIGN KEY ("shop", "invoiceId") REFERENCES "LedgerPostedInvoice"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerPayment" ADD CONSTRAINT "LedgerPayment_shop_invoiceId_fkey" FOREIGN KEY ("shop", "invoiceId") REFERENCES "LedgerPostedInvoice"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
