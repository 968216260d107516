import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ProbeIssue, ProbeStepKey } from "#app/erp/port/probe.ts";
import type { CompanyFacts } from "../company.server.ts";
import type { TrytonScope } from "../scope.server.ts";

/** What the steps find and later ones need. */
export interface ProbeFacts {
  version?: string;
  company?: CompanyFacts;
  /** How many warehouses goods may leave from. */
  warehouses?: number;
}

/**
 * What a step found: `ok` with what to show, or issues. `fatal` ends the test: without this step
 * nothing else can be tried.
 */
export interface Found {
  params?: Record<string, string>;
  issues?: ProbeIssue[];
  fatal?: ErpErrorDetail;
}

export interface Step {
  key: ProbeStepKey;
  take: (scope: TrytonScope, facts: ProbeFacts, options: CallOptions) => Promise<Found>;
}
