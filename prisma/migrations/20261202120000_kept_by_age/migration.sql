-- Nobody looks for a settled record by its state but the list of all, which is read by time: what is open has an index of its own.
DROP INDEX "Task_shop_state_createdAt_id_idx";
CREATE INDEX "Task_open_idx" ON "Task"("shop", "state", "createdAt" DESC, "id" DESC) WHERE "state" <> 'done';
DROP INDEX "Task_shop_afterTaskId_idx";
CREATE INDEX "Task_afterTaskId_idx" ON "Task"("shop", "afterTaskId") WHERE "afterTaskId" IS NOT NULL AND "state" <> 'done';
DROP INDEX "PostedShipment_shop_state_postedAt_id_idx";
CREATE INDEX "PostedShipment_open_idx" ON "PostedShipment"("shop", "state", "postedAt" DESC, "id" DESC) WHERE "state" <> 'sent';
DROP INDEX "PostedInvoice_shop_state_postedAt_id_idx";
CREATE INDEX "PostedInvoice_open_idx" ON "PostedInvoice"("shop", "state", "postedAt" DESC, "id" DESC) WHERE "state" <> 'captured';

-- What is kept for a time is found by its age, of all shops.
CREATE INDEX "TaskAttempt_startedAt_idx" ON "TaskAttempt"("startedAt");
CREATE INDEX "ApiLog_at_idx" ON "ApiLog"("at");
CREATE INDEX "SkippedRecord_at_idx" ON "SkippedRecord"("at");
CREATE INDEX "WebhookDelivery_receivedAt_idx" ON "WebhookDelivery"("receivedAt") WHERE "digest" IS NULL;
CREATE INDEX "SyncRun_endedAt_idx" ON "SyncRun"("endedAt") WHERE "endedAt" IS NOT NULL;
CREATE INDEX "OrderVersion_createdAt_idx" ON "OrderVersion" USING BRIN ("createdAt");
CREATE INDEX "PostedShipment_event_idx" ON "PostedShipment"("createdAt") WHERE "state" = 'sent' AND "event" <> '{}';
CREATE INDEX "PostedInvoice_event_idx" ON "PostedInvoice"("createdAt") WHERE "state" = 'captured' AND "event" <> '{}';

-- When the card was last asked what of a shop's stock is due, and when it is to be asked again.
ALTER TABLE "StockSync" ADD COLUMN "lookedAt" TIMESTAMPTZ(6), ADD COLUMN "nextLookAt" TIMESTAMPTZ(6);
