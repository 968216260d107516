import { ErpError } from "#app/erp/errors.ts";
import { misconfigured, refusal } from "#app/erp/refusals.ts";
import { issue } from "#app/erp/probe-issue.ts";
import type { ProbeIssue } from "#app/erp/port/probe.ts";
import { companyOf, forgetCompany } from "../company.server.ts";
import { anything } from "../wire/shapes.ts";
import { forgetToken } from "../wire/token.server.ts";
import type { Found, Step } from "./step.server.ts";

const ended = (found: ProbeIssue, { detail }: ErpError): Found => ({
  issues: [found],
  fatal: detail,
});

async function orIssue(
  work: () => Promise<Found>,
  issueOf: (error: ErpError) => ProbeIssue,
): Promise<Found> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ErpError) return ended(issueOf(error), error);
    throw error;
  }
}

/** A token of its own, asked for anew: a person tests because they changed something. Then what the API of this version has. */
export const tokenStep: Step = {
  key: "token",
  take: ({ api, settings: { endpoint } }, _facts, options) =>
    orIssue(
      async () => {
        await forgetToken(endpoint);
        await api.page({ path: "companies", pageSize: 1 }, anything, options);
        return { params: { tenant: endpoint.tenant } };
      },
      ({ detail }) => {
        if (detail.text?.code === "bc.notEntered") return issue("bc-not-entered", "error");
        const why = { why: detail.message };
        return detail.class === "auth" || detail.text?.code === "bc.noTenant"
          ? issue("bc-login", "error", why)
          : issue("bc-not-there", "error", why);
      },
    ),
};

/** The product's version is told nowhere; what the app needs of it is. */
const NEEDED: [what: string, pattern: RegExp][] = [
  ["salesShipments", /EntitySet Name="salesShipments"/],
  [
    "salesOrderLines.locationId",
    /<EntityType Name="salesOrderLines?"[\s\S]*?Property Name="locationId"/,
  ],
];

export const versionStep: Step = {
  key: "version",
  take: ({ api }, _facts, options) =>
    orIssue(
      async () => {
        const metadata = await api.metadata(options);
        const missing = NEEDED.filter(([, pattern]) => !pattern.test(metadata)).map(
          ([what]) => what,
        );
        if (missing.length === 0) return { params: { version: "API 2.0" } };
        const names = missing.join(", ");
        const old = misconfigured(
          refusal("bc.noFeature", { said: names }),
          refusal("bcAction.checkAddress"),
        );
        return ended(issue("bc-old", "error", { missing: names }), old);
      },
      ({ detail }) => issue("bc-not-there", "error", { why: detail.message }),
    ),
};

export const companyStep: Step = {
  key: "company",
  take: (scope, facts, options) =>
    orIssue(
      async () => {
        forgetCompany(scope);
        const company = await companyOf(scope, options);
        facts.company = company;
        const { timeZone } = scope.settings;
        return { params: { company: company.name, currency: company.currency, timeZone } };
      },
      ({ detail }) => issue("bc-company", "error", { why: detail.message }),
    ),
};
