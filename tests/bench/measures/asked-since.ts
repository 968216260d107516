import { askedOfShopify } from "../shop.ts";

/** What the app asked of Shopify after the first `seen` calls. */
const { seen } = JSON.parse(process.argv[2] ?? "{}") as { seen: number };
const asked = (await askedOfShopify()).slice(seen);
process.send?.({
  calls: asked.length,
  points: asked.reduce((total, { requestedCost }) => total + requestedCost, 0),
});
