/** orderClose and orderOpen: archive and un-archive. A no-op without error when there is nothing to do (recording orderClose-parity). */
import type { FieldResolver } from "../../world-interface.ts";
import { closeOrder, openOrder } from "../acts/close-order.ts";
import { requireGid } from "../ids.ts";
import type { OrderRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { userError } from "./user-error.ts";

const changing =
  (
    store: Store,
    mutation: string,
    act: (store: Store, order: OrderRecord) => void,
  ): FieldResolver =>
  (_, args, context) => {
    const input = args.input as { id: string };
    const order = store.find(requireGid(input.id, "Order")) as OrderRecord | undefined;
    if (order === undefined)
      return { order: null, userErrors: [userError(["id"], "Order does not exist")] };
    const before = order.closedAt;
    act(store, order);
    if (before !== order.closedAt)
      context.effects({ mutation, shop: store.shop, input, result: { order: order.id } });
    return { order, userErrors: [] };
  };

export const orderClose = (store: Store): FieldResolver =>
  changing(store, "orderClose", closeOrder);
export const orderOpen = (store: Store): FieldResolver => changing(store, "orderOpen", openOrder);
