import type { PolicyName } from "#app/domain/mapping/facts.ts";
import {
  channelName,
  isHeldByMarketplace,
  marketplaceFacts,
} from "#app/domain/marketplace/marketplace.ts";
import { why } from "#app/domain/mapping/decision.ts";
import { refundsToCredit } from "#app/domain/orders/snapshot/refunds.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { SettingKey, Settings } from "#app/domain/shop-card/settings.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";

const isHighRisk = ({ risk }: Pick<OrderSnapshot["content"], "risk">): boolean =>
  risk.assessments.some(({ level }) => level === "HIGH"); // I-9

interface Policy {
  name: PolicyName;
  /** What the card says of such orders; without one, only a person lets them go on. */
  setting?: SettingKey;
  kind:
    "cancelled-order" | "test-order" | "high-risk-order" | "held-marketplace" | "refunded-order";
  applies: (
    order: OrderSnapshot,
    settings: Pick<Settings, "channelCaptures" | "returnProcess">,
  ) => boolean;
}

const policies: readonly Policy[] = [
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
    applies: (order, { channelCaptures }) =>
      isHeldByMarketplace(marketplaceFacts(order), channelCaptures),
  },
  {
    // A document has what was ordered; what was given back needs a credit memo beside it.
    name: "refunded",
    kind: "refunded-order",
    applies: (order, { returnProcess }) =>
      returnProcess === "none" && refundsToCredit(order).length > 0,
  },
];

const refunded = (order: OrderSnapshot): Decimal =>
  decimal.add("0", ...refundsToCredit(order).map(({ total }) => total.shop.amount));

/** What the shop card's policies say of this order: a problem for each that stops it, unless a person released the order. */
export function applyPolicies(
  order: OrderSnapshot,
  settings: Settings,
  released: readonly PolicyName[] = [],
): { problems: ProblemValue[]; why: Explanation[] } {
  const found = policies.filter(({ applies }) => applies(order, settings));
  const held = found.filter(
    ({ name, setting }) =>
      (setting === undefined || settings[setting] !== "document") && !released.includes(name),
  );
  // What a cancellation gave back belongs to it: one word is enough until a person lets the cancelled order go on.
  const cancelled = held.some(({ name }) => name === "cancelled");
  const stopping = held.filter(({ name }) => name !== "refunded" || !cancelled);
  return {
    problems: stopping.map(({ kind, setting }) =>
      problem(
        kind,
        {
          orderId: order.content.id,
          channel: channelName(marketplaceFacts(order)),
          amount: refunded(order),
          currency: order.content.currency,
        },
        "",
        setting === undefined ? undefined : { setting },
      ),
    ),
    why: found.map((policy) =>
      why(
        { about: `policy:${policy.name}`, rule: "DOC-8" },
        held.includes(policy)
          ? "policy.stops"
          : released.includes(policy.name)
            ? "policy.released"
            : "policy.allows",
        {
          policy:
            policy.setting === undefined
              ? `problem.${policy.kind}.title`
              : `settings.${policy.setting}.label`,
        },
        policy.setting === undefined ? {} : { change: settingPath(policy.setting) },
      ),
    ),
  };
}
