-- When a task's personal data was erased: what would hand them over does not go again.
ALTER TABLE "Task" ADD COLUMN "erasedAt" TIMESTAMPTZ(6);
-- How far a request has been carried out, slice by slice.
ALTER TABLE "PrivacyRequest" ADD COLUMN "progress" JSONB;

-- Look-ups of an erasure.
CREATE INDEX "SkippedRecord_shop_orderId_idx" ON "SkippedRecord"("shop", "orderId");
CREATE INDEX "ApiLog_shop_orderId_idx" ON "ApiLog"("shop", "orderId");
CREATE INDEX "WebhookDelivery_shop_resourceId_idx" ON "WebhookDelivery"("shop", "resourceId");
CREATE INDEX "LedgerDocument_shop_shopifyOrderId_idx" ON "LedgerDocument"("shop", "shopifyOrderId");
CREATE INDEX "Order_shop_lower_email_idx" ON "Order"("shop", lower("email"));
CREATE INDEX "OrderVersion_shop_customer_idx" ON "OrderVersion"("shop", ("content" ->> 'customerId'));
