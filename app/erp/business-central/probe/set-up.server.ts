import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ProbeIssue } from "#app/erp/port/probe.ts";
import { issue } from "#app/erp/probe-issue.ts";
import { checkAccount } from "../drafts/resolve.server.ts";
import { journalOf, waitingLines } from "../payments/journal.server.ts";
import { shippingAgents } from "../shipping-agents.server.ts";
import type { BcScope } from "../scope.server.ts";
import { publishedRows } from "../web-service.server.ts";
import { anything } from "../wire/shapes.ts";
import type { ProbeFacts, Step } from "./step.server.ts";
import { known } from "./step.server.ts";

/** What documents will need besides: somebody to sell to, something to sell, and the optional settings. */
export const setUpStep: Step = {
  key: "setUp",
  take: async (scope, facts, options) => {
    const issues = [
      ...(await recordIssues(scope, facts, options)),
      ...(await roundingIssues(scope, options)),
      ...(await paymentIssues(scope, facts, options)),
      ...(await trackingIssues(scope, facts, options)),
      ...(await agentIssues(scope, options)),
    ];
    return issues.length > 0 ? { issues } : {};
  },
};

async function recordIssues(
  scope: BcScope,
  facts: ProbeFacts,
  options: CallOptions,
): Promise<ProbeIssue[]> {
  const { path } = known(facts);
  const none = async (set: string): Promise<boolean> =>
    (await scope.api.page({ path: `${path}/${set}`, pageSize: 1 }, anything, options)).rows
      .length === 0;
  return [
    ...((await none("customers")) ? [issue("bc-no-customer", "warning")] : []),
    ...((await none("items")) ? [issue("bc-no-item", "warning")] : []),
  ];
}

/** What failed, as an issue; anything but a refusal is no finding. */
async function whyNot(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof ErpError) return error.detail.message;
    throw error;
  }
}

async function roundingIssues(scope: BcScope, options: CallOptions): Promise<ProbeIssue[]> {
  const { roundingAccount } = scope.settings;
  if (roundingAccount === undefined) return [issue("bc-rounding-none", "warning")];
  const why = await whyNot(() => checkAccount(scope, roundingAccount, "roundingAccount", options));
  return why === undefined ? [] : [issue("bc-rounding-account", "error", { why })];
}

/** Who registers payments by hand needs no batch. */
async function paymentIssues(
  scope: BcScope,
  facts: ProbeFacts,
  options: CallOptions,
): Promise<ProbeIssue[]> {
  const { paymentJournal } = scope.settings;
  if (paymentJournal === undefined) return [];
  const why = await whyNot(async () =>
    waitingLines(scope, await journalOf(scope, paymentJournal, options), options),
  );
  facts.payments = why === undefined;
  return why === undefined ? [] : [issue("bc-payment-journal", "error", { why })];
}

async function trackingIssues(
  scope: BcScope,
  facts: ProbeFacts,
  options: CallOptions,
): Promise<ProbeIssue[]> {
  const { shipmentService } = scope.settings;
  if (shipmentService === undefined) return [issue("bc-tracking-none", "warning")];
  const none = { service: shipmentService, filter: "No eq ''" };
  const why = await whyNot(() => publishedRows(scope, none, anything, options));
  facts.tracking = why === undefined;
  return why === undefined ? [] : [issue("bc-tracking", "warning", { why })];
}

/** Without the list, agents are known from the shipments that name them. */
async function agentIssues(scope: BcScope, options: CallOptions): Promise<ProbeIssue[]> {
  const why = await whyNot(() => shippingAgents(scope, options));
  return why === undefined ? [] : [issue("bc-agents", "warning", { why })];
}
