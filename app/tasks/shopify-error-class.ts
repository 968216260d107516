import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { TaskStop, TaskWait } from "./outcome.ts";
import { shopifyProblem } from "./shopify-problem.ts";

const THROTTLED_MS = 2_000;

/**
 * A failed call to Shopify in the classes a task decides by. What only the merchant can fix stops
 * the task with its own problem.
 */
export class ShopifyCallFailed extends Error {
  constructor(readonly error: ShopifyError) {
    super(error.message);
    this.name = "ShopifyCallFailed";
  }
}

export function failShopifyCall(error: ShopifyError): never {
  if (error.kind === "outgoingDisabled") throw new TaskWait(shopifyProblem(error));
  if (error.kind === "auth" || error.kind === "permission" || error.kind === "address")
    throw new TaskStop(shopifyProblem(error));
  throw new ShopifyCallFailed(error);
}

export function classifyShopifyError(thrown: unknown): ErpErrorDetail | undefined {
  if (!(thrown instanceof ShopifyCallFailed)) return undefined;
  const { error } = thrown;
  const { message } = error;
  switch (error.kind) {
    case "throttled":
      return { class: "rateLimited", message, retryAfterMs: error.retryAfterMs ?? THROTTLED_MS };
    case "transient":
    case "shopUnavailable":
      return { class: "unavailable", message };
    case "ambiguous":
      return { class: "ambiguous", message };
    case "userErrors":
      return { class: "validation", message, field: error.userErrors?.[0]?.field?.join(".") ?? "" };
    case "notFound":
      return { class: "notFound", message };
    case "auth":
    case "permission":
    case "address":
    case "tooCostly":
    case "search":
    case "outgoingDisabled":
    case "invalid":
      return { class: "internal", message };
  }
}
