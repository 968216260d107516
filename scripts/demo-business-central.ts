import { fillDemoBusinessCentral } from "#tests/fixtures/demo-business-central.ts";
import { shopBooks } from "#tests/simulators/business-central/books/shop-books.ts";
import { startBusinessCentral } from "#tests/simulators/business-central/server.ts";
import type { DemoErp } from "./demo-erp.ts";

/** Business Central's stand-in with a company of its own; its administrator published the posted shipments. */
export async function startDemoBusinessCentral(): Promise<DemoErp> {
  const bc = await startBusinessCentral({
    books: shopBooks(),
    published: ["PostedSalesShipments", "ShippingAgents"],
    tellEveryMs: 5_000,
  });
  return {
    host: new URL(bc.url).host,
    backOffice: `Business Central's back office: ${bc.url}/office`,
    connect: (shop, world) => fillDemoBusinessCentral(shop, world, bc),
    stop: bc.close,
  };
}
