-- CreateIndex
CREATE INDEX "WebhookDelivery_shop_state_receivedAt_idx" ON "WebhookDelivery"("shop", "state", "receivedAt");
