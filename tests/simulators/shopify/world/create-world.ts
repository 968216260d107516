/** A shop, ready to be asked: the world half of the simulator. */
import type { CreateWorld, FieldResolver, World, WorldEvent } from "../world-interface.ts";
import { ORDER_KINDS } from "../seed/orders/index.ts";
import { stockEmptyShop, stockFullShop } from "../seed/stock-shop.ts";
import { fileAt } from "./bulk-operations.ts";
import { controlOf } from "./control.ts";
import { readsOfMutations, rootMutation } from "./mutations/index.ts";
import { resolversOf } from "./resolvers/index.ts";
import { rootQuery } from "./resolvers/root-query.ts";
import { Store } from "./store.ts";

export interface ShopWorld extends World {
  store: () => Store;
}

export const createWorld = (({ shop, clock, seed }) => {
  const listeners: ((event: WorldEvent) => void)[] = [];
  const build = (): Store => {
    // While the shop is being stocked nobody listens: its past was announced long ago.
    const audience: ((event: WorldEvent) => void)[] = [];
    const fresh = new Store(shop, clock, audience);
    if (seed === "full") stockFullShop(fresh);
    else stockEmptyShop(fresh);
    audience.push((event) => {
      for (const listener of listeners) listener(event);
    });
    return fresh;
  };
  let store = build();
  // A reset replaces the store; resolvers handed out before must see the new one.
  const late = <T extends Record<string, FieldResolver>>(
    make: (of: Store) => T,
    isRoot = false,
  ): T => {
    let made = { of: store, table: make(store) };
    const table = (): T => {
      if (made.of !== store) made = { of: store, table: make(store) };
      return made.table;
    };
    // What is due happens before the next request is answered.
    const answer =
      (name: string): FieldResolver =>
      (...args) => {
        if (isRoot) store.jobs.finish();
        return table()[name]!(...args);
      };
    return Object.fromEntries(
      Object.keys(made.table).map((name) => [name, answer(name)]),
    ) as unknown as T;
  };
  const resolvers = Object.fromEntries(
    Object.keys(resolversOf(store)).map((type) => [type, late((of) => resolversOf(of)[type]!)]),
  );
  const world: ShopWorld = {
    shop,
    clock,
    resolvers,
    rootQuery: late(rootQuery, true),
    rootMutation: late(rootMutation, true),
    readsOfMutations,
    store: () => store,
    fileAt: (path) => fileAt(store, path),
    onEvent: (listener) => {
      listeners.push(listener);
    },
    control: Object.fromEntries(
      Object.entries(
        controlOf(
          () => store,
          () => ORDER_KINDS,
        ),
      ).map(([name, operation]) => [
        name,
        (args) => {
          store.jobs.finish();
          return operation(args);
        },
      ]),
    ),
    seedKinds: () => ORDER_KINDS.map(({ kind, title }) => ({ name: kind, title })),
    reset: () => {
      store.jobs.forget();
      store = build();
    },
  };
  return world;
}) satisfies CreateWorld;
