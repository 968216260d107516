import type { ShopifyError, ShopifyErrorKind } from "#app/shopify/errors.ts";
import { missingAccess } from "#app/shopify/required-access.ts";
import type { TaskProblem } from "./outcome.ts";

/** Problem of tasks that wait until the shop card allows writing to Shopify again. */
export const OUTGOING_DISABLED = "outgoing-disabled";

const KINDS: Record<ShopifyErrorKind, string> = {
  auth: "shopify-token",
  permission: "no-permission",
  address: "server-address",
  outgoingDisabled: OUTGOING_DISABLED,
  shopUnavailable: "shopify-unavailable",
  throttled: "shopify-unavailable",
  transient: "shopify-unavailable",
  ambiguous: "shopify-unavailable",
  userErrors: "shopify-refused",
  notFound: "shopify-refused",
  tooCostly: "shopify-refused",
  search: "shopify-refused",
  invalid: "shopify-refused",
};

/** The problem that a failed call to Shopify is, in the words of the problem catalog: the one place that says so, for tasks and for runs. */
export function shopifyProblem(error: ShopifyError): TaskProblem {
  const kind = KINDS[error.kind];
  const { message, requiredAccess } = error;
  return {
    kind,
    params:
      error.kind === "permission"
        ? { message, scope: requiredAccess ? missingAccess(requiredAccess) : message }
        : { message },
    cause: requiredAccess ? `${kind}:${requiredAccess}` : kind,
  };
}

/** Whether every further call to this shop fails alike until a person, or Shopify, lets the app in again. */
export const isShutOut = ({ kind }: ShopifyError): boolean =>
  kind === "auth" || kind === "permission" || kind === "address" || kind === "shopUnavailable";

/** Whether the same call may well succeed later. */
export const isPassing = ({ kind }: ShopifyError): boolean =>
  kind === "throttled" || kind === "transient" || kind === "ambiguous";
