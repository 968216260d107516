-- Items that are created in the ERP from products, and products from items.
CREATE TABLE "ItemSync" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "variantId" TEXT,
    "erpId" TEXT NOT NULL DEFAULT '',
    "number" TEXT NOT NULL DEFAULT '',
    "sku" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "data" JSONB,
    "wanted" BOOLEAN NOT NULL DEFAULT false,
    "askedAt" TIMESTAMPTZ(6),
    "again" BOOLEAN NOT NULL DEFAULT false,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "taskId" UUID,
    "foundAt" TIMESTAMPTZ(6) NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ItemSync_pkey" PRIMARY KEY ("shop","id")
);
ALTER TABLE "ItemSync" ADD CONSTRAINT "ItemSync_direction_check" CHECK ("direction" IN ('toErp', 'toShopify'));
ALTER TABLE "ItemSync" ADD CONSTRAINT "ItemSync_state_check" CHECK ("state" IN ('waiting', 'ready', 'sending', 'done', 'excluded', 'failed', 'gone'));
ALTER TABLE "ItemSync" ADD CONSTRAINT "ItemSync_reason_check" CHECK ("reason" IN ('noSku', 'noBarcode', 'noVariantCode', 'skuTwice', 'skuSeveral', 'numberTooLong', 'nameTooLong', 'giftCard', 'isBlocked', 'noNumber', 'hasVariants', 'noPrice', 'priceDecimals', 'otherCurrency', 'otherTaxes', 'refused', 'taskFailed', 'putAside', 'deleted'));
CREATE INDEX "ItemSync_shop_direction_updatedAt_id_idx" ON "ItemSync"("shop", "direction", "updatedAt" DESC, "id" DESC);
CREATE INDEX "ItemSync_shop_direction_state_updatedAt_id_idx" ON "ItemSync"("shop", "direction", "state", "updatedAt" DESC, "id" DESC);
CREATE UNIQUE INDEX "ItemSync_shop_connectionId_direction_sourceId_key" ON "ItemSync"("shop", "connectionId", "direction", "sourceId");
CREATE INDEX "ItemSync_shop_direction_sku_idx" ON "ItemSync"("shop", "direction", "sku");
CREATE INDEX "ItemSync_shop_direction_askedAt_idx" ON "ItemSync"("shop", "direction", "askedAt");
-- The search looks for the beginning of a number of the ERP, a SKU, or a title.
CREATE INDEX "ItemSync_number_idx" ON "ItemSync"("shop", lower("number") text_pattern_ops);
CREATE INDEX "ItemSync_sku_idx" ON "ItemSync"("shop", lower("sku") text_pattern_ops);
CREATE INDEX "ItemSync_title_idx" ON "ItemSync"("shop", lower("title") text_pattern_ops);
-- What a person asked for and is not under way yet.
CREATE INDEX "ItemSync_wanted_idx" ON "ItemSync"("shop", "direction", "updatedAt", "id") WHERE "wanted" AND "state" = 'ready';

CREATE TABLE "ItemExchange" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID,
    "erpCursor" JSONB,
    "pulledAt" TIMESTAMPTZ(6),
    "checkingAt" TIMESTAMPTZ(6),
    "checkedAt" TIMESTAMPTZ(6),

    CONSTRAINT "ItemExchange_pkey" PRIMARY KEY ("shop")
);

-- Of one base unit, in kilograms.
ALTER TABLE "LedgerItem" ADD COLUMN "weight" DECIMAL(18,6);
