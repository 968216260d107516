import type { TrytonClient } from "../client.ts";
import { CARRIERS, GOODS, SERVICES, WAREHOUSES } from "../books.ts";

/** Two warehouses with goods in them, carriers, and a type of package for tracking numbers. */
export async function setUpStock(erp: TrytonClient): Promise<void> {
  const main = await erp.idOf("stock.location", [["type", "=", "warehouse"]]);
  await erp.write("stock.location", [main], { ...WAREHOUSES.main });
  const lost = await erp.idOf("stock.location", [["type", "=", "lost_found"]]);
  const { code, name } = WAREHOUSES.other;
  const [input, output, storage] = await erp.create("stock.location", ["Input", "Output", "Storage"].map((zone) => ({ name: `${name} ${zone}`, code: `${code}-${zone.slice(0, 3).toUpperCase()}`, type: "storage" })));
  const other = await erp.one("stock.location", { name, code, type: "warehouse", input_location: input, output_location: output, storage_location: storage, lost_found_location: lost });
  await erp.write("stock.location", [input, output, storage].map((id) => id ?? 0), { parent: other });

  const carriage = await erp.idOf("product.product", [["code", "=", SERVICES.carriage.code]]);
  for (const carrier of CARRIERS) await erp.one("carrier", { party: await erp.one("party.party", { ...carrier }), carrier_product: carriage, carrier_cost_method: "product" });
  await erp.one("stock.package.type", { name: "Box" });

  await count(erp, main, (stock) => Number(stock));
  await count(erp, other, (stock) => Math.floor(Number(stock) / 10));
}

/** A stock count of all goods that are kept, so that the quantities are there from the start. */
async function count(erp: TrytonClient, warehouse: number, of: (stock: string) => number): Promise<void> {
  const [place] = await erp.search<{ storage_location: number }>("stock.location", [["id", "=", warehouse]], ["storage_location"]);
  const lines = await Promise.all(GOODS.filter((goods) => goods.stock !== undefined).map(async ({ code, stock = "0" }) => ({
    product: await erp.idOf("product.product", [["code", "=", code]]), quantity: of(stock),
  })));
  const id = await erp.one("stock.inventory", { location: place?.storage_location, empty_quantity: "keep", lines: [["create", lines]] });
  await erp.call("model.stock.inventory.confirm", [id]);
}

