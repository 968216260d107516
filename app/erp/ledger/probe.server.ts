import { db } from "#app/db/client.server.ts";
import type { Probe, ProbeIssue } from "#app/erp/port/probe.ts";
import { LEDGER_CAPABILITIES } from "./capabilities.ts";
import { SERIES } from "./number-series.ts";
import { detailsOf } from "./reference-kinds.ts";
import type { Scope } from "./scope.ts";

const VERSION = "1";

/** What the books are and what they lack. */
export async function probe(scope: Scope): Promise<Probe> {
  const [company, series, counts, accounts, items] = await Promise.all([
    db.ledgerCompany.findUnique({ where: { shop_connectionId: scope } }),
    db.ledgerNumberSeries.findMany({ where: scope, select: { code: true } }),
    db.ledgerReference.groupBy({ by: ["kind"], where: { ...scope, blocked: false }, _count: true }),
    db.ledgerReference.findMany({
      where: { ...scope, kind: "account", blocked: false },
      select: { details: true },
    }),
    db.ledgerItem.findFirst({ where: scope, select: { id: true } }),
  ]);
  const capabilities = {
    ...LEDGER_CAPABILITIES,
    locationMandatory: company?.locationMandatory ?? false,
  };
  if (!company) {
    return {
      erp: "Built-in ledger",
      version: VERSION,
      company: "",
      currency: "",
      timeZone: "UTC",
      capabilities,
      issues: [
        issue(
          "no-company",
          "error",
          "This connection has no books yet, so no document can be made.",
          "Set up the ledger on the ERP connection's page.",
        ),
      ],
      steps: [
        { key: "company", outcome: "failed" },
        { key: "setUp", outcome: "skipped" },
      ],
    };
  }
  const has = (kind: string): boolean => counts.some((row) => row.kind === kind);
  const missingSeries = SERIES.filter((code) => !series.some((row) => row.code === code));
  const postable = accounts.some((row) => {
    const details = detailsOf("account", row.details);
    return details.type === "posting" && details.directPosting;
  });
  const issues = [
    ...(postable
      ? []
      : [
          issue(
            "no-account",
            "error",
            "The ledger has no G/L account that can be posted to, so shipping, tips and gift cards cannot be booked.",
            "Add posting accounts in the ledger's set-up.",
          ),
        ]),
    ...(missingSeries.length === 0
      ? []
      : [
          issue(
            "no-number-series",
            "error",
            `The ledger has no number series for ${missingSeries.join(", ")}, so these cannot be numbered.`,
            "Add them in the ledger's set-up.",
            { series: missingSeries.join(", ") },
          ),
        ]),
    ...(has("country")
      ? []
      : [
          issue(
            "no-country",
            "error",
            "The ledger knows no country, so no address can be booked.",
            "Add the countries you sell to in the ledger's set-up.",
          ),
        ]),
    ...(has("location")
      ? []
      : [
          issue(
            "no-location",
            company.locationMandatory ? "error" : "warning",
            "The ledger has no location, so stock is kept nowhere.",
            "Add a location in the ledger's set-up.",
          ),
        ]),
    ...(has("paymentTerms")
      ? []
      : [
          issue(
            "no-payment-terms",
            "warning",
            "The ledger has no payment terms, so documents have no due date.",
            "Add payment terms in the ledger's set-up.",
          ),
        ]),
    ...(items
      ? []
      : [
          issue(
            "no-item",
            "warning",
            "The ledger has no item, so no order line can be mapped yet.",
            "Add items, or let the app create them.",
          ),
        ]),
  ];
  const worst = issues.some(({ severity }) => severity === "error")
    ? "failed"
    : issues.length > 0
      ? "warning"
      : "ok";
  return {
    erp: "Built-in ledger",
    version: VERSION,
    company: company.name,
    currency: company.currency,
    timeZone: company.timeZone,
    capabilities,
    issues,
    steps: [
      {
        key: "company",
        outcome: "ok",
        params: { company: company.name, currency: company.currency, timeZone: company.timeZone },
      },
      { key: "setUp", outcome: worst },
    ],
  };
}

const issue = (
  code: string,
  severity: "error" | "warning",
  message: string,
  action: string,
  params?: Record<string, string>,
): ProbeIssue => ({ code, severity, message, action, ...(params ? { params } : {}) });
