/**
 * The simulated Shopify of the measures, in a process of its own so that its memory and its work are not counted as the app's.
 * Arguments: client id, client secret, app url, restore rate, and "keep" when webhooks are to be kept for whoever asks for them (else none are made).
 * Says where it listens, then lives until its parent ends.
 */
import { TOPIC_ROUTES } from "#app/shopify/webhook-topics.ts";
import { DEFAULT_SCOPES, startShopifySimulator } from "#tests/simulators/shopify/simulator.ts";
import { createWorld } from "#tests/simulators/shopify/world/index.ts";
import { NEIGHBOURS, SHOP } from "./names.ts";

const [clientId = "", clientSecret = "", url = "", restoreRate = "100", webhooks = ""] =
  process.argv.slice(2);
const simulator = await startShopifySimulator({
  app: { clientId, clientSecret, url },
  createWorld,
  // What a merchant has allowed who sends stock.
  scopes: [...DEFAULT_SCOPES, "write_inventory"],
  shops: [SHOP, ...NEIGHBOURS].map((domain) => ({ domain, seed: "empty" })),
  clock: { running: true },
  restoreRate: Number(restoreRate),
  ...(webhooks === "keep" ? { topics: TOPIC_ROUTES } : {}),
});
if (webhooks === "keep") simulator.outbox.knobs.pause();
process.once("disconnect", () => void simulator.close().finally(() => process.exit(0)));
process.send?.({ origin: simulator.origin });
