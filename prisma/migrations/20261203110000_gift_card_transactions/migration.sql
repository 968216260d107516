-- Where the merchant allows it, what was used of a card is booked from Shopify's own transactions of the card.
ALTER TABLE "GiftCard" ADD COLUMN "told" TEXT;
ALTER TABLE "GiftCard" ADD CONSTRAINT "GiftCard_told_check" CHECK ("told" IN ('agrees', 'differs'));
CREATE INDEX "GiftCard_told_idx" ON "GiftCard" ("shop") WHERE "told" = 'differs';
ALTER TABLE "GiftCardReading" ADD COLUMN "transactionsWanted" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "GiftCardReading" ADD COLUMN "transactionsRefusedAt" TIMESTAMPTZ(6);
