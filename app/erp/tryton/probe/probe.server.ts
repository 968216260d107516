import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Probe } from "#app/erp/port/probe.ts";
import { TRYTON_CAPABILITIES } from "../capabilities.ts";
import type { TrytonScope } from "../scope.server.ts";
import { currenciesStep, fiscalYearStep, taxesStep } from "./accounting.server.ts";
import { issue } from "#app/erp/probe-issue.ts";
import { takeSteps } from "#app/erp/probe-steps.server.ts";
import { companyStep, loginStep } from "./login.server.ts";
import { modulesStep } from "./modules.server.ts";
import { permissionsStep } from "./permissions.server.ts";
import { addressStep, connectionStep, versionStep } from "./reach.server.ts";
import { setUpStep } from "./set-up.server.ts";
import type { ProbeFacts, Step } from "./step.server.ts";

/** In the order they are taken; each needs the ones before it. */
const STEPS: readonly Step[] = [
  addressStep,
  connectionStep,
  versionStep,
  loginStep,
  modulesStep,
  companyStep,
  permissionsStep,
  fiscalYearStep,
  taxesStep,
  currenciesStep,
  setUpStep,
];

/**
 * Tests a connection step by step. What is missing in Tryton is an issue; what keeps the app out
 * altogether is a ProbeFailure, which
 * carries the steps and the issue with what to do.
 */
export async function probe(scope: TrytonScope, options: CallOptions): Promise<Probe> {
  const facts: ProbeFacts = {};
  const { steps, issues } = await takeSteps(
    STEPS.map(({ key, take }) => ({ key, take: () => take(scope, facts, options) })),
    ({ message }) => issue("tryton-step-failed", "error", { why: message }),
    () => facts.company !== undefined,
  );
  const { company, version = "", warehouses = 0 } = facts;
  if (!company) throw new Error("the test of the company left nothing behind");
  // Tryton takes its only warehouse by itself, but does not choose between several; the connection may.
  const capabilities = {
    ...TRYTON_CAPABILITIES,
    locationMandatory: warehouses > 1 && scope.settings.warehouse === undefined,
  };
  return {
    erp: "Tryton",
    version,
    company: company.name,
    currency: company.currency.code,
    timeZone: company.timeZone,
    capabilities,
    issues,
    steps,
  };
}
