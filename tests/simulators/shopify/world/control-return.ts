/** Control acts on returns: what a buyer asks for, what the merchant answers, what becomes of the goods. */
import {
  approveReturn,
  cancelReturn,
  closeReturn,
  declineReturn,
  disposeReturn,
  processReturn,
  reopenReturn,
} from "./acts/process-return.ts";
import { findReturn } from "./acts/return-fees.ts";
import { returnOrder } from "./acts/return-order.ts";
import { readInput } from "./control-input.ts";
import { actingOn, defined, type Operation } from "./control-order.ts";
import type { OrderRecord, ReturnRecord } from "./model.ts";
import type { Store } from "./store.ts";

const latest = (order: OrderRecord, wanted: number | string | undefined): ReturnRecord =>
  findReturn(order, wanted ?? order.returnRecords.length - 1);

export function returnControl(current: () => Store): Record<string, Operation> {
  const onOrder = actingOn(current);
  const onReturn = (act: (store: Store, record: ReturnRecord) => void): Operation =>
    onOrder((store, order, args) => act(store, latest(order, readInput("ofReturn", args).return)));
  return {
    returnOrder: onOrder(
      (store, order, args) => void returnOrder(store, order, defined(readInput("return", args))),
    ),
    approveReturn: onReturn(approveReturn),
    cancelReturn: onReturn(cancelReturn),
    closeReturn: onReturn(closeReturn),
    reopenReturn: onReturn(reopenReturn),
    processReturn: onReturn(processReturn),
    declineReturn: onOrder((store, order, args) => {
      const { return: wanted, reason } = readInput("decline", args);
      declineReturn(store, latest(order, wanted), reason);
    }),
    disposeReturn: onOrder((store, order, args) => {
      const { return: wanted, lines } = readInput("dispose", args);
      disposeReturn(store, latest(order, wanted), defined(lines));
    }),
  };
}
