import { ErpError, ProbeFailure } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Probe, ProbeIssue, ProbeStep } from "#app/erp/port/probe.ts";
import { issue } from "#app/erp/probe-issue.ts";
import { BC_CAPABILITIES } from "../capabilities.ts";
import type { BcScope } from "../scope.server.ts";
import { currenciesStep, periodsStep, taxesStep } from "./books.server.ts";
import { companyStep, tokenStep, versionStep } from "./reach.server.ts";
import { permissionsStep } from "./rights.server.ts";
import { setUpStep } from "./set-up.server.ts";
import type { Found, ProbeFacts, Step } from "./step.server.ts";
import { known } from "./step.server.ts";

/** In the order they are taken; each needs the ones before it. */
const STEPS: readonly Step[] = [
  tokenStep,
  versionStep,
  companyStep,
  permissionsStep,
  periodsStep,
  taxesStep,
  currenciesStep,
  setUpStep,
];

/** Tests a connection step by step. What keeps the app out altogether is a ProbeFailure, with the steps and what to do. */
export async function probe(scope: BcScope, options: CallOptions): Promise<Probe> {
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
  const { name, currency } = known(facts);
  return {
    erp: "Business Central",
    version: "API 2.0",
    company: name,
    currency,
    timeZone: scope.settings.timeZone,
    capabilities: {
      ...BC_CAPABILITIES,
      shipmentTracking: facts.tracking === true,
      paymentRegistration: facts.payments === true,
      paymentOnAccount: facts.payments === true,
    },
    issues,
    steps,
  };
}

async function take(
  step: Step,
  scope: BcScope,
  facts: ProbeFacts,
  options: CallOptions,
): Promise<Found> {
  try {
    return await step.take(scope, facts, options);
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const issues = [issue("bc-step-failed", "error", { why: error.detail.message })];
    return error.detail.class === "permission" && facts.company
      ? { issues }
      : { issues, fatal: error.detail };
  }
}
