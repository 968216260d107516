-- Gift cards, what changed the money that is owed to their holders, and how far they were read.
CREATE TABLE "GiftCard" (
    "shop" TEXT NOT NULL,
    "giftCardId" TEXT NOT NULL,
    "lastCharacters" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "initial" DECIMAL(24,6),
    "balance" DECIMAL(24,6),
    "issuedAt" TIMESTAMPTZ(6) NOT NULL,
    "expiresOn" DATE,
    "deactivatedAt" TIMESTAMPTZ(6),
    "orderId" TEXT,
    "lineId" TEXT,
    "staleAt" TIMESTAMPTZ(6),
    "erased" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "GiftCard_pkey" PRIMARY KEY ("shop","giftCardId")
);
ALTER TABLE "GiftCard" ADD CONSTRAINT "GiftCard_state_check" CHECK ("state" IN ('active', 'usedUp', 'expired', 'disabled', 'unknown'));
ALTER TABLE "GiftCard" ADD CONSTRAINT "GiftCard_source_check" CHECK ("source" IN ('shopify', 'file', 'order'));
CREATE INDEX "GiftCard_shop_issuedAt_giftCardId_idx" ON "GiftCard"("shop", "issuedAt" DESC, "giftCardId" DESC);
CREATE INDEX "GiftCard_shop_state_issuedAt_giftCardId_idx" ON "GiftCard"("shop", "state", "issuedAt" DESC, "giftCardId" DESC);
CREATE INDEX "GiftCard_shop_lastCharacters_idx" ON "GiftCard"("shop", "lastCharacters");
CREATE INDEX "GiftCard_shop_orderId_idx" ON "GiftCard"("shop", "orderId");
CREATE INDEX "GiftCard_shop_lineId_idx" ON "GiftCard"("shop", "lineId");
-- Few at any time: those used since they were read.
CREATE INDEX "GiftCard_stale_idx" ON "GiftCard"("shop", "giftCardId") WHERE "staleAt" IS NOT NULL;

CREATE TABLE "GiftCardEntry" (
    "shop" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" DECIMAL(24,6) NOT NULL,
    "giftCardId" TEXT,
    "orderId" TEXT,

    CONSTRAINT "GiftCardEntry_pkey" PRIMARY KEY ("shop","key")
);
ALTER TABLE "GiftCardEntry" ADD CONSTRAINT "GiftCardEntry_kind_check" CHECK ("kind" IN ('issued', 'imported', 'redeemed', 'restored', 'refunded', 'ended'));
CREATE INDEX "GiftCardEntry_shop_giftCardId_at_idx" ON "GiftCardEntry"("shop", "giftCardId", "at" DESC);
CREATE INDEX "GiftCardEntry_shop_orderId_idx" ON "GiftCardEntry"("shop", "orderId");
CREATE INDEX "GiftCardEntry_shop_at_idx" ON "GiftCardEntry"("shop", "at");

CREATE TABLE "GiftCardReading" (
    "shop" TEXT NOT NULL,
    "wanted" BOOLEAN NOT NULL DEFAULT false,
    "bookedAt" TIMESTAMPTZ(6),
    "cursor" TEXT,
    "readAt" TIMESTAMPTZ(6),
    "refusedAt" TIMESTAMPTZ(6),

    CONSTRAINT "GiftCardReading_pkey" PRIMARY KEY ("shop")
);
