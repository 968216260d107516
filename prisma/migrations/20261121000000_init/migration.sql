-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "SalesDocument" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "orderId" TEXT NOT NULL,
    "cardId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "versionId" UUID NOT NULL,
    "externalKey" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "erpId" TEXT,
    "number" TEXT,
    "url" TEXT,
    "erpStatus" TEXT,
    "currency" TEXT NOT NULL,
    "total" DECIMAL(24,6) NOT NULL,
    "taskId" UUID,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "createdInErpAt" TIMESTAMPTZ(6),
    "releasedAt" TIMESTAMPTZ(6),
    "unlinkedAt" TIMESTAMPTZ(6),

    CONSTRAINT "SalesDocument_pkey" PRIMARY KEY ("shop","id")
);

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

-- CreateTable
CREATE TABLE "OrderToImport" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cardId" UUID,
    "verdict" TEXT NOT NULL,
    "reason" JSONB,
    "isNew" BOOLEAN NOT NULL DEFAULT true,
    "listed" JSONB NOT NULL,
    "orderCreatedAt" TIMESTAMPTZ(6) NOT NULL,
    "shopifyUpdatedAt" TIMESTAMPTZ(6) NOT NULL,
    "announcedBy" TEXT NOT NULL,
    "announcedAt" TIMESTAMPTZ(6) NOT NULL,
    "changedSinceExcluded" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(6),
    "claimedBy" TEXT,
    "claimedAt" TIMESTAMPTZ(6),
    "runId" UUID,

    CONSTRAINT "OrderToImport_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateTable
CREATE TABLE "Order" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "cardId" UUID,
    "orderCreatedAt" TIMESTAMPTZ(6) NOT NULL,
    "shopifyUpdatedAt" TIMESTAMPTZ(6) NOT NULL,
    "importedAt" TIMESTAMPTZ(6) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(6),
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "sourceName" TEXT,
    "channel" TEXT,
    "customerName" TEXT,
    "email" TEXT,
    "currency" TEXT NOT NULL,
    "total" DECIMAL(24,6) NOT NULL,
    "presentmentCurrency" TEXT NOT NULL,
    "presentmentTotal" DECIMAL(24,6) NOT NULL,
    "financialStatus" TEXT,
    "fulfillmentStatus" TEXT NOT NULL,
    "returnStatus" TEXT,
    "highRisk" BOOLEAN NOT NULL DEFAULT false,
    "tags" TEXT[],
    "poNumber" TEXT,
    "state" JSONB NOT NULL,
    "stateHash" TEXT NOT NULL,
    "currentVersionId" UUID NOT NULL,
    "processedVersionId" UUID,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "documentState" TEXT NOT NULL DEFAULT 'unprocessed',
    "documentKind" TEXT,
    "documentNumber" TEXT,
    "conflict" BOOLEAN NOT NULL DEFAULT false,
    "resolvedVersionId" UUID,
    "choices" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Order_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateTable
CREATE TABLE "OrderVersion" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "orderId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "personal" JSONB,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "OrderVersion_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "OrderEvent" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "orderId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "OrderEvent_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "cursor" JSONB,
    "problem" JSONB,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(6) NOT NULL,
    "heartbeatAt" TIMESTAMPTZ(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(6),

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "SyncCursor" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "SyncCursor_pkey" PRIMARY KEY ("shop","kind")
);

-- CreateTable
CREATE TABLE "Schedule" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "cardId" UUID,
    "kind" TEXT NOT NULL,
    "everyMinutes" INTEGER NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "nextRunAt" TIMESTAMPTZ(6) NOT NULL,
    "lastRunAt" TIMESTAMPTZ(6),
    "lastRunId" UUID,

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "domain" TEXT NOT NULL,
    "name" TEXT,
    "currency" TEXT,
    "timeZone" TEXT,
    "plan" TEXT,
    "scopes" TEXT NOT NULL DEFAULT '',
    "facts" JSONB NOT NULL DEFAULT '{}',
    "guide" JSONB NOT NULL DEFAULT '{}',
    "installedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalledAt" TIMESTAMPTZ(6),
    "redactedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT '',
    "scope" TEXT,
    "expires" TIMESTAMPTZ(6),
    "accessToken" TEXT NOT NULL,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMPTZ(6),
    "userId" TEXT,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShopCard" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "schemaVersion" INTEGER NOT NULL DEFAULT 1,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "precedence" INTEGER NOT NULL DEFAULT 0,
    "connectionId" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ShopCard_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ShopCardVersion" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "cardId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "filter" JSONB NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ShopCardVersion_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ErpConnection" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "adapter" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secrets" TEXT,
    "probe" JSONB,
    "probedAt" TIMESTAMPTZ(6),
    "pausedAt" TIMESTAMPTZ(6),
    "pausedReason" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ErpConnection_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Mapping" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "cardId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "shopify" JSONB NOT NULL DEFAULT '{}',
    "erp" JSONB,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Mapping_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "CustomerLink" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "shopifyId" TEXT NOT NULL,
    "erpId" TEXT NOT NULL,
    "erpNumber" TEXT,
    "title" TEXT,
    "foundBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CustomerLink_pkey" PRIMARY KEY ("shop","connectionId","shopifyId")
);

-- CreateTable
CREATE TABLE "ItemLink" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "variantId" TEXT NOT NULL,
    "erpId" TEXT NOT NULL,
    "erpNumber" TEXT,
    "variantCode" TEXT,
    "unit" TEXT,
    "title" TEXT,
    "foundBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ItemLink_pkey" PRIMARY KEY ("shop","connectionId","variantId")
);

-- CreateTable
CREATE TABLE "Task" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "orderId" TEXT,
    "orderName" TEXT,
    "connectionId" UUID,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "afterTaskId" UUID,
    "queue" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "evidence" JSONB,
    "result" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claimedBy" INTEGER,
    "sentAt" TIMESTAMPTZ(6),
    "nextAttemptAt" TIMESTAMPTZ(6),
    "lastAnswer" TEXT,
    "problemKind" TEXT,
    "problem" JSONB,
    "skippedReason" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,
    "doneAt" TIMESTAMPTZ(6),

    CONSTRAINT "Task_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "TaskAttempt" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(6),
    "outcome" TEXT,
    "answer" TEXT,
    "traceId" TEXT,

    CONSTRAINT "TaskAttempt_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Problem" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "orderId" TEXT,
    "cause" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "firstSeenAt" TIMESTAMPTZ(6) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(6) NOT NULL,
    "clearedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Problem_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "shop" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "eventId" TEXT,
    "apiVersion" TEXT,
    "resourceId" TEXT,
    "payload" JSONB NOT NULL,
    "triggeredAt" TIMESTAMPTZ(6),
    "receivedAt" TIMESTAMPTZ(6) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'stored',
    "note" TEXT,
    "doneAt" TIMESTAMPTZ(6),

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("shop","webhookId")
);

-- CreateTable
CREATE TABLE "ApiLog" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "system" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "status" INTEGER,
    "outcome" TEXT NOT NULL,
    "requestedCost" INTEGER,
    "actualCost" INTEGER,
    "durationMs" INTEGER NOT NULL,
    "requestId" TEXT,
    "orderId" TEXT,
    "request" JSONB,
    "response" JSONB,

    CONSTRAINT "ApiLog_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "ThrottleBucket" (
    "shop" TEXT NOT NULL,
    "available" DECIMAL(14,3) NOT NULL,
    "maximum" DECIMAL(14,3) NOT NULL,
    "restoreRate" DECIMAL(14,3) NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ThrottleBucket_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "PrivacyRequest" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "requestedAt" TIMESTAMPTZ(6) NOT NULL,
    "doneAt" TIMESTAMPTZ(6),
    "result" JSONB,

    CONSTRAINT "PrivacyRequest_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "SalesDocument_shop_orderId_idx" ON "SalesDocument"("shop", "orderId");

-- CreateIndex
CREATE INDEX "SalesDocument_shop_connectionId_erpId_idx" ON "SalesDocument"("shop", "connectionId", "erpId");

-- CreateIndex
CREATE UNIQUE INDEX "SalesDocument_shop_subject_generation_key" ON "SalesDocument"("shop", "subject", "generation");

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
CREATE INDEX "OrderToImport_shop_verdict_orderCreatedAt_orderId_idx" ON "OrderToImport"("shop", "verdict", "orderCreatedAt" DESC, "orderId");

-- CreateIndex
CREATE INDEX "OrderToImport_shop_orderCreatedAt_orderId_idx" ON "OrderToImport"("shop", "orderCreatedAt" DESC, "orderId");

-- CreateIndex
CREATE INDEX "Order_shop_orderCreatedAt_orderId_idx" ON "Order"("shop", "orderCreatedAt" DESC, "orderId");

-- CreateIndex
CREATE INDEX "Order_shop_documentState_orderCreatedAt_orderId_idx" ON "Order"("shop", "documentState", "orderCreatedAt" DESC, "orderId");

-- CreateIndex
CREATE INDEX "Order_shop_conflict_orderCreatedAt_orderId_idx" ON "Order"("shop", "conflict", "orderCreatedAt" DESC, "orderId");

-- CreateIndex
CREATE INDEX "Order_shop_name_idx" ON "Order"("shop", "name");

-- CreateIndex
CREATE INDEX "Order_shop_documentNumber_idx" ON "Order"("shop", "documentNumber");

-- CreateIndex
CREATE INDEX "Order_shop_email_idx" ON "Order"("shop", "email");

-- CreateIndex
CREATE INDEX "OrderVersion_shop_orderId_createdAt_idx" ON "OrderVersion"("shop", "orderId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "OrderVersion_shop_orderId_hash_key" ON "OrderVersion"("shop", "orderId", "hash");

-- CreateIndex
CREATE INDEX "OrderEvent_shop_orderId_at_idx" ON "OrderEvent"("shop", "orderId", "at");

-- CreateIndex
CREATE INDEX "SyncRun_shop_startedAt_idx" ON "SyncRun"("shop", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "Schedule_enabled_nextRunAt_idx" ON "Schedule"("enabled", "nextRunAt");

-- CreateIndex
CREATE UNIQUE INDEX "Schedule_shop_cardId_kind_key" ON "Schedule"("shop", "cardId", "kind");

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "ShopCard_shop_code_key" ON "ShopCard"("shop", "code");

-- CreateIndex
CREATE INDEX "ShopCardVersion_shop_cardId_revision_idx" ON "ShopCardVersion"("shop", "cardId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "Mapping_shop_cardId_kind_key_key" ON "Mapping"("shop", "cardId", "kind", "key");

-- CreateIndex
CREATE INDEX "CustomerLink_shop_connectionId_erpId_idx" ON "CustomerLink"("shop", "connectionId", "erpId");

-- CreateIndex
CREATE INDEX "Task_shop_state_createdAt_id_idx" ON "Task"("shop", "state", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "Task_shop_orderId_idx" ON "Task"("shop", "orderId");

-- CreateIndex
CREATE INDEX "Task_shop_afterTaskId_idx" ON "Task"("shop", "afterTaskId");

-- CreateIndex
CREATE INDEX "Task_shop_queue_state_createdAt_idx" ON "Task"("shop", "queue", "state", "createdAt");

-- CreateIndex
CREATE INDEX "Task_state_updatedAt_idx" ON "Task"("state", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Task_shop_kind_key_key" ON "Task"("shop", "kind", "key");

-- CreateIndex
CREATE UNIQUE INDEX "TaskAttempt_shop_taskId_number_key" ON "TaskAttempt"("shop", "taskId", "number");

-- CreateIndex
CREATE INDEX "Problem_shop_clearedAt_kind_cause_idx" ON "Problem"("shop", "clearedAt", "kind", "cause");

-- CreateIndex
CREATE INDEX "Problem_shop_orderId_idx" ON "Problem"("shop", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "Problem_shop_kind_subject_key" ON "Problem"("shop", "kind", "subject");

-- CreateIndex
CREATE INDEX "WebhookDelivery_shop_receivedAt_webhookId_idx" ON "WebhookDelivery"("shop", "receivedAt" DESC, "webhookId");

-- CreateIndex
CREATE INDEX "ApiLog_shop_at_id_idx" ON "ApiLog"("shop", "at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "PrivacyRequest_shop_webhookId_key" ON "PrivacyRequest"("shop", "webhookId");

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
