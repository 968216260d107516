-- A schedule is the shop's, never one card's: which card an order goes to is decided by the cards' own filters. Should a shop have two of a kind, the one for all cards stays.
DELETE FROM "Schedule" s USING "Schedule" k
WHERE s."shop" = k."shop" AND s."kind" = k."kind" AND s."id" <> k."id"
  AND ((s."cardId" IS NOT NULL AND k."cardId" IS NULL) OR ((s."cardId" IS NULL) = (k."cardId" IS NULL) AND k."id" < s."id"));
DROP INDEX "Schedule_shop_cardId_kind_key";
ALTER TABLE "Schedule" DROP COLUMN "cardId", ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX "Schedule_shop_kind_key" ON "Schedule"("shop", "kind");
