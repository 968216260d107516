import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ProbeStepKey } from "#app/erp/port/probe.ts";
import type { Found } from "#app/erp/probe-steps.server.ts";
import type { CompanyFacts } from "../company.server.ts";
import type { TrytonScope } from "../scope.server.ts";

/** What the steps find and later ones need. */
export interface ProbeFacts {
  version?: string;
  company?: CompanyFacts;
  /** How many warehouses goods may leave from. */
  warehouses?: number;
}

export interface Step {
  key: ProbeStepKey;
  take: (scope: TrytonScope, facts: ProbeFacts, options: CallOptions) => Promise<Found>;
}
