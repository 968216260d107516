-- A card that is off claims no new order.
ALTER TABLE "ShopCard" ADD COLUMN "enabled" BOOLEAN NOT NULL DEFAULT true;

-- The history of a card holds its title, connection and state too.
ALTER TABLE "ShopCardVersion" ADD COLUMN "title" TEXT, ADD COLUMN "connectionId" UUID, ADD COLUMN "enabled" BOOLEAN;

-- Which card claims an order, and why those before it do not.
ALTER TABLE "OrderToImport" ADD COLUMN "claim" JSONB;
ALTER TABLE "Order" ADD COLUMN "claim" JSONB;

-- A schedule is of one card, or of all; any number of a kind.
ALTER TABLE "Schedule" ADD COLUMN "cardId" UUID;
DROP INDEX "Schedule_shop_kind_key";
CREATE INDEX "Schedule_shop_kind_idx" ON "Schedule"("shop", "kind");

-- Orders of a card are listed, and whether anything belongs to it is asked before it is deleted.
CREATE INDEX "Order_shop_cardId_orderCreatedAt_orderId_idx" ON "Order"("shop", "cardId", "orderCreatedAt" DESC, "orderId" DESC);
CREATE INDEX "OrderToImport_shop_cardId_idx" ON "OrderToImport"("shop", "cardId");
CREATE INDEX "SalesDocument_shop_cardId_idx" ON "SalesDocument"("shop", "cardId");
