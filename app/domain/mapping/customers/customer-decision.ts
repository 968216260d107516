import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Lost } from "../decision.ts";
import type { Choices, KnownCustomer, MappingFacts } from "../facts.ts";
import { firstMatch } from "./match.ts";
import { numberWay } from "./strategy.ts";
import type { NewCustomer } from "./new-customer.ts";
import type { Explanation } from "../decision.ts";

/** Who buys and who pays, or why nobody does. */
export interface CustomerDecision {
  sellTo: KnownCustomer | null;
  billTo: KnownCustomer | null;
  newCustomer: NewCustomer | null;
  /** Matches to keep as links. */
  found: { link: string; ref: KnownCustomer["ref"]; name: string; foundBy: string }[];
  why: Explanation[];
  problems: ProblemValue[];
}

export interface Context {
  settings: Settings;
  facts: MappingFacts;
  choices: Choices;
}

export const nobody: CustomerDecision = {
  sellTo: null,
  billTo: null,
  newCustomer: null,
  found: [],
  why: [],
  problems: [],
};
export const shown = ({ ref, name }: KnownCustomer) => ({ number: ref.number ?? ref.id, name });

/** Why a number is used, and where it is changed. */
interface NumberUse {
  rule: string;
  change: string;
  tried?: Lost[];
  why: (
    at: Pick<Explanation, "about" | "rule">,
    customer: ReturnType<typeof shown>,
    more: Pick<Explanation, "lost" | "change">,
  ) => Explanation;
}

/** The customer with this number, for both sides. */
export function byNumber(
  { facts }: Context,
  number: string,
  { rule, change, tried = [], why }: NumberUse,
): CustomerDecision {
  const { match } = firstMatch([numberWay(number, rule)], facts);
  if (!match) return unknownNumber(number, change);
  if (match.blocked) return blocked(match.customer);
  const reason = (about: string): Explanation =>
    why({ about, rule }, shown(match.customer), { lost: tried, change });
  return {
    ...nobody,
    sellTo: match.customer,
    billTo: match.customer,
    why: [reason("sellTo"), reason("billTo")],
  };
}

export const unknownNumber = (number: string, path: string): CustomerDecision => ({
  ...nobody,
  problems: [
    problem(
      "unknown-number",
      { number, what: "problem.what.customer", path },
      `customer:${number}`,
    ),
  ],
});
export const blocked = (customer: KnownCustomer): CustomerDecision => ({
  ...nobody,
  problems: [problem("blocked-customer", shown(customer), customer.ref.id)],
});
