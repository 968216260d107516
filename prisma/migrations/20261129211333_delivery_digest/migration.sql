-- AlterTable
ALTER TABLE "WebhookDelivery" ADD COLUMN     "digest" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_shop_topic_digest_key" ON "WebhookDelivery"("shop", "topic", "digest");
