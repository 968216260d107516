import type { TaskId } from "#app/lib/ids.ts";
/** Subject of a problem that one task is about, so that skipping the task ends it. */
export const taskSubject = (taskId: TaskId): string => `task:${taskId}`;
