import { createWorld } from "#tests/simulators/shopify/world/index.ts";
import { startShopifySimulator } from "#tests/simulators/shopify/simulator.ts";
import { afterAll } from "vitest";

/**
 * A simulated Shopify for a test file. Import this before anything of the app: the app reads where Shopify lives when it is loaded.
 * Two shops, so that every test can try to reach the other one's things.
 */
export const SHOP = "harbour-goods.myshopify.com";
export const OTHER_SHOP = "other-shop.myshopify.com";

/** Points a second of the Plus plan: stories do not wait for points. What happens without any is tried where they are taken away. */
const PLUS = 1_000;

export const simulator = await startShopifySimulator({
  app: {
    clientId: process.env.SHOPIFY_API_KEY ?? "",
    clientSecret: process.env.SHOPIFY_API_SECRET ?? "",
    url: "http://localhost:1",
  },
  createWorld,
  shops: [
    { domain: SHOP, seed: "empty" },
    { domain: OTHER_SHOP, seed: "empty" },
  ],
  clock: { running: true },
  restoreRate: PLUS,
});
process.env.SHOPIFY_ORIGIN = simulator.origin;

afterAll(() => simulator.close());
