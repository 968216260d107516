import type { OrderDifference, VersionParts } from "./diff.ts";
import { diffVersions } from "./diff.ts";
import type { OrderState } from "../snapshot/snapshot.ts";

/**
 * What makes a processed order a conflict (I-50, I-53, I-41): commercial differences between the version its document was made from and the
 * current one, or a cancellation that leaves a line without refund. Empty when nothing bears on the document.
 */
export function conflictOf(
  processed: VersionParts,
  current: VersionParts,
  state: Pick<OrderState, "cancelledAt" | "refunds">,
  wasCancelled: boolean,
): OrderDifference[] {
  const differences = diffVersions(processed, current).filter(({ commercial }) => commercial);
  if (state.cancelledAt === null || wasCancelled) return differences;
  const refunded = new Set(
    state.refunds.flatMap((refund) => refund.lines.map((line) => line.lineId)),
  );
  const unrefunded = current.content.lines.some((line) => !refunded.has(line.id));
  return unrefunded
    ? [...differences, { text: "diff.cancelled", params: {}, commercial: true }]
    : differences;
}
