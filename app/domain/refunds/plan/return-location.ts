import type { Decision, Explanation } from "#app/domain/mapping/decision.ts";
import { why } from "#app/domain/mapping/decision.ts";
import { mappingKey, mappingPath } from "#app/domain/mapping/kinds.ts";
import type { OrderRefund, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { CreditMemoInput } from "./credit-memo-input.ts";
import type { RefundedLine, RefundLine } from "./refund-parts.ts";
import type { LineId } from "#app/lib/ids.ts";

export interface ReturnPlace {
  id: string | null;
  name: string;
}

/** Where a return put the units of a line; several places are possible. */
function placesOf(lineId: LineId, refund: OrderRefund, { returns }: OrderState): ReturnPlace[] {
  const lines = returns
    .filter(({ id }) => id === refund.returnId)
    .flatMap(({ reverseOrders }) => reverseOrders.flatMap((order) => order.lines))
    .filter((line) => line.lineId === lineId);
  const places = lines
    .flatMap(({ dispositions }) => dispositions)
    .filter(({ type }) => type === "RESTOCKED")
    .map(({ locationId, locationName }) => ({ id: locationId, name: locationName ?? "" }));
  return [...new Map(places.map((place) => [place.id ?? place.name, place])).values()];
}

/** R-34, REF-3: the refund's own location, else its return's, when all of it came back to one place. */
export function returnPlaces(
  { lineId, locationId, returnLocationId }: RefundLine,
  refund: OrderRefund,
  state: OrderState,
): ReturnPlace[] {
  const places = placesOf(lineId, refund, state);
  const named = locationId ?? returnLocationId;
  if (named === null) return places;
  const names = [
    ...places,
    ...state.returns.flatMap(({ reverseOrders }) =>
      reverseOrders.flatMap(({ lines }) =>
        lines.flatMap(({ dispositions }) =>
          dispositions.map((one) => ({ id: one.locationId, name: one.locationName ?? "" })),
        ),
      ),
    ),
    ...state.fulfillmentOrders.map((one) => ({ id: one.locationId, name: one.locationName })),
  ];
  return [{ id: named, name: names.find(({ id }) => id === named)?.name || named }];
}

/** Where goods that came back are booked in: by the priority of the shop card. */
export function decideReturnLocation(
  { key, refunded }: RefundedLine,
  { refund, snapshot, settings, facts, capabilities }: CreditMemoInput,
): Decision<string> {
  const about = `location:${key}`;
  const fallback = settings.defaultReturnLocation;
  const of = { about, rule: "R-34" };
  const byDefault = (first: Explanation | null, place = ""): Decision<string> => {
    const change = settingPath("defaultReturnLocation");
    const last =
      fallback === ""
        ? why(of, "returnLocation.blank", {}, { change })
        : why(of, "returnLocation.default", { code: fallback }, { change });
    const lacks = fallback === "" && capabilities.locationMandatory;
    return {
      value: fallback === "" ? null : fallback,
      why: first ? [first, last] : [last],
      problems: lacks
        ? [
            problem("unmapped-location", { location: place || "–", locationId: "" }, "return", {
              lineId: refunded.lineId,
              setting: "defaultReturnLocation",
            }),
          ]
        : [],
    };
  };
  if (settings.returnLocationPriority !== "originalThenDefault") return byDefault(null);
  const [place, ...others] = returnPlaces(refunded, refund, snapshot.state);
  const change = settingPath("returnLocationPriority");
  if (!place) return byDefault(why(of, "returnLocation.unknown", {}, { change }));
  if (others.length > 0) return byDefault(why(of, "returnLocation.several", {}, { change }));
  const mapped = mappingKey.location(place.id, place.name);
  const code = facts.mappings.location?.[mapped]?.code;
  const path = mappingPath("location", mapped);
  if (!code)
    return byDefault(
      why(of, "returnLocation.unmapped", { location: place.name }, { change: path }),
      place.name,
    );
  return {
    value: code,
    why: [why(of, "returnLocation.original", { location: place.name, code }, { change: path })],
    problems: [],
  };
}
