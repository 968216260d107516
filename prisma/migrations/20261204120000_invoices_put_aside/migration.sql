-- An invoice whose task somebody put aside.
ALTER TABLE "ExportedInvoice" DROP CONSTRAINT "ExportedInvoice_reason_check";
ALTER TABLE "ExportedInvoice" ADD CONSTRAINT "ExportedInvoice_reason_check" CHECK ("reason" IN ('noCustomer', 'defaultCustomer', 'templateCustomer', 'noLines', 'quantity', 'noNumber', 'currency', 'negativeAmount', 'openAmount', 'unproved', 'refused', 'erp', 'taskFailed', 'otherTotal', 'putAside'));
-- Those that were put aside before stand as being sent.
UPDATE "ExportedInvoice" e SET state = 'failed', reason = 'putAside', detail = coalesce(t."skippedReason", '')
FROM "Task" t WHERE t.shop = e.shop AND t.id = e."taskId" AND t.state = 'skipped' AND e.state = 'sending';
