/** The logs of the app, and the results each can be narrowed to. */
export const LOG_RESULTS = {
  webhooks: ["stored", "done", "ignored", "failed"],
  api: ["ok", "error"],
  runs: ["running", "paused", "cancelled", "listed", "done", "failed"],
} as const;

export type LogName = keyof typeof LOG_RESULTS;
export const LOGS = Object.keys(LOG_RESULTS) as LogName[];

/** Days each log is kept; the nightly clean-up removes what is older. */
export const KEPT_DAYS: Record<LogName, number> = { webhooks: 30, api: 30, runs: 90 };
