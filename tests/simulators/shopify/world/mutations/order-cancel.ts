/**
 * orderCancel answers with a job and does its work later; from 2026-10 jobResult tells how it ended. Texts: recording orderCancel-error-messages and the
 * cleanups of fulfillment-create-preconditions; recorded-answers §1 for returns and for a cancellation under way (its code is believed); the texts for store
 * credit are believed, their codes are the schema's. Paid money goes back only when a method is named; authorizations are voided either way (docs of orderCancel).
 */
import { randomUUID } from "node:crypto";
import type { FieldResolver } from "../../world-interface.ts";
import { cancelOrder, cancelRefusal } from "../acts/close-order.ts";
import { netPayment } from "../arithmetic/payments.ts";
import { requireGid } from "../ids.ts";
import type { CancelErrorRecord, CancelResultRecord, JobRecord, OrderRecord } from "../model.ts";
import type { Store } from "../store.ts";

interface CancelArgs {
  orderId: string;
  reason: string;
  restock: boolean;
  notifyCustomer?: boolean | null;
  staffNote?: string | null;
  refund?: boolean | null;
  refundMethod?: {
    originalPaymentMethodsRefund?: boolean | null;
    storeCreditRefund?: { expiresAt?: unknown } | null;
  } | null;
}

const LONGEST_NOTE = 255;
const error = (field: string | null, message: string, code = "INVALID"): CancelErrorRecord => ({
  __typename: "OrderCancelUserError",
  field: field === null ? null : [field],
  message,
  code,
});

function creditErrors(
  store: Store,
  order: OrderRecord,
  { refundMethod }: CancelArgs,
): CancelErrorRecord | undefined {
  const credit = refundMethod?.storeCreditRefund;
  if (!credit) return undefined;
  if (order.purchasingCompany)
    return error(
      "refundMethod",
      "Store credit refunds are not supported for B2B orders.",
      "STORE_CREDIT_REFUND_B2B_NOT_SUPPORTED",
    );
  if (!order.customer)
    return error(
      "refundMethod",
      "Store credit refunds require the order to have a customer.",
      "STORE_CREDIT_REFUND_MISSING_CUSTOMER",
    );
  if (credit.expiresAt && new Date(credit.expiresAt as string) <= store.now())
    return error(
      "refundMethod",
      "Store credit expiration date must be in the future.",
      "STORE_CREDIT_REFUND_EXPIRATION_IN_PAST",
    );
  return undefined;
}

function check(
  store: Store,
  order: OrderRecord | undefined,
  args: CancelArgs,
): CancelErrorRecord | undefined {
  if (typeof args.refund === "boolean" && args.refundMethod)
    return error("refund", "Only one of the arguments `refund` or `refund_method` is allowed.");
  if ((args.staffNote ?? "").length > LONGEST_NOTE)
    return error(
      "staffNote",
      `Staff note is too long. Maximum length is ${LONGEST_NOTE} characters.`,
    );
  if (order === undefined) return error("orderId", "Order does not exist", "NOT_FOUND");
  if (store.cancelling.has(order)) return error(null, "Cancellation is already in progress");
  const refusal = cancelRefusal(order);
  return refusal === undefined ? creditErrors(store, order, args) : error("orderId", refusal);
}

const methodOf = ({ refund, refundMethod }: CancelArgs): "original" | "storeCredit" | undefined =>
  refundMethod?.storeCreditRefund
    ? "storeCredit"
    : refund === true || refundMethod?.originalPaymentMethodsRefund === true
      ? "original"
      : undefined;

export function orderCancel(store: Store): FieldResolver {
  return (_, given, context) => {
    const args = given as unknown as CancelArgs;
    const order = store.find(requireGid(args.orderId, "Order")) as OrderRecord | undefined;
    const refused = check(store, order, args);
    if (refused || order === undefined)
      return {
        job: null,
        jobResult: null,
        orderCancelUserErrors: [refused],
        userErrors: [refused],
      };
    const id = randomUUID();
    const job: JobRecord = store.keep({
      __typename: "Job",
      id: `gid://shopify/Job/${id}`,
      done: false,
    });
    const result: CancelResultRecord = store.keep({
      __typename: "OrderCancelJobResult",
      id: `gid://shopify/OrderCancelJobResult/${id}`,
      done: false,
      status: "STARTED",
      errors: [],
      order,
    });
    const failure = store.takeCancelFailure(order);
    const refund = methodOf(args);
    store.cancelling.add(order);
    store.jobs.later(() => {
      store.cancelling.delete(order);
      // The order may have been shipped, or cancelled by hand, since the job began.
      const overtaken = cancelRefusal(order);
      const errors = failure
        ? [failure]
        : overtaken === undefined
          ? []
          : [error("orderId", overtaken)];
      Object.assign(result, {
        done: true,
        status: errors.length === 0 ? "SUCCEEDED" : "FAILED",
        errors,
      });
      job.done = true;
      if (errors.length > 0) return;
      const before = netPayment(order).presentment;
      cancelOrder(store, order, {
        reason: args.reason,
        restock: args.restock,
        refund: refund !== undefined,
        ...(refund === "storeCredit" ? { refundTo: "shopify_store_credit" } : {}),
      });
      context.effects({
        mutation: "orderCancel",
        shop: store.shop,
        input: args,
        result: {
          order: order.id,
          job: job.id,
          refund: refund ?? null,
          refunded: before.minus(netPayment(order).presentment).toFixed(),
          currency: order.currencies.presentment,
          notifyCustomer: args.notifyCustomer ?? false,
        },
      });
    });
    // As it stands at the answer: Shopify's first answer always says that the job is not done.
    return { job: { ...job }, jobResult: { ...result }, orderCancelUserErrors: [], userErrors: [] };
  };
}
