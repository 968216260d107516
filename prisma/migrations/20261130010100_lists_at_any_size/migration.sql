-- What is open is a small part of a table that grows: lists of it read an index of their own.
CREATE INDEX "Order_unprocessed_idx" ON "Order"("shop", "orderCreatedAt" DESC, "orderId" DESC) WHERE "documentState" <> 'created';
CREATE INDEX "Order_open_idx" ON "Order"("shop", "orderCreatedAt" DESC, "orderId" DESC) WHERE NOT "closed" AND "cancelledAt" IS NULL;
CREATE INDEX "Problem_open_orderId_idx" ON "Problem"("shop", "orderId") WHERE "clearedAt" IS NULL;
CREATE INDEX "Task_cause_idx" ON "Task"("shop", ("problem" ->> 'cause'), "createdAt" DESC, "id" DESC) WHERE "problem" IS NOT NULL;

-- Newest first, whatever the state or kind.
CREATE INDEX "Task_shop_createdAt_id_idx" ON "Task"("shop", "createdAt" DESC, "id" DESC);
CREATE INDEX "SkippedRecord_shop_what_at_id_idx" ON "SkippedRecord"("shop", "what", "at" DESC, "id" DESC);
CREATE INDEX "LedgerDocument_shop_connectionId_createdAt_id_idx" ON "LedgerDocument"("shop", "connectionId", "createdAt" DESC, "id" DESC);
CREATE INDEX "LedgerDocument_shop_connectionId_state_createdAt_id_idx" ON "LedgerDocument"("shop", "connectionId", "state", "createdAt" DESC, "id" DESC);
CREATE INDEX "LedgerCustomer_blocked_idx" ON "LedgerCustomer"("shop", "connectionId", "number") WHERE "blocked";
CREATE INDEX "LedgerItem_blocked_idx" ON "LedgerItem"("shop", "connectionId", "number") WHERE "blocked";
CREATE INDEX "LedgerPostedShipment_undone_idx" ON "LedgerPostedShipment"("shop", "connectionId", "postedAt" DESC, "id" DESC) WHERE "reversedAt" IS NOT NULL;
CREATE INDEX "LedgerPostedInvoice_shop_connectionId_status_postedAt_id_idx" ON "LedgerPostedInvoice"("shop", "connectionId", "status", "postedAt" DESC, "id" DESC);

-- From its beginning and whatever the case, in any locale of the database.
CREATE INDEX "Order_shop_documentNumber_text_idx" ON "Order"("shop", lower("documentNumber") text_pattern_ops);
CREATE INDEX "OrderToImport_shop_name_text_idx" ON "OrderToImport"("shop", lower("name") text_pattern_ops);
-- The running number alone finds an order, whatever the shop puts around it.
CREATE INDEX "OrderToImport_shop_number_idx" ON "OrderToImport"("shop", (("listed" ->> 'number')::numeric));
-- A tracking number is given whole.
CREATE INDEX "PostedShipment_trackingNumbers_idx" ON "PostedShipment" USING GIN ("trackingNumbers");
CREATE INDEX "LedgerPostedShipment_trackingNumbers_idx" ON "LedgerPostedShipment" USING GIN ("trackingNumbers");

-- Calls are looked for by an order they name.
ALTER TABLE "ApiLog" ADD COLUMN "orderIds" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE "ApiLog" SET "orderIds" = ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(concat("orderId", ' ', "request"::text), '(gid://shopify/Order/\d+)', 'g') m);
CREATE INDEX "ApiLog_orderIds_idx" ON "ApiLog" USING GIN ("orderIds");

-- Other searches ignore the case, and the ledger's find a text anywhere. Without the extension (it is part of PostgreSQL's contrib modules) they are slower, no more.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "PostedShipment_text_idx" ON "PostedShipment" USING GIN ("number" gin_trgm_ops, "orderName" gin_trgm_ops);
  CREATE INDEX "PostedInvoice_text_idx" ON "PostedInvoice" USING GIN ("number" gin_trgm_ops, "orderName" gin_trgm_ops);
  CREATE INDEX "ApiLog_text_idx" ON "ApiLog" USING GIN ("operation" gin_trgm_ops, "orderId" gin_trgm_ops, "requestId" gin_trgm_ops);
  CREATE INDEX "SkippedRecord_text_idx" ON "SkippedRecord" USING GIN ("number" gin_trgm_ops);
  CREATE INDEX "LedgerDocument_text_idx" ON "LedgerDocument" USING GIN ("number" gin_trgm_ops, "shopifyOrderNumber" gin_trgm_ops, "sellToName" gin_trgm_ops, "externalDocumentNumber" gin_trgm_ops, "externalKey" gin_trgm_ops);
  CREATE INDEX "LedgerCustomer_text_idx" ON "LedgerCustomer" USING GIN ("number" gin_trgm_ops, "name" gin_trgm_ops, "name2" gin_trgm_ops, "email" gin_trgm_ops, "phone" gin_trgm_ops, "city" gin_trgm_ops);
  CREATE INDEX "LedgerItem_text_idx" ON "LedgerItem" USING GIN ("number" gin_trgm_ops, "description" gin_trgm_ops, "barcode" gin_trgm_ops, "vendorItemNumber" gin_trgm_ops);
  CREATE INDEX "LedgerPostedShipment_text_idx" ON "LedgerPostedShipment" USING GIN ("number" gin_trgm_ops);
  CREATE INDEX "LedgerPostedInvoice_text_idx" ON "LedgerPostedInvoice" USING GIN ("number" gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'searches go without an index: %', SQLERRM;
END $$;
