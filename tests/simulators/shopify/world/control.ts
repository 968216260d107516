/** What the control API and the panel of the admin frame can make happen. Every operation answers the order's id and name. */
import { editOrder } from "./acts/edit-order.ts";
import { cancelOrder, closeOrder, openOrder } from "./acts/close-order.ts";
import { deleteLocation, deleteProduct, deleteVariant } from "./acts/delete-master.ts";
import { countStock } from "./acts/count-stock.ts";
import { stockManyProducts } from "../seed/products.ts";
import { fulfillOrder } from "./acts/fulfill-order.ts";
import { refundOrder } from "./acts/refund-order.ts";
import { touch } from "./announce.ts";
import { customerControl } from "./control-customer.ts";
import { fulfillmentControl } from "./control-fulfillment.ts";
import { readInput, readSpec } from "./control-input.ts";
import { actingOn, answer, defined, type Args, type Operation } from "./control-order.ts";
import { paymentControl } from "./control-payment.ts";
import { returnControl } from "./control-return.ts";
import { adjustGiftCard, deactivateGiftCards } from "./gift-cards.ts";
import type { OrderRecord } from "./model.ts";
import type { OrderKind } from "./order-spec.ts";
import { placeOrder } from "./place-order.ts";
import type { Store } from "./store.ts";
import { sortTags } from "./tags.ts";
import { hoursBefore } from "./time.ts";

/** `current`: the store is replaced whole when the world is reset. */
export function controlOf(
  current: () => Store,
  kinds: () => readonly OrderKind[],
): Record<string, Operation> {
  const onOrder = actingOn(current);
  const place = (store: Store, args: Args): OrderRecord => {
    const named = kinds().find(({ kind }) => kind === args.kind);
    if (args.spec !== undefined && args.kind !== undefined)
      throw new Error("Give either a kind or a spec.");
    if (args.spec === undefined && !named)
      throw new Error(`There is no kind of order called ${String(args.kind)}.`);
    const spec = named ? named.spec : readSpec(args.spec);
    const hoursAgo =
      typeof args.hoursAgo === "number"
        ? args.hoursAgo
        : typeof args.daysAgo === "number"
          ? args.daysAgo * 24
          : 0;
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
    /** How many orders apps may create in a minute; null: any number. */
    limitOrders: (args) => {
      current().ordersPerMinute = readInput("limitOrders", args).perMinute;
      return {};
    },
    editOrder: onOrder(
      (store, order, args) => void editOrder(store, order, defined(readInput("edit", args))),
    ),
    archiveOrder: onOrder(closeOrder),
    deactivateGiftCards: onOrder(deactivateGiftCards),
    /** { card } its last characters, { amount } more or with a minus less; { cashOut } pays it out. */
    adjustGiftCard: (args) => {
      const { card, amount, cashOut } = readInput("adjustGiftCard", args);
      adjustGiftCard(current(), card, amount, cashOut);
      return {};
    },
    unarchiveOrder: onOrder(openOrder),
    cancelOrder: onOrder((store, order, args) =>
      cancelOrder(store, order, defined(readInput("cancel", args))),
    ),
    refundOrder: onOrder(
      (store, order, args) => void refundOrder(store, order, defined(readInput("refund", args))),
    ),
    fulfillOrder: onOrder((store, order, args) => {
      const { fulfillmentOrder, lines, tracking } = readInput("fulfill", args);
      fulfillOrder(store, order, fulfillmentOrder, lines, defined(tracking ?? {}));
    }),
    tagOrder: onOrder((store, order, args) => {
      order.tags = sortTags([...order.tags, ...readInput("tags", args).tags]);
      touch(store, order);
    }),
    untagOrder: onOrder((store, order, args) => {
      const { tags } = readInput("tags", args);
      order.tags = order.tags.filter((tag) => !tags.includes(tag));
      touch(store, order);
    }),
    setNote: onOrder((store, order, args) => {
      order.note = readInput("note", args).note;
      touch(store, order);
    }),
    setAttributes: onOrder((store, order, args) => {
      order.customAttributes = readInput("attributes", args).attributes;
      touch(store, order);
    }),
    /** Tax lines and discounts come in another order from now on, as live orders show them; nothing else is different. */
    reorderLists: onOrder((store, order) => {
      for (const line of [...order.lines, ...order.shipping]) {
        line.taxes.reverse();
        line.allocations.reverse();
      }
      touch(store, order);
    }),
    /** Settings of the shop: whether paid and fulfilled orders archive themselves. */
    setShop: (args) => {
      Object.assign(current().facts, readInput("shop", args));
      return { shop: current().shop };
    },
    /** Only the date moves, as when Shopify touches an order for reasons of its own. */
    touchOrder: onOrder(touch),
    deleteVariant: (args) => deleteVariant(current(), readInput("master", args).sku),
    deleteProduct: (args) => deleteProduct(current(), readInput("master", args).sku),
    addProducts: (args) => {
      const { prefix, count } = readInput("products", args);
      stockManyProducts(current(), prefix, count);
      return { count };
    },
    /** How the next bulk operation ends; RUNNING: it doesn't. */
    nextBulkOperation: (args) => {
      current().bulkOutcomes.push(defined(readInput("bulk", args)));
      return { next: current().bulkOutcomes.length };
    },
    /** A person counts: what is available of a SKU at a location, or whether its stock is tracked at all. */
    setStock: (args) => countStock(current(), defined(readInput("stock", args))),
    deleteLocation: (args) => deleteLocation(current(), readInput("place", args).location),
    ...customerControl(current),
    ...paymentControl(current),
    ...returnControl(current),
    ...fulfillmentControl(current),
    listOrders: () => ({ orders: current().orders.map(answer) }),
  };
}
