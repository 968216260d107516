import { afterAll } from "vitest";
import { shopBooks } from "#tests/simulators/business-central/books/shop-books.ts";
import { startBusinessCentral } from "#tests/simulators/business-central/server.ts";
import { startHttpProxy } from "./http-proxy.ts";

// To be imported before anything of the app: it then reads an environment in which both addresses are allowed.

/** Business Central's stand-in for one file of stories, with the books of a shop; the posted shipments are published. */
export const bc = await startBusinessCentral({
  books: shopBooks(),
  published: ["PostedSalesShipments", "ShippingAgents"],
});
/** Passes everything on until a fault is armed. */
export const proxy = await startHttpProxy(bc.url);

process.env.ERP_ALLOWED_HOSTS = [bc.url, proxy.url].map((url) => new URL(url).host).join(",");

afterAll(async () => {
  await proxy.close();
  await bc.close();
});
