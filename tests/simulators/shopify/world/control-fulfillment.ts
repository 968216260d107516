/** Control acts on fulfillment orders: what the merchant, Shopify or a fulfillment service does with them. */
import {
  mergeFulfillmentOrders,
  moveFulfillmentOrder,
  routingComplete,
  scheduledReady,
  splitFulfillmentOrder,
} from "./acts/change-fulfillment-order.ts";
import { reportCarrierEvent } from "./acts/carrier-event.ts";
import { cancelFulfillment } from "./acts/fulfill-order.ts";
import { passRequest, type RequestStep } from "./acts/request-fulfillment.ts";
import { hold, releaseHolds } from "./acts/route-order.ts";
import { readInput } from "./control-input.ts";
import {
  actingOn,
  chosen,
  findFulfillment,
  findFulfillmentOrder,
  findOrder,
  answer,
  type Operation,
} from "./control-order.ts";
import type { FulfillmentOrderRecord } from "./model.ts";
import type { Store } from "./store.ts";

export function fulfillmentControl(current: () => Store): Record<string, Operation> {
  const onOrder = actingOn(current);
  const about = (part: FulfillmentOrderRecord) => ({
    ...answer(part.order),
    fulfillmentOrder: part.id,
    status: part.status,
    requestStatus: part.requestStatus,
    location: part.location.key,
  });
  const request =
    (step: RequestStep): Operation =>
    (args) => {
      const { fulfillmentOrder, message, lines } = readInput("request", args);
      const order = findOrder(current(), args.order);
      const part =
        fulfillmentOrder === undefined
          ? order.fulfillmentOrderRecords.find(
              ({ location, status }) => location.isFulfillmentService && status !== "CLOSED",
            )
          : findFulfillmentOrder(order, fulfillmentOrder);
      if (!part)
        throw new Error(
          `Order ${order.name} has no open fulfillment order at a fulfillment service.`,
        );
      if (lines && step !== "submit") throw new Error("Only a request names lines.");
      passRequest(current(), part, step, message, lines);
      return about(part);
    };
  return {
    /** Left out, `fulfillmentOrder` means all that are open (or on hold). */
    holdOrder: onOrder((store, order, args) => {
      const { fulfillmentOrder, reason, notes, byApp } = readInput("hold", args);
      for (const part of chosen(order, fulfillmentOrder, "OPEN"))
        hold(store, part, reason, { notes, byApp });
    }),
    /** Left out, `holds` (their ids) means all. */
    releaseHolds: onOrder((store, order, args) => {
      const { fulfillmentOrder, holds } = readInput("release", args);
      for (const part of chosen(order, fulfillmentOrder, "ON_HOLD"))
        releaseHolds(store, part, holds);
    }),
    scheduledReady: onOrder((store, order, args) => {
      for (const part of chosen(order, readInput("part", args).fulfillmentOrder, "SCHEDULED"))
        scheduledReady(store, part);
    }),
    routingComplete: onOrder((store, order, args) => {
      for (const part of chosen(order, readInput("part", args).fulfillmentOrder, "OPEN"))
        routingComplete(store, part);
    }),
    /** Somebody cancels a fulfillment in the admin. */
    cancelFulfillment: onOrder((store, order, args) => {
      const { fulfillment } = readInput("fulfillment", args);
      cancelFulfillment(store, findFulfillment(order, fulfillment));
    }),
    /** The carrier reports where the parcel is. */
    carrierEvent: onOrder((store, order, args) => {
      const { fulfillment, ...report } = readInput("carrierEvent", args);
      reportCarrierEvent(store, findFulfillment(order, fulfillment), report);
    }),
    moveFulfillmentOrder: (args) => {
      const { fulfillmentOrder, location, lines } = readInput("move", args);
      return about(
        moveFulfillmentOrder(
          current(),
          findFulfillmentOrder(findOrder(current(), args.order), fulfillmentOrder),
          current().location(location),
          lines,
        ),
      );
    },
    splitFulfillmentOrder: (args) => {
      const { fulfillmentOrder, lines } = readInput("split", args);
      return about(
        splitFulfillmentOrder(
          current(),
          findFulfillmentOrder(findOrder(current(), args.order), fulfillmentOrder),
          lines,
        ),
      );
    },
    mergeFulfillmentOrders: (args) => {
      const order = findOrder(current(), args.order);
      const wanted = readInput("merge", args).fulfillmentOrders;
      return about(
        mergeFulfillmentOrders(
          current(),
          wanted
            ? wanted.map((one) => findFulfillmentOrder(order, one))
            : chosen(order, undefined, "OPEN"),
        ),
      );
    },
    requestFulfillment: request("submit"),
    acceptFulfillmentRequest: request("accept"),
    rejectFulfillmentRequest: request("reject"),
    closeFulfillmentOrder: request("close"),
    requestCancellation: request("submitCancellation"),
    acceptCancellationRequest: request("acceptCancellation"),
    rejectCancellationRequest: request("rejectCancellation"),
  };
}
