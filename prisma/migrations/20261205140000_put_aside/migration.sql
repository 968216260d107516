-- A stock call or a customer's task that was put aside says so.
ALTER TABLE "StockLevel" DROP CONSTRAINT "StockLevel_reason_check";
ALTER TABLE "StockLevel" ADD CONSTRAINT "StockLevel_reason_check" CHECK ("reason" IN ('notDecided', 'equal', 'differs', 'activate', 'sending', 'untracked', 'notStocked', 'noItem', 'blockedItem', 'sharedItem', 'sharedLocation', 'erpSilent', 'noUnit', 'notANumber', 'tooMany', 'refused', 'taskFailed', 'putAside'));
ALTER TABLE "CustomerSync" DROP CONSTRAINT "CustomerSync_reason_check";
ALTER TABLE "CustomerSync" ADD CONSTRAINT "CustomerSync_reason_check" CHECK ("reason" IN ('defaultCustomer', 'noUpdates', 'notImported', 'noCreation', 'noName', 'noTemplate', 'emailTaken', 'phoneTaken', 'emailInvalid', 'phoneInvalid', 'otherStore', 'addressIncomplete', 'noContact', 'isBlocked', 'shared', 'refused', 'taskFailed', 'putAside', 'erased', 'deleted', 'merged'));
-- What was put aside before waits for nothing any more.
UPDATE "StockLevel" s SET state = 'left', reason = 'putAside', "taskId" = NULL FROM "Task" t
WHERE t.shop = s.shop AND t.id = s."taskId" AND t.state = 'skipped';
UPDATE "CustomerSync" c SET state = 'failed', reason = 'putAside', detail = '' FROM "Task" t
WHERE t.shop = c.shop AND t.id = c."taskId" AND t.state = 'skipped' AND c.state IN ('sending', 'failed');
