import { ErpError } from "#app/erp/errors.ts";
import { companyFacts, forgetCompany } from "../company.server.ts";
import { forgetRefusal } from "../rpc/session.server.ts";
import { issue } from "./issues.ts";
import type { IssueCode } from "./issues.ts";
import type { Found, Step } from "./step.server.ts";

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
  const because = (code: IssueCode, params: Record<string, string> = {}): Found => ({
    issues: [issue(code, "error", params)],
    fatal: detail,
  });
  if (detail.class === "auth") return because("tryton-login");
  if (detail.class === "rateLimited") return because("tryton-login-wait");
  if (detail.class === "config") return because("tryton-database", { database });
  return because("tryton-login-failed", { why: detail.message });
}

/** The user's company, read anew, and its time zone. */
export const companyStep: Step = {
  key: "company",
  take: async (scope, facts, options) => {
    const { context } = await scope.tryton.session(options);
    if (typeof context.company !== "number")
      return {
        issues: [issue("tryton-company", "error")],
        fatal: {
          class: "config",
          message: "The user that the app logs in with belongs to no company in Tryton.",
          action: "Give the user a company in Tryton.",
        },
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
