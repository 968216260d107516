import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Probe } from "#app/erp/port/probe.ts";
import { issue } from "#app/erp/probe-issue.ts";
import { takeSteps } from "#app/erp/probe-steps.server.ts";
import { BC_CAPABILITIES } from "../capabilities.ts";
import type { BcScope } from "../scope.server.ts";
import { currenciesStep, periodsStep, taxesStep } from "./books.server.ts";
import { companyStep, tokenStep, versionStep } from "./reach.server.ts";
import { permissionsStep } from "./rights.server.ts";
import { setUpStep } from "./set-up.server.ts";
import type { ProbeFacts, Step } from "./step.server.ts";
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
  const { steps, issues } = await takeSteps(
    STEPS.map(({ key, take }) => ({ key, take: () => take(scope, facts, options) })),
    ({ message }) => issue("bc-step-failed", "error", { why: message }),
    () => facts.company !== undefined,
  );
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
