import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import { why } from "../decision.ts";
import { customerPath } from "../kinds.ts";
import { byNumber } from "./customer-decision.ts";
import type { Context, CustomerDecision } from "./customer-decision.ts";

/**
 * A company's order (B2B): the customer linked to its location, else to the company (M-31), else the default company (M-30, M-32), else a named problem.
 */
export function decideCompany(order: OrderSnapshot, context: Context): CustomerDecision {
  const { company } = order.content;
  if (!company) throw new Error("not a company's order");
  const { settings, facts } = context;
  // M-30: with company import off nobody is looked for, as M-2 has it for customers.
  const off = settings.companyImport === "none" && settings.defaultCompany !== "";
  for (const [link, text] of off
    ? []
    : ([
        [company.locationId, "company.location"],
        [company.id, "company.company"],
      ] as const)) {
    const customer = facts.customerLinks[link];
    if (!customer) continue;
    const params = {
      number: customer.ref.number ?? customer.ref.id,
      name: customer.name,
      company: company.name,
    };
    const reasons = ["sellTo", "billTo"].map((about) =>
      why({ about, rule: "M-31" }, text, params, { change: customerPath(link) }),
    );
    return {
      sellTo: customer,
      billTo: customer,
      newCustomer: null,
      found: [],
      problems: [],
      why: reasons,
    };
  }
  if (settings.defaultCompany !== "")
    return byNumber(context, settings.defaultCompany, {
      rule: off ? "M-30" : "M-32",
      change: settingPath("defaultCompany"),
      why: (at, customer, more) =>
        why(
          at,
          off ? "company.importOff" : "company.default",
          { ...customer, company: company.name },
          more,
        ),
    });
  return {
    sellTo: null,
    billTo: null,
    newCustomer: null,
    found: [],
    problems: [
      problem("missing-company", { company: company.name, orderId: order.content.id }, company.id, {
        setting: "defaultCompany",
      }),
    ],
    why: [
      why(
        { about: "sellTo", rule: "M-32" },
        "company.missing",
        { company: company.name },
        { change: settingPath("defaultCompany") },
      ),
    ],
  };
}
