import type { PolicyName } from "#app/domain/mapping/facts.ts";
import {
  isHeldByMarketplace,
  marketplaceFacts,
  marketplaceOf,
} from "#app/domain/marketplace/marketplace.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { SettingKey, Settings } from "#app/domain/shop-card/settings.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";

const isHighRisk = ({ risk }: Pick<OrderSnapshot["content"], "risk">): boolean =>
  risk.assessments.some(({ level }) => level === "HIGH"); // I-9

const policies: readonly {
  name: PolicyName;
  setting: SettingKey;
  kind: "cancelled-order" | "test-order" | "high-risk-order" | "held-marketplace";
  applies: (order: OrderSnapshot) => boolean;
}[] = [
  {
    name: "cancelled",
    setting: "cancelledOrders",
    kind: "cancelled-order",
    applies: ({ state }) => state.cancelledAt !== null,
  },
  {
    name: "test",
    setting: "testOrders",
    kind: "test-order",
    applies: ({ content }) => content.test,
  },
  {
    name: "highRisk",
    setting: "highRiskOrders",
    kind: "high-risk-order",
    applies: ({ content }) => isHighRisk(content),
  },
  {
    name: "heldMarketplace",
    setting: "heldMarketplaceOrders",
    kind: "held-marketplace",
    applies: (order) => isHeldByMarketplace(marketplaceFacts(order)),
  },
];

/** What the shop card's policies say of this order: a problem for each that stops it, unless a person released the order. */
export function applyPolicies(
  order: OrderSnapshot,
  settings: Settings,
  released: readonly PolicyName[] = [],
): { problems: ProblemValue[]; why: Explanation[] } {
  const found = policies.filter(({ applies }) => applies(order));
  const stopping = found.filter(
    ({ name, setting }) => settings[setting] !== "document" && !released.includes(name),
  );
  return {
    problems: stopping.map(({ kind, setting }) =>
      problem(
        kind,
        { orderId: order.content.id, channel: marketplaceOf(marketplaceFacts(order))?.name ?? "" },
        "",
        { setting },
      ),
    ),
    why: found.map((policy) =>
      why(
        `policy:${policy.name}`,
        "DOC-8",
        stopping.includes(policy)
          ? "policy.stops"
          : released.includes(policy.name)
            ? "policy.released"
            : "policy.allows",
        { policy: `settings.${policy.setting}.label` },
        { change: settingPath(policy.setting) },
      ),
    ),
  };
}
