import { createHash } from "node:crypto";
import { canonicalJson } from "#app/lib/json.ts";
import type { OrderContent, OrderPersonal, OrderState } from "./snapshot.ts";

/** What makes two readings of an order the same version: its content and personal data, whatever the order of keys. */
export function versionHash(order: { content: OrderContent; personal: OrderPersonal }): string {
  return sha256(canonicalJson({ content: order.content, personal: order.personal }));
}

/**
 * Hash of the state without what our own acts leave behind (updatedAt, our attribute) and without what is read again before it is used
 * (supportedActions, the status page's address): an echo of our own write changes nothing (PERF-3).
 */
export function stateHash(state: OrderState): string {
  const {
    updatedAt: _updatedAt,
    documentAttribute: _attribute,
    statusPageUrl: _url,
    fulfillmentOrders,
    ...rest
  } = state;
  return sha256(
    canonicalJson({
      ...rest,
      fulfillmentOrders: fulfillmentOrders.map(({ supportedActions: _actions, ...order }) => order),
    }),
  );
}

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
