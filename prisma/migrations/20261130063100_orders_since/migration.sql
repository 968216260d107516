-- Since when the shop's orders are the app's: an installation that finds everything again goes on where the one before ended.
ALTER TABLE "Shop" ADD COLUMN "ordersSince" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "Shop" SET "ordersSince" = "installedAt";
