/** Control acts on money: what a bank, a payment provider or a marketplace does. */
import {
  announcePayment,
  capture,
  captureLater,
  expire,
  payLater,
  settle,
  voidAuthorization,
} from "./acts/pay-order.ts";
import { capturableOf } from "./arithmetic/payments.ts";
import { readInput } from "./control-input.ts";
import {
  actingOn,
  defined,
  findOrder,
  findTransaction,
  type Args,
  type Operation,
} from "./control-order.ts";
import type { OrderRecord, TransactionRecord } from "./model.ts";
import type { Store } from "./store.ts";

const isOpen = (transaction: TransactionRecord): boolean =>
  capturableOf(transaction).presentment.gt("0");

export function paymentControl(current: () => Store): Record<string, Operation> {
  const onOrder = actingOn(current);
  const named = (args: Args): OrderRecord | undefined =>
    args.order === undefined ? undefined : findOrder(current(), args.order);
  return {
    payOrder: onOrder((store, order, args) =>
      payLater(store, order, defined(readInput("pay", args))),
    ),
    captureOrder: onOrder((store, order, args) =>
      captureLater(store, order, readInput("pay", args).amount),
    ),
    /** How a capture to come ends: PENDING (settle it later) or FAILURE; of one order, or of whichever is next. */
    nextCapture: (args) => {
      const { status, errorCode, settleAs } = readInput("nextCapture", args);
      current().captureOutcomes.push({
        order: named(args),
        outcome: {
          status,
          ...(errorCode === undefined ? {} : { errorCode }),
          ...(settleAs === undefined ? {} : { settlesAs: settleAs }),
        },
      });
      return { waiting: current().captureOutcomes.length };
    },
    /** `transaction`: its id; left out: the order's oldest pending one. */
    settleTransaction: onOrder((store, order, args) => {
      const { transaction: wanted, status, errorCode } = readInput("settle", args);
      const transaction = findTransaction(
        order,
        wanted,
        (one) => one.status === "PENDING",
        "pending transaction",
      );
      settle(store, transaction, status ?? transaction.settlesAs ?? "SUCCESS", errorCode ?? null);
    }),
    /** The marketplace takes all that is authorized. */
    marketplaceCaptures: onOrder((store, order) => {
      const open = order.transactions.filter(isOpen);
      if (open.length === 0) throw new Error(`Order ${order.name} has nothing to capture.`);
      announcePayment(
        store,
        order,
        open.map((authorization) => capture(store, order, authorization)),
      );
    }),
    voidAuthorization: onOrder((store, order, args) =>
      announcePayment(store, order, [
        voidAuthorization(
          store,
          findTransaction(
            order,
            readInput("authorization", args).transaction,
            isOpen,
            "open authorization",
          ),
        ),
      ]),
    ),
    /** The day it lasts to is put into the past. */
    expireAuthorization: onOrder((store, order, args) =>
      expire(
        store,
        findTransaction(
          order,
          readInput("authorization", args).transaction,
          isOpen,
          "open authorization",
        ),
      ),
    ),
    /** A cancellation to come ends FAILED; of one order, or of whichever is next. */
    nextCancel: (args) => {
      const { message, code } = readInput("nextCancel", args);
      current().cancelFailures.push({
        order: named(args),
        error: { __typename: "OrderCancelUserError", field: null, message, code },
      });
      return { waiting: current().cancelFailures.length };
    },
    /** Jobs under way end now. */
    finishJobs: () => ({ finished: current().jobs.finish(true) }),
  };
}
