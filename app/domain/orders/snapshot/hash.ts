import { createHash } from "node:crypto";
import { canonicalJson, setJson } from "#app/lib/json.ts";
import type { OrderContent, OrderPersonal, OrderState } from "./snapshot.ts";

interface VersionParts {
  content: OrderContent;
  personal: OrderPersonal;
}

/**
 * What makes two readings of an order the same version: its content and personal data, whatever the order of keys, and of lists: Shopify
 * gives tax lines, allocations and the like as they come.
 */
export const versionHash = ({ content, personal }: VersionParts): string =>
  sha256(setJson({ content, personal }));

/** The hash that versions were stored with while the order of lists counted. Their rows stay as they are, those of redacted orders above all. */
export const orderedVersionHash = ({ content, personal }: VersionParts): string =>
  sha256(canonicalJson({ content, personal }));

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
    setJson({
      ...rest,
      fulfillmentOrders: fulfillmentOrders.map(({ supportedActions: _actions, ...order }) => order),
    }),
  );
}

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
