import type { TrytonClient } from "../client.ts";
import { CARRIERS, SERVICES, WAREHOUSES } from "../books.ts";

/** Two warehouses, carriers, and a type of package for tracking numbers. */
export async function setUpStock(erp: TrytonClient): Promise<void> {
  const main = await erp.idOf("stock.location", [["type", "=", "warehouse"]]);
  await erp.write("stock.location", [main], { ...WAREHOUSES.main });
  const lost = await erp.idOf("stock.location", [["type", "=", "lost_found"]]);
  const { code, name } = WAREHOUSES.other;
  const [input, output, storage] = await erp.create(
    "stock.location",
    ["Input", "Output", "Storage"].map((zone) => ({
      name: `${name} ${zone}`,
      code: `${code}-${zone.slice(0, 3).toUpperCase()}`,
      type: "storage",
    })),
  );
  const other = await erp.one("stock.location", {
    name,
    code,
    type: "warehouse",
    input_location: input,
    output_location: output,
    storage_location: storage,
    lost_found_location: lost,
  });
  await erp.write(
    "stock.location",
    [input, output, storage].map((id) => id ?? 0),
    { parent: other },
  );

  const carriage = await erp.idOf("product.product", [["code", "=", SERVICES.carriage.code]]);
  for (const carrier of CARRIERS)
    await erp.one("carrier", {
      party: await erp.one("party.party", { ...carrier }),
      carrier_product: carriage,
      carrier_cost_method: "product",
    });
  await erp.one("stock.package.type", { name: "Box" });
}
