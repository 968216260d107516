-- A run's result is shown until it is read. Results of before are history.
ALTER TABLE "SyncRun" ADD COLUMN "readAt" TIMESTAMPTZ(6);
UPDATE "SyncRun" SET "readAt" = "endedAt" WHERE "endedAt" IS NOT NULL;
-- Documents that a person has created for many orders at once.
ALTER TABLE "SyncRun" DROP CONSTRAINT "SyncRun_kind_check";
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_kind_check" CHECK ("kind" IN ('syncOrders', 'importOrders', 'shipments', 'invoices', 'createDocuments'));
