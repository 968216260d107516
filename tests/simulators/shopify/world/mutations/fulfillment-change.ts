/**
 * fulfillmentCancel and fulfillmentTrackingInfoUpdate, which a cancelled fulfillment takes as well (recorded). What cancelling does to fulfillment orders: docs of
 * fulfillmentCancel; the texts are believed.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { cancelFulfillment, retrack } from "../acts/fulfill-order.ts";
import { trackingOf, type TrackingInput } from "../carriers.ts";
import { requireGid } from "../ids.ts";
import type { FulfillmentRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { userError } from "./user-error.ts";

const find = (store: Store, id: unknown): FulfillmentRecord | undefined =>
  store.find(requireGid(id, "Fulfillment")) as FulfillmentRecord | undefined;

export const fulfillmentCancel =
  (store: Store): FieldResolver =>
  (_, args, context) => {
    const fulfillment = find(store, args.id);
    if (fulfillment === undefined)
      return { fulfillment: null, userErrors: [userError(["id"], "Fulfillment not found.")] };
    if (fulfillment.status === "CANCELLED") return { fulfillment, userErrors: [] };
    cancelFulfillment(store, fulfillment);
    context.effects({
      mutation: "fulfillmentCancel",
      shop: store.shop,
      input: { id: args.id },
      result: { fulfillment: fulfillment.id, order: fulfillment.order.id },
    });
    return { fulfillment, userErrors: [] };
  };

export const fulfillmentTrackingInfoUpdate =
  (store: Store): FieldResolver =>
  (_, args, context) => {
    const fulfillment = find(store, args.fulfillmentId);
    if (fulfillment === undefined)
      return {
        fulfillment: null,
        userErrors: [userError(["fulfillmentId"], "Fulfillment does not exist.")],
      };
    const tracking = trackingOf(args.trackingInfoInput as TrackingInput);
    if (JSON.stringify(tracking) !== JSON.stringify(fulfillment.tracking)) {
      retrack(store, fulfillment, tracking);
      context.effects({
        mutation: "fulfillmentTrackingInfoUpdate",
        shop: store.shop,
        input: { fulfillmentId: args.fulfillmentId, trackingInfoInput: args.trackingInfoInput },
        result: {
          fulfillment: fulfillment.id,
          order: fulfillment.order.id,
          notifyCustomer: args.notifyCustomer ?? false,
          tracking,
        },
      });
    }
    return { fulfillment, userErrors: [] };
  };
