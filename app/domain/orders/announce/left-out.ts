import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { SettingKey, Settings } from "#app/domain/shop-card/settings.ts";

/** What a card says of orders that are not to come in. */
export interface ImportRules {
  skips: readonly SkippedSort[];
  /** Takes orders that Shopify archived by itself. */
  takesSelfArchived: boolean;
}

/** The cause by which an order of each sort is left out. */
export const SKIPPED_BY = {
  cancelled: "cancelled-not-imported",
  test: "test-not-imported",
  highRisk: "high-risk-not-imported",
} as const;
export type SkippedSort = keyof typeof SKIPPED_BY;

/** A shop without a card, or an order that no card claims: nothing is skipped. */
export const NO_RULES: ImportRules = { skips: [], takesSelfArchived: true };

export const importRules = (settings: Settings): ImportRules => ({
  skips: [
    ...(settings.cancelledOrders === "skip" ? (["cancelled"] as const) : []),
    ...(settings.testOrders === "skip" ? (["test"] as const) : []),
    ...(settings.highRiskOrders === "skip" ? (["highRisk"] as const) : []),
  ],
  takesSelfArchived: settings.importSelfArchived,
});

/** The first of the card's rules by which this order is not imported. */
export function skippedBy(
  { skips }: ImportRules,
  order: Record<SkippedSort, boolean>,
): ProblemValue | null {
  const sort = skips.find((name) => order[name]);
  return sort ? problem(SKIPPED_BY[sort], {}) : null;
}

/** Paid in full at some time, and nothing left to fulfill: what Shopify archives by itself a second later, unless the store says no. */
const isComplete = ({ financialStatus, fulfillmentStatus }: ListedOrder): boolean =>
  fulfillmentStatus === "FULFILLED" &&
  ["PAID", "PARTIALLY_REFUNDED", "REFUNDED"].includes(financialStatus ?? "");

/** As Shopify's times are: an order placed in the same second as the app was installed was placed since. */
export const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1_000) * 1_000);

export type ArchivedReason = "setting" | "before" | "byHand" | "filter";

/**
 * I-7: whether an archived order that is not known is left alone, and why. One that Shopify archived by itself, such as a sale at the
 * counter, is a sale like any other. A person's archiving, and what was sold before the app came, is the merchant's own.
 */
export function archivedBecause(
  order: ListedOrder,
  {
    rules,
    claimed,
    installedAt,
  }: { rules: ImportRules; claimed: boolean; installedAt: Date | null },
): ArchivedReason | null {
  // A cancelled order also reads as closed, and is taken.
  if (!order.closed || order.cancelledAt !== null) return null;
  if (!isComplete(order)) return "byHand";
  if (installedAt === null || Date.parse(order.createdAt) < wholeSecond(installedAt).getTime())
    return "before";
  if (!rules.takesSelfArchived) return "setting";
  return claimed ? null : "filter";
}

export const archivedProblem = (reason: ArchivedReason): ProblemValue =>
  problem("archived", { reason: `problem.archivedReason.${reason}` }, reason);

/** The setting that leaves an order out, by the cause that its record has. */
export const LEFT_OUT_BY: ReadonlyMap<string, SettingKey> = new Map([
  [SKIPPED_BY.cancelled, "cancelledOrders"],
  [SKIPPED_BY.test, "testOrders"],
  [SKIPPED_BY.highRisk, "highRiskOrders"],
  [archivedProblem("setting").cause, "importSelfArchived"],
]);
