import { problem, problemInfo } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { numericId } from "#app/shopify/gid.ts";
import type { Division, Wait } from "./divide-order.ts";
import { divideOrder } from "./divide-order.ts";
import type { DocumentShare, OrderShare } from "#app/domain/orders/snapshot/order-share.ts";
import { planDocument } from "./plan-document.ts";
import type { PlanInput } from "./plan-input.ts";
import type { DocumentPlan } from "./plan.ts";

/** How an order that has documents is divided: as it was when the first was planned; or it is not. */
export type DividedAs = { shares: OrderShare[] } | "whole";

/** A document of a divided order beside its first one. */
export interface PlannedShare {
  share: DocumentShare;
  plan: DocumentPlan;
  /** It is made once its fulfillment order is let go. */
  waits: ProblemValue | null;
}

export interface PlannedShares {
  plan: DocumentPlan;
  others: PlannedShare[];
}

/** Another document of the order has its name for a number: this one's ends in its fulfillment order's id. */
export const numberSuffixOf = (fulfillmentOrderId: string): string =>
  `-${numericId(fulfillmentOrderId)}`;

export const FULFILLMENT_ORDER_WAITS = "fulfillment-order-waits";

export const waitsFor = (
  { fulfillmentOrderId, locationName }: OrderShare,
  { details }: Wait,
  orderId: OrderId,
): ProblemValue =>
  problem(
    FULFILLMENT_ORDER_WAITS,
    { id: numericId(fulfillmentOrderId), location: locationName, details, orderId },
    fulfillmentOrderId,
  );

/**
 * Plans an order's document, and where the card wants one per fulfillment order all of them (DOC-7): what keeps one of them from being made, unless
 * it only waits, keeps them all, so that an order is never made by halves. An order that has documents stays divided as it was, or whole.
 */
export function planShares(input: PlanInput, divided: DividedAs | null): PlannedShares {
  if (input.share || divided === "whole") return { plan: planDocument(input), others: [] };
  if (divided) {
    const { plan, others } = planEach(input, divided.shares, new Map());
    return { plan, others };
  }
  if (input.settings.documents !== "perFulfillmentOrder")
    return { plan: planDocument(input), others: [] };
  const division = divideOrder(input.snapshot);
  const { shares, waits } = division;
  if (shares.length === 0) return { plan: planDocument(input), others: [] };
  const { plan, others } = planEach(input, shares, waits);
  const problems = [
    ...unclear(division, input),
    ...(shares.every(({ fulfillmentOrderId }) => waits.has(fulfillmentOrderId))
      ? waitingOnes(shares, division, input)
      : []),
    ...others.filter((one) => one.waits === null).flatMap((one) => one.plan.problems),
  ];
  const known = new Set(plan.problems.map(keyOf));
  const more = problems.filter((one) => !known.has(keyOf(one)));
  const stops = more.some(({ kind }) => problemInfo(kind)?.severity !== "warns");
  return {
    plan: {
      ...plan,
      document: stops ? null : plan.document,
      problems: [...plan.problems, ...more],
    },
    others,
  };
}

const keyOf = ({ cause, where }: ProblemValue): string => `${cause}\n${where?.lineId ?? ""}`;

function planEach(input: PlanInput, shares: OrderShare[], waits: Division["waits"]): PlannedShares {
  const [first, ...others] = shares;
  if (!first) return { plan: planDocument(input), others: [] };
  const shareOf = ({ fulfillmentOrderId }: OrderShare): DocumentShare => ({
    fulfillmentOrderId,
    shares,
  });
  return {
    plan: planDocument({ ...input, share: shareOf(first) }),
    others: others.map((one) => {
      const wait = waits.get(one.fulfillmentOrderId);
      const share = shareOf(one);
      return {
        share,
        plan: planDocument({
          ...input,
          share,
          numberSuffix: numberSuffixOf(one.fulfillmentOrderId),
        }),
        waits: wait ? waitsFor(one, wait, input.snapshot.content.id) : null,
      };
    }),
  };
}

const unclear = (division: Division, { snapshot }: PlanInput): ProblemValue[] =>
  division.unclear.length === 0
    ? []
    : [
        problem("fulfillment-orders-unclear", {
          lines: division.unclear.join(", "),
          orderId: snapshot.content.id,
        }),
      ];

const waitingOnes = (
  shares: readonly OrderShare[],
  { waits }: Division,
  { snapshot }: PlanInput,
): ProblemValue[] =>
  shares.flatMap((share) => {
    const wait = waits.get(share.fulfillmentOrderId);
    return wait ? [waitsFor(share, wait, snapshot.content.id)] : [];
  });
