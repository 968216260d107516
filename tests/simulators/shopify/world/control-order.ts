/** How the control API names an order and a part of it, and what it answers. */
import type {
  FulfillmentOrderRecord,
  FulfillmentRecord,
  OrderRecord,
  TransactionRecord,
} from "./model.ts";
import type { Store } from "./store.ts";

export type Args = Record<string, unknown>;
export type Operation = (args: Args) => unknown;

/** By gid, by name ("#1001") or by number. */
export function findOrder(store: Store, wanted: unknown): OrderRecord {
  const order = store.orders.find(
    ({ id, name, number }) => id === wanted || name === wanted || String(number) === String(wanted),
  );
  if (!order)
    throw new Error(
      `${store.shop} has no order ${String(wanted)}. Name it by its id, "#1001" or 1001.`,
    );
  return order;
}

/** By gid or by position (0 is the first). */
export function findFulfillmentOrder(
  order: OrderRecord,
  wanted: number | string,
): FulfillmentOrderRecord {
  const found =
    typeof wanted === "number"
      ? order.fulfillmentOrderRecords[wanted]
      : order.fulfillmentOrderRecords.find(({ id }) => id === wanted);
  if (!found)
    throw new Error(
      `Order ${order.name} has no fulfillment order ${wanted}; it has ${order.fulfillmentOrderRecords.length}.`,
    );
  return found;
}

/** By gid or by position (0 is the first). */
export function findFulfillment(order: OrderRecord, wanted: number | string): FulfillmentRecord {
  const found =
    typeof wanted === "number"
      ? order.fulfillmentRecords[wanted]
      : order.fulfillmentRecords.find(({ id }) => id === wanted);
  if (!found)
    throw new Error(
      `Order ${order.name} has no fulfillment ${wanted}; it has ${order.fulfillmentRecords.length}.`,
    );
  return found;
}

/** The one named, or all the order has in that state. */
export const chosen = (
  order: OrderRecord,
  wanted: number | string | undefined,
  status: FulfillmentOrderRecord["status"],
): FulfillmentOrderRecord[] =>
  wanted === undefined
    ? order.fulfillmentOrderRecords.filter((part) => part.status === status)
    : [findFulfillmentOrder(order, wanted)];

export function findTransaction(
  order: OrderRecord,
  wanted: string | undefined,
  otherwise: (transaction: TransactionRecord) => boolean,
  what: string,
): TransactionRecord {
  const found = order.transactions.find((transaction) =>
    wanted === undefined ? otherwise(transaction) : transaction.id === wanted,
  );
  if (!found)
    throw new Error(
      `Order ${order.name} has no ${wanted === undefined ? what : `transaction ${wanted}`}.`,
    );
  return found;
}

export const answer = (order: OrderRecord) => ({
  id: order.id,
  name: order.name,
  kind: order.kind,
  updatedAt: order.updatedAt,
});

/** `current`: the store is replaced whole when the world is reset. */
export const actingOn =
  (current: () => Store) =>
  (act: (store: Store, order: OrderRecord, args: Args) => void): Operation =>
  (args) => {
    const order = findOrder(current(), args.order);
    act(current(), order, args);
    return answer(order);
  };

/** The compiler tells "left out" from "undefined"; zod does not, and leaves nothing undefined in what it read. */
type Defined<T> = T extends readonly (infer I)[]
  ? Defined<I>[]
  : T extends object
    ? { [K in keyof T]: Defined<Exclude<T[K], undefined>> }
    : T;
export const defined = <T extends object>(read: T): Defined<T> => read as unknown as Defined<T>;
