-- Taking a task reads what waits, not what is done. The time of the next attempt is part of the key, so that a task that waits for a later
-- one is passed over without reading its row.
CREATE INDEX "Task_planned_idx" ON "Task"("shop", "queue", "createdAt", "id", (COALESCE("nextAttemptAt", '-infinity'))) WHERE "state" = 'planned' AND "problemKind" IS DISTINCT FROM 'waits-for-task';
CREATE INDEX "Task_out_idx" ON "Task"("shop", "queue", "createdAt", "id") WHERE "state" IN ('sending', 'ambiguous');
-- For the look at what was left behind: few tasks of all shops are not at their end.
CREATE INDEX "Task_unsettled_idx" ON "Task"("createdAt") WHERE "state" IN ('planned', 'sending', 'ambiguous');
DROP INDEX "Task_shop_queue_state_createdAt_idx";
DROP INDEX "Task_state_updatedAt_idx";

-- A task's row changes at each step of its short life: room on its page, and dead rows cleared away before a table of many has a fifth of them.
ALTER TABLE "Task" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE "OrderToImport" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
