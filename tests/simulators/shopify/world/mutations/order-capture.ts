/**
 * orderCapture. Texts: recording order-capture-validation and facts on orderCapture; amounts in the texts are those of the buyer's currency. Believed: which
 * check comes first where the recordings have one fault at a time, and that what was voided or ran out is no successful authorization.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { announcePayment, capture, voidAuthorization } from "../acts/pay-order.ts";
import { Big } from "../arithmetic/big.ts";
import { writeRestDecimal } from "../arithmetic/currency.ts";
import { capturableOf } from "../arithmetic/payments.ts";
import { requireGid } from "../ids.ts";
import type { OrderRecord, TransactionRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { userError, type UserError } from "./user-error.ts";

interface OrderCaptureInput {
  id: string;
  parentTransactionId: string;
  amount: unknown;
  currency?: string | null;
  finalCapture?: boolean | null;
}

function check(
  order: OrderRecord,
  parent: TransactionRecord,
  input: OrderCaptureInput,
  amount: Big,
): UserError | undefined {
  if (parent.kind !== "AUTHORIZATION")
    return userError(null, "Parent transaction should be a successful authorization");
  const left = capturableOf(parent).presentment;
  // Spent: captured in full (recorded), voided, run out, or released by its one capture (believed).
  if (parent.status !== "SUCCESS" || left.lte("0"))
    return userError(null, "Can only capture successful authorizations");
  const { shop, presentment } = order.currencies;
  const currency = input.currency ?? (shop === presentment ? presentment : undefined);
  if (currency !== presentment)
    return userError(
      ["currency"],
      `Currency Currency must match parent transaction ${presentment}`,
    );
  if (amount.lte("0"))
    return userError(null, "Amount must be greater than zero for capture transactions");
  if (amount.gt(left))
    return userError(
      null,
      `Cannot capture more than the authorized ${writeRestDecimal(presentment, left)} for this payment.`,
    );
  if (typeof input.finalCapture === "boolean" && !parent.multiCapturable)
    return userError(
      null,
      "Setting final capture is not supported for this transaction's payment gateway. Please remove the parameter or set it to null, then try again.",
    );
  return undefined;
}

export function orderCapture(store: Store): FieldResolver {
  return (_, args, context) => {
    const input = args.input as OrderCaptureInput;
    const order = store.find(requireGid(input.id, "Order")) as OrderRecord | undefined;
    const parent = store.find(requireGid(input.parentTransactionId, "OrderTransaction")) as
      TransactionRecord | undefined;
    if (order === undefined)
      return { transaction: null, userErrors: [userError(["id"], "Order does not exist")] };
    if (parent?.order !== order)
      return {
        transaction: null,
        userErrors: [userError(null, "Unable to find parent transaction")],
      };
    const amount = new Big(String(input.amount));
    const error = check(order, parent, input, amount);
    if (error) return { transaction: null, userErrors: [error] };
    const transaction = capture(
      store,
      order,
      parent,
      amount.toFixed(),
      store.takeCaptureOutcome(order),
    );
    const left = capturableOf(parent).presentment;
    const released =
      input.finalCapture === true && transaction.status === "SUCCESS" && left.gt("0")
        ? [voidAuthorization(store, parent)]
        : [];
    announcePayment(store, order, [transaction, ...released]);
    context.effects({
      mutation: "orderCapture",
      shop: store.shop,
      input,
      result: {
        transaction: transaction.id,
        parentTransaction: parent.id,
        order: order.id,
        status: transaction.status,
        amount: writeRestDecimal(order.currencies.presentment, transaction.amount.presentment),
        currency: order.currencies.presentment,
      },
    });
    return { transaction, userErrors: [] };
  };
}
