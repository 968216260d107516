/** The shops of one simulator: each with its world, its bucket and whether and how the app is installed on it. */
import { createHash } from "node:crypto";
import { createBucket, type Bucket } from "./graphql/bucket.ts";
import type { CreateWorld, SimClock, World } from "./world-interface.ts";

/** What stands between a good token and an answer: 402 frozen, 423 locked. */
export type ShopState = "active" | "frozen" | "locked";

export function isShopState(value: string): value is ShopState {
  return value === "active" || value === "frozen" || value === "locked";
}

export interface SimShop {
  domain: string;
  /** The name before .myshopify.com, used in admin addresses. */
  handle: string;
  /** Numeric shop id of webhooks; made from the domain, so that it is the same in every run. */
  id: number;
  world: World;
  bucket: Bucket;
  installed: boolean;
  scopes: string[];
  state: ShopState;
}

export interface Shops {
  add(domain: string, seed: "full" | "empty"): SimShop;
  get(domain: string | undefined): SimShop | undefined;
  byHandle(handle: string): SimShop | undefined;
  /** The same, but throws with a message that names the shops there are. */
  need(domain: string): SimShop;
  all(): SimShop[];
  reset(): void;
}

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

export function createShops(options: {
  clock: SimClock;
  createWorld: CreateWorld;
  scopes: readonly string[];
  restoreRate?: number;
  onAdd: (shop: SimShop) => void;
}): Shops {
  const shops = new Map<string, SimShop>();
  const bucket = () => createBucket(options.clock, options.restoreRate);
  const find: Shops = {
    add(domain, seed) {
      if (!SHOP_DOMAIN.test(domain))
        throw new Error(`"${domain}" is no shop domain: it must look like name.myshopify.com.`);
      if (shops.has(domain)) throw new Error(`The shop ${domain} exists already.`);
      const shop: SimShop = {
        domain,
        handle: domain.slice(0, -".myshopify.com".length),
        id: createHash("sha256").update(domain).digest().readUIntBE(0, 5),
        world: options.createWorld({ shop: domain, clock: options.clock, seed }),
        bucket: bucket(),
        installed: true,
        scopes: [...options.scopes],
        state: "active",
      };
      shops.set(domain, shop);
      options.onAdd(shop);
      return shop;
    },
    get: (domain) => (domain === undefined ? undefined : shops.get(domain)),
    byHandle: (handle) => shops.get(`${handle}.myshopify.com`),
    need(domain) {
      const shop = shops.get(domain);
      if (!shop)
        throw new Error(`There is no shop ${domain}. Shops: ${[...shops.keys()].join(", ")}.`);
      return shop;
    },
    all: () => [...shops.values()],
    reset() {
      for (const shop of shops.values()) {
        shop.world.reset();
        shop.bucket = bucket();
        shop.installed = true;
        shop.scopes = [...options.scopes];
        shop.state = "active";
      }
    },
  };
  return find;
}
