import type { LineId } from "#app/lib/ids.ts";

/** A quantity of a Shopify order line, by the line's gid; in whole pieces wherever it is about to be sent. */
export interface LineQuantity {
  lineId: LineId;
  quantity: number;
}

/** A shipped order line, as the ERP posted it. `description` is what a person calls it. */
export interface ShippedLine extends LineQuantity {
  description?: string | undefined;
}

/** A fulfillment order as just read (Admin API `FulfillmentOrder`). */
export interface FulfillmentOrderNow {
  id: string;
  status: string;
  requestStatus: string;
  fulfillAt: string | null;
  locationId: string | null;
  locationName: string;
  /** Name of the fulfillment service that the location belongs to. */
  service: string | null;
  /** DeliveryMethodType: NONE for goods that do not ship. */
  method: string | null;
  actions: readonly string[];
  /** Why it is held, in Shopify's words. */
  holds: readonly string[];
  lines: readonly { id: string; lineId: LineId; remaining: number }[];
}

/** What one call of `fulfillmentCreate` gets: one location, one delivery method, at most 250 lines (F-14). */
export interface FulfillmentRequest {
  locationId: string;
  entries: {
    fulfillmentOrderId: string;
    lines: { id: string; lineId: LineId; quantity: number }[];
  }[];
}

export interface FulfillmentPlan {
  requests: FulfillmentRequest[];
  /** Not open now, but will be: a hold to be released, a date to come. */
  waiting: { kind: "held" | "scheduled"; details: string; lines: LineQuantity[] }[];
  thirdParty: { service: string; lines: LineQuantity[] }[];
  /** More was shipped than remains. */
  surplus: LineQuantity[];
}

const MOST_LINES = 250;
/** A request to a fulfillment service that has not come back: the goods are the service's. */
const WITH_SERVICE = new Set([
  "SUBMITTED",
  "ACCEPTED",
  "CANCELLATION_REQUESTED",
  "CANCELLATION_REJECTED",
]);
const ENDED = new Set(["CLOSED", "CANCELLED"]);

type Availability =
  | { kind: "open" }
  | { kind: "held" | "scheduled"; details: string }
  | { kind: "thirdParty"; service: string }
  | { kind: "ended" };

/** What may be done with a fulfillment order now. Open is what lists CREATE_FULFILLMENT, whatever its status says (Admin API facts); F-13 for services. */
function availabilityOf(order: FulfillmentOrderNow): Availability {
  if (ENDED.has(order.status)) return { kind: "ended" };
  if (order.service !== null || WITH_SERVICE.has(order.requestStatus))
    return { kind: "thirdParty", service: order.service ?? order.locationName };
  if (order.actions.includes("CREATE_FULFILLMENT")) return { kind: "open" };
  if (order.status === "SCHEDULED") return { kind: "scheduled", details: order.fulfillAt ?? "" };
  return {
    kind: "held",
    details: order.holds.length > 0 ? order.holds.join(", ") : order.locationName,
  };
}

/**
 * What is left of a shipment to fulfill: shipped less what its earlier calls fulfilled, several shipment lines of one order line together (F-11).
 * Shopify counts whole pieces: a line that is not whole after adding up is broken and never rounded; it does not hold back the others.
 */
export function neededOf(
  shipped: readonly ShippedLine[],
  fulfilled: readonly LineQuantity[],
): { needed: LineQuantity[]; broken: ShippedLine[] } {
  const total = new Map<LineId, ShippedLine>();
  for (const line of shipped)
    total.set(line.lineId, {
      ...line,
      quantity: (total.get(line.lineId)?.quantity ?? 0) + line.quantity,
    });
  const isWhole = ({ quantity }: LineQuantity): boolean => Number.isSafeInteger(quantity);
  const done = new Map<LineId, number>();
  for (const { lineId, quantity } of fulfilled)
    done.set(lineId, (done.get(lineId) ?? 0) + quantity);
  return {
    needed: [...total.values()]
      .filter(isWhole)
      .map(({ lineId, quantity }) => ({ lineId, quantity: quantity - (done.get(lineId) ?? 0) }))
      .filter(({ quantity }) => quantity > 0),
    broken: [...total.values()].filter((line) => !isWhole(line)),
  };
}

/** Spreads what is needed over the order's fulfillment orders by order line id, open ones first (F-11, F-14, F-16). The ERP's location plays no part. */
export function planFulfillment(
  needed: readonly LineQuantity[],
  orders: readonly FulfillmentOrderNow[],
): FulfillmentPlan {
  const sorted = orders
    .map((order) => ({ order, stands: availabilityOf(order), location: locationOf(order) }))
    .sort(
      (a, b) =>
        compare(a.location, b.location) ||
        compare(a.order.method ?? "", b.order.method ?? "") ||
        compare(a.order.id, b.order.id),
    );
  const left = new Map<LineId, number>();
  for (const { lineId, quantity } of needed) left.set(lineId, (left.get(lineId) ?? 0) + quantity);
  const plan: FulfillmentPlan = { requests: [], waiting: [], thirdParty: [], surplus: [] };
  const open: { order: FulfillmentOrderNow; lines: Taken[] }[] = [];
  for (const kind of ["open", "held", "scheduled", "thirdParty"] as const) {
    for (const { order, stands } of sorted) {
      const lines = stands.kind === kind ? take(order, left) : [];
      if (lines.length === 0) continue;
      if (stands.kind === "open") open.push({ order, lines });
      else if (stands.kind === "thirdParty")
        plan.thirdParty.push({ service: stands.service, lines: byLine(lines) });
      else if (stands.kind !== "ended")
        plan.waiting.push({ kind: stands.kind, details: stands.details, lines: byLine(lines) });
    }
  }
  plan.requests = inRequests(open);
  plan.surplus = [...left].flatMap(([lineId, quantity]) =>
    quantity > 0 ? [{ lineId, quantity }] : [],
  );
  return plan;
}

type Taken = FulfillmentRequest["entries"][number]["lines"][number];

/** F-11: greedily, min(remaining, needed). */
function take(order: FulfillmentOrderNow, left: Map<LineId, number>): Taken[] {
  return order.lines.flatMap(({ id, lineId, remaining }) => {
    const needed = left.get(lineId) ?? 0;
    const quantity = Math.min(remaining, needed);
    if (quantity <= 0) return [];
    left.set(lineId, needed - quantity);
    return [{ id, lineId, quantity }];
  });
}

/** A location that was deleted in Shopify has only its name left. */
const locationOf = (order: FulfillmentOrderNow): string => order.locationId ?? order.locationName;

function inRequests(
  open: readonly { order: FulfillmentOrderNow; lines: Taken[] }[],
): FulfillmentRequest[] {
  const requests: FulfillmentRequest[] = [];
  let group: string | null = null;
  let count = 0;
  for (const { order, lines } of open) {
    const locationId = locationOf(order);
    const own = JSON.stringify([locationId, order.method]);
    for (const line of lines) {
      let request = requests.at(-1);
      if (!request || group !== own || count === MOST_LINES) {
        request = { locationId, entries: [] };
        requests.push(request);
        group = own;
        count = 0;
      }
      let entry = request.entries.at(-1);
      if (entry?.fulfillmentOrderId !== order.id) {
        entry = { fulfillmentOrderId: order.id, lines: [] };
        request.entries.push(entry);
      }
      entry.lines.push(line);
      count += 1;
    }
  }
  return requests;
}

/** Quantities by order line, in the order of the lines' ids, so that equal ones compare equal. */
export function byLine(lines: readonly LineQuantity[]): LineQuantity[] {
  const sums = new Map<LineId, number>();
  for (const { lineId, quantity } of lines) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
  return [...sums]
    .map(([lineId, quantity]) => ({ lineId, quantity }))
    .sort((a, b) => compare(a.lineId, b.lineId));
}

export const linesOf = (request: FulfillmentRequest): LineQuantity[] =>
  byLine(request.entries.flatMap(({ lines }) => lines));

/** Gids by their number: shorter numbers are smaller. */
function compare(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
