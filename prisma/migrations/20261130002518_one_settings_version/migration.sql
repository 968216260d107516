-- AlterTable
ALTER TABLE "ShopCard" DROP COLUMN "schemaVersion";
