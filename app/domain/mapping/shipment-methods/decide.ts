import type { OrderContent, OrderShippingLine } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decision } from "../decision.ts";
import { lost, why } from "../decision.ts";
import type { Choices, MappingFacts } from "../facts.ts";
import type { MappingValue } from "../kinds.ts";
import { mappingKey, mappingPath } from "../kinds.ts";

export interface ShipmentMethod {
  code?: string;
  agent?: string;
  agentService?: string;
}

/** Shipping lines that still stand. */
export const keptShipping = (content: Pick<OrderContent, "shippingLines">): OrderShippingLine[] =>
  content.shippingLines.filter(({ removed }) => !removed);

export const shipmentMapping = (
  title: string,
  facts: MappingFacts,
): MappingValue<"shipmentMethod"> | null =>
  facts.mappings.shipmentMethod?.[mappingKey.shipmentMethod(title)] ?? null;

/** M-50: method, agent and service by the exact title of the first shipping line; each only where nobody chose one. */
export function decideShipmentMethod(
  content: Pick<OrderContent, "shippingLines">,
  facts: MappingFacts,
  choices: Choices,
): Decision<ShipmentMethod> {
  const [first, ...others] = keptShipping(content);
  const row = first ? shipmentMapping(first.title, facts) : null;
  const value: ShipmentMethod = {};
  const code = choices.shipmentMethod ?? row?.code;
  const agent = choices.shippingAgent ?? row?.agent;
  const agentService = choices.shippingAgentService ?? row?.agentService;
  if (code) value.code = code;
  if (agent) value.agent = agent;
  if (agentService) value.agentService = agentService;
  const about = "shipmentMethod";
  if (choices.shipmentMethod)
    return {
      value,
      why: [
        why({ about, rule: "M-50" }, "shipmentMethod.chosen", { code: choices.shipmentMethod }),
      ],
      problems: [],
    };
  if (!first) return { value, why: [], problems: [] };
  const change = mappingPath("shipmentMethod", mappingKey.shipmentMethod(first.title));
  const passed = others.map(({ title }) => lost("shipmentMethod.notFirst", { title }));
  const reason = row?.code
    ? why(
        { about, rule: "M-50" },
        "shipmentMethod.mapped",
        { title: first.title, code: row.code },
        { lost: passed, change },
      )
    : why(
        { about, rule: "M-50" },
        "shipmentMethod.unmapped",
        { title: first.title },
        { lost: passed, change },
      );
  return { value, why: [reason], problems: [] };
}
