-- AlterTable
ALTER TABLE "ErpConnection" ADD COLUMN     "refusals" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "waitUntil" TIMESTAMPTZ(6);
