import { why } from "#app/domain/mapping/decision.ts";
import type { OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { EffectiveLine } from "./effective-order.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";

const DONE = new Set(["FULFILLED", "FULFILLMENT_NOT_REQUIRED"]);

/** Why nothing is left to ship, or null while something is. */
function nothingLeft(
  state: Pick<OrderState, "fulfillmentStatus">,
  lines: readonly EffectiveLine[],
): "fulfilled" | "notRequired" | "nothingToShip" | null {
  if (DONE.has(state.fulfillmentStatus))
    return state.fulfillmentStatus === "FULFILLED" ? "fulfilled" : "notRequired";
  return lines.every(({ line }) => !line.requiresShipping) ? "nothingToShip" : null;
}

/** D-1: an invoice when nothing is left to ship and the shop card wants it so; else an order. */
export function decideDocumentType(
  state: Pick<OrderState, "fulfillmentStatus">,
  lines: readonly EffectiveLine[],
  settings: Pick<Settings, "fulfilledAsInvoice">,
): { kind: "salesOrder" | "salesInvoice"; why: Explanation } {
  const change = settingPath("fulfilledAsInvoice");
  const reason = nothingLeft(state, lines);
  if (reason === null)
    return {
      kind: "salesOrder",
      why: why("documentType", "D-1", "documentType.toShip", {}, { change }),
    };
  if (!settings.fulfilledAsInvoice)
    return {
      kind: "salesOrder",
      why: why("documentType", "D-1", "documentType.settingOff", {}, { change }),
    };
  return {
    kind: "salesInvoice",
    why: why("documentType", "D-1", `documentType.${reason}`, {}, { change }),
  };
}
