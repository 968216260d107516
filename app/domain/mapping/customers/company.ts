import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Lost } from "../decision.ts";
import { lost, why } from "../decision.ts";
import type { KnownCustomer } from "../facts.ts";
import { companyPath, mappingKey, mappingPath } from "../kinds.ts";
import { companyWay } from "./company-ways.ts";
import { blocked, byNumber, nobody, shown } from "./customer-decision.ts";
import type { Context, CustomerDecision } from "./customer-decision.ts";
import { create } from "./create.ts";
import { firstMatch } from "./match.ts";
import type { Match } from "./match.ts";
import type { CompanyWay } from "./strategy.ts";
import { companyCreationAllowed } from "./new-customer.ts";

type Company = NonNullable<OrderSnapshot["content"]["company"]>;

/**
 * A company's order (B2B): its location's own customers or the company's link (M-31), else whom the mapping type finds (M-33), else a
 * created one, else the default company (M-30, M-32), else a named problem.
 */
export function decideCompany(order: OrderSnapshot, context: Context): CustomerDecision {
  const { company } = order.content;
  if (!company) throw new Error("not a company's order");
  const { settings } = context;
  // M-30: with company import off nobody is looked for, as M-2 has it for customers.
  if (settings.companyImport === "none" && settings.defaultCompany !== "")
    return byDefault(company, context, "off", []);
  const linked = byLocation(company, context) ?? byLink(company, context);
  if (linked) return linked;
  if (settings.companyImport === "none") return missing(order, company, []);
  const asked = companyWay(order, settings);
  const { match, lost: tried } = asked.way
    ? firstMatch([asked.way], context.facts)
    : { match: null, lost: asked.lost };
  if (match) return matched(company, match);
  if (companyCreationAllowed(settings)) {
    const created = create(order, context, tried);
    if (created) return created;
  }
  return settings.defaultCompany === ""
    ? missing(order, company, tried)
    : byDefault(company, context, "default", tried);
}

/** M-31: the location's own sell-to and bill-to; without a bill-to, the sell-to for both. */
function byLocation(company: Company, context: Context): CustomerDecision | null {
  const key = mappingKey.companyLocation(company.locationId);
  const row = context.facts.mappings.companyLocation?.[key];
  if (!row) return null;
  const change = mappingPath("companyLocation", key);
  const of = (number: string) =>
    byNumber(context, number, {
      rule: "M-31",
      change,
      why: (at, customer, more) =>
        why(at, "company.locationRow", { ...customer, location: company.locationName }, more),
    });
  const sellTo = of(row.sellTo);
  const billTo = of(row.billTo ?? row.sellTo);
  return {
    ...nobody,
    sellTo: sellTo.sellTo,
    billTo: billTo.billTo,
    problems: [
      ...new Map([...sellTo.problems, ...billTo.problems].map((p) => [p.cause, p])).values(),
    ],
    why: [
      ...sellTo.why.filter(({ about }) => about === "sellTo"),
      ...billTo.why.filter(({ about }) => about === "billTo"),
    ],
  };
}

/** M-31: the customer that the location, or else the company, is linked to. */
function byLink(company: Company, { facts }: Context): CustomerDecision | null {
  for (const [link, text] of [
    [company.locationId, "company.location"],
    [company.id, "company.company"],
  ] as const) {
    const customer = facts.customerLinks[link];
    if (!customer) continue;
    return both(customer, (about) =>
      why(
        { about, rule: "M-31" },
        text,
        { ...shown(customer), company: company.name },
        { change: companyPath(link) },
      ),
    );
  }
  return null;
}

/** Found by the mapping type: kept as the company's link. */
function matched(
  company: Company,
  { customer, way, blocked: stops, lost: others }: Match<CompanyWay>,
) {
  if (stops) return blocked(customer);
  return {
    ...both(customer, (about) =>
      why(
        { about, rule: way.rule },
        `company.by.${way.by}`,
        { ...shown(customer), value: way.shown, company: company.name },
        { lost: others, change: companyPath(company.id) },
      ),
    ),
    found: [{ link: company.id, ...customer, foundBy: way.by }],
  };
}

const both = (
  customer: KnownCustomer,
  reason: (about: string) => CustomerDecision["why"][number],
): CustomerDecision => ({
  ...nobody,
  sellTo: customer,
  billTo: customer,
  why: [reason("sellTo"), reason("billTo")],
});

function byDefault(
  company: Company,
  context: Context,
  by: "off" | "default",
  tried: Lost[],
): CustomerDecision {
  return byNumber(context, context.settings.defaultCompany, {
    rule: by === "off" ? "M-30" : "M-32",
    change: settingPath("defaultCompany"),
    tried,
    why: (at, customer, more) =>
      why(
        at,
        by === "off" ? "company.importOff" : "company.default",
        { ...customer, company: company.name },
        more,
      ),
  });
}

function missing(order: OrderSnapshot, company: Company, tried: Lost[]): CustomerDecision {
  return {
    ...nobody,
    problems: [
      problem(
        "missing-company",
        { company: company.name, companyId: company.id, orderId: order.content.id },
        company.id,
        { setting: "defaultCompany" },
      ),
    ],
    why: [
      why(
        { about: "sellTo", rule: "M-32" },
        "company.missing",
        { company: company.name },
        {
          lost: [lost("company.noLink", {}), ...tried],
          change: companyPath(company.id),
        },
      ),
    ],
  };
}
