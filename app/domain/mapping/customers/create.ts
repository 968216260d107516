import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Explanation, Lost } from "../decision.ts";
import { why } from "../decision.ts";
import type { KnownCustomer } from "../facts.ts";
import { nobody } from "./customer-decision.ts";
import type { Context, CustomerDecision } from "./customer-decision.ts";
import { newCustomer } from "./new-customer.ts";
import type { NewCustomer } from "./new-customer.ts";

/** Stands for the customer that is created first. */
const placeholder = (created: NewCustomer): KnownCustomer => ({
  ref: { kind: "customer", id: "new" },
  name: created.data.name,
});

/** A customer to create for the order, its company's or its buyer's; null without an address to create one from. */
export function create(
  order: OrderSnapshot,
  { settings, facts }: Context,
  tried: Lost[],
  template = "",
): CustomerDecision | null {
  const made = newCustomer(order, settings, facts, template);
  if (!made.ok) return made.error === "noAddress" ? null : { ...nobody, problems: [made.error] };
  const customer = placeholder(made.value);
  const isCompany = order.content.company !== null;
  const reason = (about: string): Explanation =>
    why(
      { about, rule: isCompany ? "M-32" : "M-4" },
      isCompany ? "company.created" : "customer.created",
      { name: customer.name },
      {
        lost: tried,
        change: settingPath(isCompany ? "autoCreateCompanies" : "autoCreateCustomers"),
      },
    );
  return {
    ...nobody,
    sellTo: customer,
    billTo: customer,
    newCustomer: made.value,
    why: [reason("sellTo"), reason("billTo")],
  };
}
