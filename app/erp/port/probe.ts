import type { Capabilities } from "../capabilities.ts";

export interface Probe {
  erp: string;
  version: string;
  company: string;
  currency: string;
  timeZone: string;
  capabilities: Capabilities;
  issues: ProbeIssue[];
  /** What was tried, in this order. */
  steps: ProbeStep[];
}

/**
 * Something to fix. Screens say it in the person's language where they have a text for the code,
 * else as `message` and `action`.
 */
export interface ProbeIssue {
  code: string;
  severity: "error" | "warning";
  message: string;
  action: string;
  params?: Record<string, string>;
}

export type ProbeStepKey =
  | "address"
  | "connection"
  | "version"
  | "login"
  | "token"
  | "company"
  | "modules"
  | "permissions"
  | "fiscalYear"
  | "taxes"
  | "currencies"
  | "setUp";

/** One step of a connection's test. `skipped`: not tried, since one before it failed. */
export interface ProbeStep {
  key: ProbeStepKey;
  outcome: "ok" | "warning" | "failed" | "skipped";
  /** What was found, for the step's text. */
  params?: Record<string, string>;
}
