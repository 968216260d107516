/**
 * The simulated Shopify of the measures, in a process of its own so that its memory and its work are not counted as the app's.
 * Arguments: client id, client secret, app url, restore rate. Says where it listens, then lives until its parent ends.
 */
import { startShopifySimulator } from "#tests/simulators/shopify/simulator.ts";
import { createWorld } from "#tests/simulators/shopify/world/index.ts";
import { SHOP } from "./names.ts";

const [clientId = "", clientSecret = "", url = "", restoreRate = "100"] = process.argv.slice(2);
const simulator = await startShopifySimulator({
  app: { clientId, clientSecret, url }, createWorld, shops: [{ domain: SHOP, seed: "empty" }], clock: { running: true }, restoreRate: Number(restoreRate),
});
process.once("disconnect", () => void simulator.close().finally(() => process.exit(0)));
process.send?.({ origin: simulator.origin });
