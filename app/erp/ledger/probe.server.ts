import { db } from "#app/db/client.server.ts";
import type { Probe, ProbeIssue } from "#app/erp/port/probe.ts";
import { issue } from "#app/erp/probe-issue.ts";
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
      issues: [issue("no-company", "error")],
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
  const issues: ProbeIssue[] = [
    ...(postable ? [] : [issue("no-account", "error")]),
    ...(missingSeries.length === 0
      ? []
      : [issue("no-number-series", "error", { series: missingSeries.join(", ") })]),
    ...(has("country") ? [] : [issue("no-country", "error")]),
    ...(has("location")
      ? []
      : [issue("no-location", company.locationMandatory ? "error" : "warning")]),
    ...(has("paymentTerms") ? [] : [issue("no-payment-terms", "warning")]),
    ...(items === null ? [issue("no-item", "warning")] : []),
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
