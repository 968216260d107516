import { why } from "#app/domain/mapping/decision.ts";
import type { OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { EffectiveLine } from "./effective-order.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";
import type { LineId } from "#app/lib/ids.ts";

const DONE = new Set(["FULFILLED", "FULFILLMENT_NOT_REQUIRED"]);

type Shipped = Pick<OrderState, "fulfillmentStatus" | "fulfillments">;

/** Why nothing is left to ship, or null while something is. */
function nothingLeft(
  state: Shipped,
  lines: readonly EffectiveLine[],
): "fulfilled" | "notRequired" | "nothingToShip" | null {
  if (DONE.has(state.fulfillmentStatus))
    return state.fulfillmentStatus === "FULFILLED" ? "fulfilled" : "notRequired";
  const toShip = lines.filter(({ line }) => line.requiresShipping);
  if (toShip.length === 0) return "nothingToShip";
  // What an exchange sends out keeps the order open in Shopify, and is not on the document.
  const shipped = shippedUnits(state);
  return toShip.every(({ line, quantity }) => (shipped.get(line.id) ?? 0) >= quantity)
    ? "fulfilled"
    : null;
}

function shippedUnits({ fulfillments }: Shipped): Map<LineId, number> {
  const units = new Map<LineId, number>();
  for (const { lineId, quantity } of fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines))
    units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  return units;
}

/** D-1: an invoice when nothing is left to ship and the shop card wants it so; else an order. */
export function decideDocumentType(
  state: Shipped,
  lines: readonly EffectiveLine[],
  settings: Pick<Settings, "fulfilledAsInvoice">,
): { kind: "salesOrder" | "salesInvoice"; why: Explanation } {
  const change = settingPath("fulfilledAsInvoice");
  const reason = nothingLeft(state, lines);
  if (reason === null)
    return {
      kind: "salesOrder",
      why: why({ about: "documentType", rule: "D-1" }, "documentType.toShip", {}, { change }),
    };
  if (!settings.fulfilledAsInvoice)
    return {
      kind: "salesOrder",
      why: why({ about: "documentType", rule: "D-1" }, "documentType.settingOff", {}, { change }),
    };
  return {
    kind: "salesInvoice",
    why: why({ about: "documentType", rule: "D-1" }, `documentType.${reason}`, {}, { change }),
  };
}
