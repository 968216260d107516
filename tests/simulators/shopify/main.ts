/**
 * The simulator by itself: `node --import tsx tests/simulators/shopify/main.ts --app-url http://localhost:3000 --client-id ID --client-secret SECRET
 * [--port 4000] [--shop name.myshopify.com]… [--seed full|empty] [--topic orders/create=/webhooks/orders]…`
 */
import { parseArgs } from "node:util";
import { DECLARED_FIELDS, DECLARED_TOPICS } from "./app-configuration.ts";
import { DEFAULT_SHOP, startShopifySimulator } from "./simulator.ts";
import { createWorld } from "./world/index.ts";

const { values } = parseArgs({
  options: {
    "app-url": { type: "string" },
    "client-id": { type: "string" },
    "client-secret": { type: "string" },
    port: { type: "string", default: "0" },
    shop: { type: "string", multiple: true, default: [DEFAULT_SHOP] },
    seed: { type: "string", default: "full" },
    topic: { type: "string", multiple: true, default: [] },
  },
});

function need(name: "app-url" | "client-id" | "client-secret"): string {
  const value = values[name];
  if (!value) {
    console.error(`--${name} is missing.`);
    process.exit(2);
  }
  return value;
}

const seed = values.seed === "empty" ? "empty" : "full";
const topics = {
  ...DECLARED_TOPICS,
  ...Object.fromEntries(values.topic.map((t) => t.split("=") as [string, string])),
};
const simulator = await startShopifySimulator({
  app: { url: need("app-url"), clientId: need("client-id"), clientSecret: need("client-secret") },
  createWorld,
  shops: values.shop.map((domain) => ({ domain, seed })),
  topics,
  fields: DECLARED_FIELDS,
  port: Number(values.port),
});
console.log(`simulated Shopify: ${simulator.frameUrl()}\ncontrol: ${simulator.origin}/_sim/state`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void simulator.close().then(() => process.exit(0)));
