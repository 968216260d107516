import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { TaskStop, TaskWait } from "./outcome.ts";

const THROTTLED_MS = 2_000;

/** Problem of tasks that wait until the shop card allows writing to Shopify again. */
export const OUTGOING_DISABLED = "outgoing-disabled";

/** A failed call to Shopify in the classes a task decides by. What only the merchant can fix stops the task with its own problem. */
export class ShopifyCallFailed extends Error {
  constructor(readonly error: ShopifyError) {
    super(error.message);
    this.name = "ShopifyCallFailed";
  }
}

export function failShopifyCall(error: ShopifyError): never {
  if (error.kind === "outgoingDisabled")
    throw new TaskWait({
      kind: OUTGOING_DISABLED,
      params: { message: error.message },
      cause: OUTGOING_DISABLED,
    });
  if (error.kind === "auth")
    throw new TaskStop({
      kind: "shopify-token",
      params: { message: error.message },
      cause: "shopify-token",
    });
  if (error.kind === "permission") {
    const scope = error.requiredAccess ?? "";
    throw new TaskStop({
      kind: "no-permission",
      params: { message: error.message, scope },
      cause: scope ? `no-permission:${scope}` : "no-permission",
    });
  }
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
    case "tooCostly":
    case "search":
    case "outgoingDisabled":
    case "invalid":
      return { class: "internal", message };
  }
}
