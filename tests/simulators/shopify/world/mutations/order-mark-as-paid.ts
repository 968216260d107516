/**
 * orderMarkAsPaid. Recording orderMarkAsPaid-state-and-money: a SALE of what is outstanding on gateway `manual`; an order that cannot be marked is answered
 * as it is. Believed: open authorizations are captured instead (facts on orderMarkAsPaid), and a pending sale is followed by one on its own gateway.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { announcePayment, capture, saleOfOutstanding } from "../acts/pay-order.ts";
import { canMarkAsPaid, capturableOf, totalOutstanding } from "../arithmetic/payments.ts";
import { requireGid } from "../ids.ts";
import type { OrderRecord, TransactionRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { userError } from "./user-error.ts";

export function orderMarkAsPaid(store: Store): FieldResolver {
  return (_, args, context) => {
    const input = args.input as { id: string };
    const order = store.find(requireGid(input.id, "Order")) as OrderRecord | undefined;
    if (order === undefined)
      return { order: null, userErrors: [userError(["id"], "Order does not exist")] };
    if (!canMarkAsPaid(order))
      return { order, userErrors: [userError(["id"], "Order cannot be marked as paid.")] };
    const made: TransactionRecord[] = order.transactions
      .filter((transaction) => capturableOf(transaction).presentment.gt("0"))
      .map((authorization) => capture(store, order, authorization));
    if (totalOutstanding(order).presentment.gt("0")) made.push(saleOfOutstanding(store, order));
    announcePayment(store, order, made);
    context.effects({
      mutation: "orderMarkAsPaid",
      shop: store.shop,
      input,
      result: {
        order: order.id,
        transactions: made.map(({ id, kind, gateway, amount }) => ({
          id,
          kind,
          gateway,
          amount: amount.presentment.toFixed(),
          currency: order.currencies.presentment,
        })),
      },
    });
    return { order, userErrors: [] };
  };
}
