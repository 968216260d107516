import { misconfigured, refusal } from "#app/erp/refusals.ts";
import { ErpError } from "#app/erp/errors.ts";
import { companyFacts, forgetCompany } from "../company.server.ts";
import { forgetRefusal } from "../rpc/session.server.ts";
import { issue } from "#app/erp/probe-issue.ts";
import type { ProbeIssue } from "#app/erp/port/probe.ts";
import type { Found } from "#app/erp/probe-steps.server.ts";
import type { Step } from "./step.server.ts";

/** Logs in anew when the password was refused before: a person tests because they changed something. */
export const loginStep: Step = {
  key: "login",
  take: async ({ tryton, settings: { endpoint } }, _facts, options) => {
    forgetRefusal(endpoint);
    try {
      await tryton.session(options);
      return { params: { user: endpoint.user, database: endpoint.database } };
    } catch (error) {
      if (!(error instanceof ErpError)) throw error;
      return refused(error, endpoint.database);
    }
  },
};

function refused({ detail }: ErpError, database: string): Found {
  const because = (found: ProbeIssue): Found => ({ issues: [found], fatal: detail });
  if (detail.class === "auth") return because(issue("tryton-login", "error"));
  if (detail.class === "rateLimited") return because(issue("tryton-login-wait", "error"));
  if (detail.class === "config") return because(issue("tryton-database", "error", { database }));
  return because(issue("tryton-login-failed", "error", { why: detail.message }));
}

/** The user's company, read anew, and its time zone. */
export const companyStep: Step = {
  key: "company",
  take: async (scope, facts, options) => {
    const { context } = await scope.tryton.session(options);
    if (typeof context.company !== "number")
      return {
        issues: [issue("tryton-company", "error")],
        fatal: misconfigured(
          refusal("tryton.userWithoutCompany"),
          refusal("trytonAction.giveCompany"),
        ).detail,
      };
    forgetCompany(scope);
    const company = await companyFacts(scope, options);
    facts.company = company;
    return {
      params: {
        company: company.name,
        currency: company.currency.code,
        timeZone: company.timeZone,
      },
      issues: company.timeZoneKnown ? [] : [issue("tryton-time-zone", "warning")],
    };
  },
};
