/**
 * A Shopify as far as the app can tell. Tests start it in their own process; `main.ts` starts it for the demo.
 * @example const sim = await startShopifySimulator({ app: { clientId, clientSecret, url }, createWorld });
 */
import { DECLARED_SCOPES } from "./app-configuration.ts";
import { createClock } from "./clock.ts";
import { listen } from "./server.ts";
import { type AppSettings, createSimulation, type Simulation } from "./simulation.ts";
import type { CreateWorld, World } from "./world-interface.ts";

export const DEFAULT_SHOP = "harbor-supply.myshopify.com";

/** What the app asks for in shopify.app.toml; a test gives fewer to see a refusal. */
export const DEFAULT_SCOPES = DECLARED_SCOPES;

export interface SimulatorOptions {
  app: Pick<AppSettings, "clientId" | "clientSecret" | "url"> & Partial<AppSettings>;
  createWorld: CreateWorld;
  /** Shops to begin with; the first is the default of the control API. */
  shops?: { domain: string; seed: "full" | "empty" }[];
  scopes?: readonly string[];
  /** topic → path on the app, `*` for all others. Topics without a route are listed, not sent. */
  topics?: Record<string, string>;
  /** topic → fields of its payload that are sent; all where nothing is said. */
  fields?: Readonly<Record<string, readonly string[]>>;
  clock?: { start?: Date; running?: boolean };
  port?: number;
  /** Points a second and app and shop; 100 is the Standard plan. */
  restoreRate?: number;
}

export interface ShopifySimulator extends Simulation {
  origin: string;
  world(shop?: string): World;
  /** Address of the admin page that frames the app. */
  frameUrl(shop?: string, path?: string): string;
  close(): Promise<void>;
}

export async function startShopifySimulator(options: SimulatorOptions): Promise<ShopifySimulator> {
  const app: AppSettings = {
    path: "/app",
    handle: "erp-connector",
    name: "ERP connector",
    ...options.app,
  };
  const simulation = createSimulation({
    app,
    clock: createClock(options.clock),
    createWorld: options.createWorld,
    scopes: options.scopes ?? DEFAULT_SCOPES,
    topics: options.topics ?? {},
    fields: options.fields ?? {},
    ...(options.restoreRate ? { restoreRate: options.restoreRate } : {}),
  });
  const shops = options.shops ?? [{ domain: DEFAULT_SHOP, seed: "full" as const }];
  for (const { domain, seed } of shops) simulation.shops.add(domain, seed);
  const first = shops[0]?.domain ?? DEFAULT_SHOP;
  const server = await listen(simulation, options.port);
  return {
    ...simulation,
    origin: server.origin,
    world: (shop = first) => simulation.shops.need(shop).world,
    frameUrl: (shop = first, path = "") =>
      `${server.origin}/store/${simulation.shops.need(shop).handle}/apps/${app.handle}${path}`,
    async close() {
      await simulation.outbox.close();
      await server.close();
    },
  };
}
