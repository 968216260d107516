import { simulator } from "#tests/setup/simulator.ts";
import { EXPECTED_VERDICTS } from "#tests/simulators/shopify/seed/expected-verdicts.ts";
import { twiceIsOnce } from "./twice.ts";

const SHOP = "twice-all-goods.myshopify.com";
const verdicts = Object.values(EXPECTED_VERDICTS);

/** With an order of each kind. */
twiceIsOnce(SHOP, {
  fill: () => void simulator.shops.add(SHOP, "full"),
  orders: verdicts.filter(({ imported }) => imported).length,
  documents: verdicts.filter(({ outcome }) => outcome === "document").length,
});
