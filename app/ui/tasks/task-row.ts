import type { tasksScreen } from "#app/domain/attention/views/task-list.server.ts";

/** A line of the list of tasks. */
export type TaskRow = Awaited<ReturnType<typeof tasksScreen>>["tasks"][number];
