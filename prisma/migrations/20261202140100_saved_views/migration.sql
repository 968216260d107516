-- How somebody looks at a list, under a name, for all of the shop.
CREATE TABLE "SavedView" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "savedBy" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("shop", "id")
);
CREATE UNIQUE INDEX "SavedView_shop_list_name_key" ON "SavedView"("shop", "list", "name");
ALTER TABLE "SavedView" ADD CONSTRAINT "SavedView_list_check" CHECK ("list" IN ('orders'));
