/** All parts of one running simulator, and the acts that touch several of them (install, uninstall, scopes, reset). */
import type { SimulatorClock } from "./clock.ts";
import { flowActionPost, type FlowActionRun, type FlowPost, flowUsePost } from "./flow.ts";
import { createFaults, type Faults } from "./faults.ts";
import { type AppIdentity, signIdToken } from "./id-token.ts";
import { createLog, type SimulatorLog } from "./log.ts";
import { createOAuth, type OAuth } from "./oauth.ts";
import { createShops, type ShopState, type Shops } from "./shops.ts";
import { createOutbox, type Delivery, type Outbox } from "./webhooks.ts";
import type { CreateWorld } from "./world-interface.ts";

export interface AppSettings extends AppIdentity {
  /** Where the app runs, e.g. http://localhost:3000. */
  url: string;
  /** Path of the app's first page; the frame opens it. */
  path: string;
  handle: string;
  name: string;
}

export interface SimulationOptions {
  app: AppSettings;
  clock: SimulatorClock;
  createWorld: CreateWorld;
  scopes: readonly string[];
  topics: Record<string, string>;
  fields: Readonly<Record<string, readonly string[]>>;
  restoreRate?: number;
}

export interface Simulation {
  app: AppSettings;
  appGid: string;
  clock: SimulatorClock;
  shops: Shops;
  oauth: OAuth;
  outbox: Outbox;
  faults: Faults;
  log: SimulatorLog;
  idToken(shop: string, options?: { seconds?: number; user?: string }): string;
  /** Runs one of the world's control operations. */
  act(shop: string, name: string, args?: Record<string, unknown>): unknown;
  install(shop: string): void;
  uninstall(shop: string): void;
  setScopes(shop: string, scopes: string[]): void;
  setShopState(shop: string, state: ShopState): void;
  sendWebhook(shop: string, topic: string, payload?: Record<string, unknown>): Delivery | undefined;
  /** What Flow posts when a workflow comes to an action of the app, or one with a trigger of the app is turned on or off. */
  flowAction(shop: string, run: FlowActionRun): FlowPost;
  flowUse(shop: string, trigger: string, enabled: boolean): FlowPost;
  reset(): void;
}

const WEBHOOK_API_VERSION = "2026-10";

export function createSimulation(options: SimulationOptions): Simulation {
  const { app, clock } = options;
  const log = createLog();
  const faults = createFaults();
  const outbox = createOutbox({
    clock,
    appUrl: app.url,
    clientSecret: app.clientSecret,
    topics: options.topics,
    fields: options.fields,
    apiVersion: WEBHOOK_API_VERSION,
  });
  const shops = createShops({
    clock,
    createWorld: options.createWorld,
    scopes: options.scopes,
    ...(options.restoreRate ? { restoreRate: options.restoreRate } : {}),
    onAdd: (shop) =>
      shop.world.onEvent((event) => {
        // A shop that removed the app announces nothing to it any more.
        if (shop.installed)
          outbox.send({ topic: event.topic, shop: event.shop, payload: event.payload });
      }),
  });
  const oauth = createOAuth({
    app,
    clock,
    installations: {
      isInstalled: (shop) => shops.get(shop)?.installed ?? false,
      scopes: (shop) => shops.need(shop).scopes,
    },
  });

  const shopPayload = (domain: string) => {
    const shop = shops.need(domain);
    return {
      id: shop.id,
      name: shop.handle,
      email: `owner@${domain}`,
      domain,
      myshopify_domain: domain,
    };
  };
  const compliancePayload = (domain: string) => ({
    shop_id: shops.need(domain).id,
    shop_domain: domain,
  });

  const simulation: Simulation = {
    app,
    clock,
    shops,
    oauth,
    outbox,
    faults,
    log,
    appGid: "gid://shopify/App/1",
    idToken: (shop, more = {}) => signIdToken(app, shops.need(shop).domain, clock.now(), more),
    act(shop, name, args = {}) {
      const { control } = shops.need(shop).world;
      const operation = Object.hasOwn(control, name) ? control[name] : undefined;
      if (!operation)
        throw new Error(
          `The shop knows no act "${name}". Known: ${Object.keys(control).join(", ")}.`,
        );
      return operation(args);
    },
    install(shop) {
      shops.need(shop).installed = true;
    },
    uninstall(shop) {
      oauth.revoke(shop);
      shops.need(shop).installed = false;
      outbox.send({ topic: "app/uninstalled", shop, payload: shopPayload(shop) });
    },
    setScopes(domain, scopes) {
      const shop = shops.need(domain);
      const previous = shop.scopes;
      shop.scopes = [...scopes];
      outbox.send({
        topic: "app/scopes_update",
        shop: domain,
        payload: {
          id: 1,
          shop_id: `gid://shopify/Shop/${shop.id}`,
          previous,
          current: scopes,
          updated_at: clock.now().toISOString(),
        },
      });
    },
    setShopState(shop, state) {
      shops.need(shop).state = state;
    },
    sendWebhook(shop, topic, payload) {
      const own =
        topic === "app/uninstalled"
          ? shopPayload(shop)
          : topic === "shop/redact"
            ? compliancePayload(shop)
            : undefined;
      // The two customer topics carry the shop beside what the caller says about customer and orders.
      const body = payload
        ? topic.startsWith("customers/") && /redact|data_request/.test(topic)
          ? { ...compliancePayload(shop), ...payload }
          : payload
        : own;
      if (!body) throw new Error(`The webhook ${topic} needs a payload.`);
      shops.need(shop);
      return outbox.send({ topic, shop, payload: body });
    },
    flowAction: (shop, run) =>
      flowActionPost({ secret: app.clientSecret, shop: shops.need(shop) }, run),
    flowUse: (shop, trigger, enabled) =>
      flowUsePost(
        { secret: app.clientSecret, shop: shops.need(shop) },
        { trigger, enabled, at: clock.now() },
      ),
    reset() {
      shops.reset();
      oauth.reset();
      outbox.reset();
      faults.clear();
      log.clear();
    },
  };
  return simulation;
}
