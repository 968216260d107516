/** What the control API and the panel of the admin frame can make happen. Every operation answers the order's id and name. */
import { editOrder } from "./acts/edit-order.ts";
import { cancelOrder, closeOrder, openOrder } from "./acts/close-order.ts";
import { fulfillOrder } from "./acts/fulfill-order.ts";
import { captureLater, payLater, settle } from "./acts/pay-order.ts";
import { refundOrder } from "./acts/refund-order.ts";
import { returnOrder } from "./acts/return-order.ts";
import { hold, releaseHolds } from "./acts/route-order.ts";
import { touch } from "./announce.ts";
import { readInput, readSpec } from "./control-input.ts";
import type { OrderRecord } from "./model.ts";
import type { OrderKind } from "./order-spec.ts";
import { placeOrder } from "./place-order.ts";
import type { Store } from "./store.ts";
import { sortTags } from "./tags.ts";
import { hoursBefore } from "./time.ts";

type Args = Record<string, unknown>;
type Operation = (args: Args) => unknown;

/** By gid, by name ("#1001") or by number. */
export function findOrder(store: Store, wanted: unknown): OrderRecord {
  const order = store.orders.find(({ id, name, number }) => id === wanted || name === wanted || String(number) === String(wanted));
  if (!order) throw new Error(`${store.shop} has no order ${String(wanted)}. Name it by its id, "#1001" or 1001.`);
  return order;
}

const answer = (order: OrderRecord) => ({ id: order.id, name: order.name, kind: order.kind, updatedAt: order.updatedAt });

/** `current`: the store is replaced whole when the world is reset. */
export function controlOf(current: () => Store, kinds: () => readonly OrderKind[]): Record<string, Operation> {
  const onOrder = (act: (store: Store, order: OrderRecord, args: Args) => void): Operation => (args) => {
    const order = findOrder(current(), args.order);
    act(current(), order, args);
    return answer(order);
  };
  const place = (store: Store, args: Args): OrderRecord => {
    const named = kinds().find(({ kind }) => kind === args.kind);
    if (args.spec !== undefined && args.kind !== undefined) throw new Error("Give either a kind or a spec.");
    if (args.spec === undefined && !named) throw new Error(`There is no kind of order called ${String(args.kind)}.`);
    const spec = named ? named.spec : readSpec(args.spec);
    const hoursAgo = typeof args.hoursAgo === "number" ? args.hoursAgo : typeof args.daysAgo === "number" ? args.daysAgo * 24 : 0;
    const make = () => placeOrder(store, { kind: named?.kind ?? "custom", spec });
    return hoursAgo === 0 ? make() : store.at(hoursBefore(store.clock.now(), hoursAgo), make);
  };
  return {
    /** { kind } of the seed or { spec }, optionally hoursAgo or daysAgo; { count } places several. */
    placeOrder: (args) => {
      const count = typeof args.count === "number" ? args.count : 1;
      const orders = Array.from({ length: count }, () => answer(place(current(), args)));
      return count === 1 ? orders[0] : { orders };
    },
    editOrder: onOrder((store, order, args) => void editOrder(store, order, defined(readInput("edit", args)))),
    archiveOrder: onOrder(closeOrder), unarchiveOrder: onOrder(openOrder),
    cancelOrder: onOrder((store, order, args) => cancelOrder(store, order, defined(readInput("cancel", args)))),
    refundOrder: onOrder((store, order, args) => void refundOrder(store, order, defined(readInput("refund", args)))),
    fulfillOrder: onOrder((store, order, args) => { const { fulfillmentOrder, lines, tracking } = readInput("fulfill", args); fulfillOrder(store, order, fulfillmentOrder, lines, defined(tracking ?? {})); }),
    payOrder: onOrder((store, order, args) => payLater(store, order, defined(readInput("pay", args)))),
    captureOrder: onOrder((store, order, args) => captureLater(store, order, readInput("pay", args).amount)),
    /** How a capture to come ends: PENDING (settle it later) or FAILURE; of one order, or of whichever is next. */
    nextCapture: (args) => {
      const { status, errorCode, settleAs } = readInput("nextCapture", args);
      current().captureOutcomes.push({ order: args.order === undefined ? undefined : findOrder(current(), args.order), outcome: { status, ...(errorCode === undefined ? {} : { errorCode }), ...(settleAs === undefined ? {} : { settlesAs: settleAs }) } });
      return { waiting: current().captureOutcomes.length };
    },
    /** A cancellation to come ends FAILED; of one order, or of whichever is next. */
    nextCancel: (args) => {
      const { message, code } = readInput("nextCancel", args);
      current().cancelFailures.push({ order: args.order === undefined ? undefined : findOrder(current(), args.order), error: { __typename: "OrderCancelUserError", field: null, message, code } });
      return { waiting: current().cancelFailures.length };
    },
    /** Jobs under way end now. */
    finishJobs: () => ({ finished: current().jobs.finish(true) }),
    /** `transaction`: its id; left out: the order's oldest pending one. */
    settleTransaction: onOrder((store, order, args) => {
      const { transaction: wanted, status, errorCode } = readInput("settle", args);
      const transaction = order.transactions.find((one) => (wanted === undefined ? one.status === "PENDING" : one.id === wanted));
      if (!transaction) throw new Error(`Order ${order.name} has no ${wanted === undefined ? "pending transaction" : `transaction ${wanted}`}.`);
      settle(store, transaction, status ?? transaction.settlesAs ?? "SUCCESS", errorCode ?? null);
    }),
    returnOrder: onOrder((store, order, args) => { const { lines, status } = readInput("return", args); returnOrder(store, order, lines, status); }),
    holdOrder: onOrder((store, order, args) => { const { reason, notes } = readInput("hold", args); for (const part of order.fulfillmentOrderRecords.filter(({ status }) => status === "OPEN")) hold(store, part, reason, notes); }),
    releaseHolds: onOrder((store, order) => { for (const part of order.fulfillmentOrderRecords.filter(({ status }) => status === "ON_HOLD")) releaseHolds(store, part); }),
    tagOrder: onOrder((store, order, args) => { order.tags = sortTags([...order.tags, ...readInput("tags", args).tags]); touch(store, order); }),
    untagOrder: onOrder((store, order, args) => { const { tags } = readInput("tags", args); order.tags = order.tags.filter((tag) => !tags.includes(tag)); touch(store, order); }),
    setNote: onOrder((store, order, args) => { order.note = readInput("note", args).note; touch(store, order); }),
    setAttributes: onOrder((store, order, args) => { order.customAttributes = readInput("attributes", args).attributes; touch(store, order); }),
    /** Only the date moves, as when Shopify touches an order for reasons of its own. */
    touchOrder: onOrder(touch),
    listOrders: () => ({ orders: current().orders.map(answer) }),
  };
}

/** The compiler tells "left out" from "undefined"; zod does not, and leaves nothing undefined in what it read. */
type Defined<T> = T extends readonly (infer I)[] ? Defined<I>[] : T extends object ? { [K in keyof T]: Defined<Exclude<T[K], undefined>> } : T;
const defined = <T extends object>(read: T): Defined<T> => read as unknown as Defined<T>;
