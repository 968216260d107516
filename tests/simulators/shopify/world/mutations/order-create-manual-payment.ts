/**
 * orderCreateManualPayment. Recordings orderCreateManualPayment-warm-success-parity (a SALE of what is outstanding, gateway manual) and -access-denied-parity
 * (`amount` off Shopify Plus). Believed: the name of the method is the gateway's. What is said to amounts that are too much is not known: refused loudly.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { accessDenied, fieldAccess } from "../../graphql/scopes.ts";
import { announcePayment, saleOfOutstanding } from "../acts/pay-order.ts";
import { Big } from "../arithmetic/big.ts";
import { totalOutstanding } from "../arithmetic/payments.ts";
import { requireGid } from "../ids.ts";
import type { OrderRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { userError } from "./user-error.ts";

export function orderCreateManualPayment(store: Store): FieldResolver {
  return (_, args, context) => {
    const amount = args.amount as { amount: string; currencyCode: string } | null | undefined;
    const access = fieldAccess("Mutation", "orderCreateManualPayment");
    if (amount && !store.facts.plan.shopifyPlus && access)
      throw accessDenied("orderCreateManualPayment", access);
    const order = store.find(requireGid(args.id, "Order")) as OrderRecord | undefined;
    if (order === undefined)
      return { order: null, userErrors: [userError(["id"], "Order does not exist")] };
    const outstanding = totalOutstanding(order).presentment;
    const paid = amount ? new Big(amount.amount) : outstanding;
    if (paid.lte("0") || paid.gt(outstanding) || order.cancelledAt !== null)
      throw new Error("What orderCreateManualPayment says to that amount is not known.");
    if (amount && amount.currencyCode !== order.currencies.presentment)
      throw new Error("What orderCreateManualPayment says to another currency is not known.");
    const gateway = typeof args.paymentMethodName === "string" ? args.paymentMethodName : "manual";
    const made = saleOfOutstanding(store, order, { gateway, amount: paid.toFixed() });
    announcePayment(store, order, [made]);
    context.effects({
      mutation: "orderCreateManualPayment",
      shop: store.shop,
      input: { id: order.id, amount: paid.toFixed() },
      result: { order: order.id, transaction: made.id },
    });
    return { order, userErrors: [] };
  };
}
