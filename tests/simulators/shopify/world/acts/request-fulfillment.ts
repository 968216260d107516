/**
 * What passes between the merchant and a fulfillment service. States: recording fulfillment-order-request-lifecycle (an accepted cancellation closes the
 * fulfillment order with nothing in it; while one is asked for the request stays ACCEPTED). What may follow what is believed.
 */
import { announceRequest, touch } from "../announce.ts";
import type { FulfillmentOrderRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { partsOf, splitOff } from "./change-fulfillment-order.ts";
import { newFulfillmentOrder } from "./route-order.ts";

export type RequestStep =
  | "submit"
  | "accept"
  | "reject"
  | "close"
  | "submitCancellation"
  | "acceptCancellation"
  | "rejectCancellation";

const STEPS: Record<
  RequestStep,
  { from: string[]; to?: Partial<FulfillmentOrderRecord>; topic: string }
> = {
  submit: {
    from: ["UNSUBMITTED", "REJECTED", "CANCELLATION_ACCEPTED", "CLOSED"],
    to: { requestStatus: "SUBMITTED", status: "OPEN" },
    topic: "fulfillment_request_submitted",
  },
  accept: {
    from: ["SUBMITTED"],
    to: { requestStatus: "ACCEPTED", status: "IN_PROGRESS" },
    topic: "fulfillment_request_accepted",
  },
  reject: {
    from: ["SUBMITTED"],
    to: { requestStatus: "REJECTED", status: "OPEN" },
    topic: "fulfillment_request_rejected",
  },
  // Recording fulfillment-order-close-state: the service gives up what it has not shipped; it can be asked again.
  close: {
    from: ["ACCEPTED"],
    to: { requestStatus: "CLOSED", status: "INCOMPLETE" },
    topic: "fulfillment_service_failed_to_complete",
  },
  submitCancellation: {
    from: ["ACCEPTED", "CANCELLATION_REJECTED"],
    topic: "cancellation_request_submitted",
  },
  acceptCancellation: {
    from: ["ACCEPTED"],
    to: { requestStatus: "CANCELLATION_ACCEPTED", status: "CLOSED" },
    topic: "cancellation_request_accepted",
  },
  rejectCancellation: {
    from: ["ACCEPTED"],
    to: { requestStatus: "CANCELLATION_REJECTED" },
    topic: "cancellation_request_rejected",
  },
};

/** What the service gives back is still to be shipped: believed to stand in a new fulfillment order that nobody was asked about. */
function giveBack(store: Store, fulfillmentOrder: FulfillmentOrderRecord): void {
  const units = fulfillmentOrder.lines
    .filter(({ remainingQuantity }) => remainingQuantity > 0)
    .map(({ lineItem, remainingQuantity }) => ({ line: lineItem, quantity: remainingQuantity }));
  for (const line of fulfillmentOrder.lines) {
    line.totalQuantity -= line.remainingQuantity;
    line.remainingQuantity = 0;
  }
  newFulfillmentOrder(store, fulfillmentOrder.order, units, {
    location: fulfillmentOrder.location.key,
  });
}

/** `lines`: only with "submit"; the units not asked for go into a fulfillment order of their own. */
export function passRequest(
  store: Store,
  fulfillmentOrder: FulfillmentOrderRecord,
  step: RequestStep,
  message: string,
  lines?: { line: number; quantity: number }[],
): void {
  if (!fulfillmentOrder.location.isFulfillmentService)
    throw new Error(`${fulfillmentOrder.location.name} is no fulfillment service.`);
  const { from, to, topic } = STEPS[step];
  if (!from.includes(fulfillmentOrder.requestStatus) || fulfillmentOrder.status === "CLOSED")
    throw new Error(
      `A request that is ${fulfillmentOrder.requestStatus} (fulfillment order ${fulfillmentOrder.status}) cannot see "${step}".`,
    );
  if (lines) {
    const asked = partsOf(fulfillmentOrder, lines);
    const rest = fulfillmentOrder.lines
      .map((part) => ({
        part,
        quantity: part.remainingQuantity - (asked.find((one) => one.part === part)?.quantity ?? 0),
      }))
      .filter(({ quantity }) => quantity > 0);
    if (rest.length > 0) splitOff(store, fulfillmentOrder, rest);
  }
  if (step === "submit" || step === "submitCancellation")
    fulfillmentOrder.requests.push({
      __typename: "FulfillmentOrderMerchantRequest",
      id: store.ids.of("FulfillmentOrderMerchantRequest"),
      kind: step === "submit" ? "FULFILLMENT_REQUEST" : "CANCELLATION_REQUEST",
      message,
      requestOptions: step === "submit" ? { notify_customer: false } : {},
      responseData: null,
      sentAt: store.instant(),
      fulfillmentOrder,
    });
  if (to) Object.assign(fulfillmentOrder, to);
  if (step === "acceptCancellation") giveBack(store, fulfillmentOrder);
  fulfillmentOrder.updatedAt = store.instant();
  announceRequest(store, `fulfillment_orders/${topic}`, fulfillmentOrder, message);
  touch(store, fulfillmentOrder.order);
}
