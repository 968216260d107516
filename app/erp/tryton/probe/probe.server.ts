import { ErpError, ProbeFailure } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Probe, ProbeIssue, ProbeStep } from "#app/erp/port/probe.ts";
import { TRYTON_CAPABILITIES } from "../capabilities.ts";
import type { TrytonScope } from "../scope.server.ts";
import { currenciesStep, fiscalYearStep, taxesStep } from "./accounting.server.ts";
import { issue } from "#app/erp/probe-issue.ts";
import { companyStep, loginStep } from "./login.server.ts";
import { modulesStep } from "./modules.server.ts";
import { permissionsStep } from "./permissions.server.ts";
import { addressStep, connectionStep, versionStep } from "./reach.server.ts";
import { setUpStep } from "./set-up.server.ts";
import type { Found, ProbeFacts, Step } from "./step.server.ts";

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
  const steps: ProbeStep[] = [];
  const issues: ProbeIssue[] = [];
  for (const [at, step] of STEPS.entries()) {
    const found = await take(step, scope, facts, options);
    const own = found.issues ?? [];
    issues.push(...own);
    steps.push({
      key: step.key,
      outcome: own.some(({ severity }) => severity === "error")
        ? "failed"
        : own.length > 0
          ? "warning"
          : "ok",
      ...(found.params ? { params: found.params } : {}),
    });
    if (found.fatal)
      throw new ProbeFailure(
        found.fatal,
        [...steps, ...STEPS.slice(at + 1).map(({ key }) => ({ key, outcome: "skipped" as const }))],
        issues,
      );
  }
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

/** What a step was not prepared for is said in Tryton's words; when the company cannot be read, nothing can. */
async function take(
  step: Step,
  scope: TrytonScope,
  facts: ProbeFacts,
  options: CallOptions,
): Promise<Found> {
  try {
    return await step.take(scope, facts, options);
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const issues = [issue("tryton-step-failed", "error", { why: error.detail.message })];
    const goesOn = error.detail.class === "permission" && facts.company !== undefined;
    return goesOn ? { issues } : { issues, fatal: error.detail };
  }
}
