import { RUN } from "#app/domain/runs/states.ts";
import { DELIVERY } from "#app/shopify/webhook-states.ts";

/** The logs of the app, and the results each can be narrowed to. */
export const LOG_RESULTS = {
  webhooks: DELIVERY.states,
  api: ["ok", "error"],
  runs: RUN.states,
} as const;

export type LogName = keyof typeof LOG_RESULTS;
export const LOGS = Object.keys(LOG_RESULTS) as LogName[];

/** Days each log is kept; the nightly clean-up removes what is older. */
export const KEPT_DAYS: Record<LogName, number> = { webhooks: 30, api: 30, runs: 90 };
