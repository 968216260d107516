import type { OrderContent } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decision } from "../decision.ts";
import { why } from "../decision.ts";
import type { Choices, MappingFacts } from "../facts.ts";
import { mappingKey, mappingPath } from "../kinds.ts";

/** M-61: payment terms by Shopify's type and name; unmapped is left to the ERP. */
export function decidePaymentTerms(
  { paymentTerms }: Pick<OrderContent, "paymentTerms">,
  facts: MappingFacts,
  choices: Choices,
): Decision<string> {
  const about = "paymentTerms";
  if (choices.paymentTerms)
    return {
      value: choices.paymentTerms,
      why: [why({ about, rule: "M-61" }, "paymentTerms.chosen", { code: choices.paymentTerms })],
      problems: [],
    };
  if (!paymentTerms) return { value: null, why: [], problems: [] };
  const key = mappingKey.paymentTerms(paymentTerms.type, paymentTerms.name);
  const code = facts.mappings.paymentTerms?.[key]?.code;
  const change = mappingPath("paymentTerms", key);
  if (!code)
    return {
      value: null,
      why: [
        why(
          { about, rule: "M-61" },
          "paymentTerms.unmapped",
          { name: paymentTerms.name },
          { change },
        ),
      ],
      problems: [],
    };
  return {
    value: code,
    why: [
      why(
        { about, rule: "M-61" },
        "paymentTerms.mapped",
        { name: paymentTerms.name, code },
        { change },
      ),
    ],
    problems: [],
  };
}
