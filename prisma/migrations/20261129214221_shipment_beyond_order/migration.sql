-- AlterTable
ALTER TABLE "PostedShipment" ADD COLUMN     "beyond" JSONB NOT NULL DEFAULT '[]';
