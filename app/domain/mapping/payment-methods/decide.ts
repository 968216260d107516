import type { OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decision } from "../decision.ts";
import { lost, why } from "../decision.ts";
import type { Choices, MappingFacts } from "../facts.ts";
import { mappingKey, mappingPath } from "../kinds.ts";

const PAYING = new Set(["SALE", "CAPTURE", "AUTHORIZATION"]);

/** Gateways of the payments that succeeded (M-60), each once. */
export const payingGateways = ({ transactions }: Pick<OrderState, "transactions">): string[] =>
  gatewaysOf(transactions.filter(({ kind }) => PAYING.has(kind)));

/** Gateways that money went back by. */
export const refundingGateways = ({ transactions }: Pick<OrderState, "transactions">): string[] =>
  gatewaysOf(transactions.filter(({ kind }) => kind === "REFUND"));

/** Gateways of transactions that succeeded, each once. */
export const gatewaysOf = (
  transactions: readonly { status: string; gateway: string | null }[],
): string[] => [
  ...new Set(
    transactions.filter(({ status }) => status === "SUCCESS").map(({ gateway }) => gateway ?? ""),
  ),
];

/** M-60: the one payment method that all payments map to; none or several (unmapped counts as one): left blank. */
export function decidePaymentMethod(
  state: Pick<OrderState, "transactions">,
  facts: MappingFacts,
  choices: Choices,
): Decision<string> {
  const about = "paymentMethod";
  if (choices.paymentMethod)
    return {
      value: choices.paymentMethod,
      why: [why({ about, rule: "M-60" }, "paymentMethod.chosen", { code: choices.paymentMethod })],
      problems: [],
    };
  return methodOfGateways(payingGateways(state), facts);
}

/** The one method that all of these gateways map to (M-60). */
export function methodOfGateways(
  gateways: readonly string[],
  facts: MappingFacts,
): Decision<string> {
  const about = "paymentMethod";
  const codes = new Set(
    gateways.map(
      (gateway) => facts.mappings.paymentMethod?.[mappingKey.paymentMethod(gateway)]?.code ?? "",
    ),
  );
  const [code = ""] = codes;
  if (gateways.length === 0) return { value: null, why: [], problems: [] };
  const change = mappingPath("paymentMethod", mappingKey.paymentMethod(gateways[0] ?? ""));
  if (codes.size > 1)
    return {
      value: null,
      why: [
        why(
          { about, rule: "M-60" },
          "paymentMethod.several",
          {},
          { lost: gateways.map((gateway) => lost("paymentMethod.one", { gateway })), change },
        ),
      ],
      problems: [],
    };
  if (code === "")
    return {
      value: null,
      why: [
        why(
          { about, rule: "M-60" },
          "paymentMethod.unmapped",
          { gateway: gateways[0] ?? "" },
          { change },
        ),
      ],
      problems: [],
    };
  return {
    value: code,
    why: [
      why(
        { about, rule: "M-60" },
        "paymentMethod.mapped",
        { gateway: gateways[0] ?? "", code },
        { change },
      ),
    ],
    problems: [],
  };
}
