import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ProbeIssue, ProbeStepKey } from "#app/erp/port/probe.ts";
import type { CompanyFacts } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";

/** What the steps find and later ones need. */
export interface ProbeFacts {
  company?: CompanyFacts;
  /** The posted shipments' web service answers. */
  tracking?: boolean;
  /** The batch for payments is there. */
  payments?: boolean;
}

/** What a step found: `ok` with what to show, or issues. `fatal` ends the test. */
export interface Found {
  params?: Record<string, string>;
  issues?: ProbeIssue[];
  fatal?: ErpErrorDetail;
}

export interface Step {
  key: ProbeStepKey;
  take: (scope: BcScope, facts: ProbeFacts, options: CallOptions) => Promise<Found>;
}

export const known = ({ company }: ProbeFacts): CompanyFacts => {
  if (!company) throw new Error("the test of the company comes before this step");
  return company;
};
