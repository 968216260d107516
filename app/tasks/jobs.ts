import { z } from "zod";
import { defineJob } from "#app/db/job.ts";
import { TASKS_KEY } from "./queue-name.ts";

/** Drains one queue of tasks. */
export const RUN_TASKS = defineJob({
  name: "runTasks",
  payload: z.object({ shop: z.string().min(1), queue: z.string().min(1) }),
  queue: ({ queue }) => queue,
  key: ({ queue }) => `${TASKS_KEY}${queue}`,
});

/** Wakes queues whose due work no job knows of, so that nothing rests on a job having survived. */
export const SWEEP_TASKS = defineJob({
  name: "sweepTasks",
  payload: z.object({}),
  schedule: "everyMinute",
});
