import { z } from "zod";
import { defineJob } from "#app/db/job.ts";
import { ConnectionId } from "#app/lib/ids.ts";

/** Asks a connection's ERP to tell the app of changes, or to go on doing so. */
export const ASK_FOR_NOTICES = defineJob({
  name: "askForNotices",
  payload: z.object({ shop: z.string().min(1), connectionId: ConnectionId }),
  queue: ({ connectionId }) => `askForNotices:${connectionId}`,
  key: ({ connectionId }) => `askForNotices:${connectionId}`,
});

/**
 * Asks for that where it is due.
 * @public reached through the area's list of jobs, by the cron
 */
export const NOTICES_DUE = defineJob({
  name: "noticesDue",
  payload: z.object({}),
  schedule: "everyMinute",
});
