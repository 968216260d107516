-- AlterTable
ALTER TABLE "ThrottleBucket" ADD COLUMN     "pausedUntil" TIMESTAMPTZ(6),
ADD COLUMN     "refusals" INTEGER NOT NULL DEFAULT 0;
