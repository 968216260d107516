/** Subject of a problem that one task is about, so that skipping the task ends it. */
export const taskSubject = (taskId: string): string => `task:${taskId}`;
