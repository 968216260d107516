import { SHOP } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { setUpShop } from "./shop-facts.server.ts";

it("after an installation Shopify's locations and shipment methods wait to be mapped (SET-12, SET-13)", async () => {
  await installForTest(SHOP);
  await setUpShop(SHOP);
  const rows = await db.mapping.findMany({ where: { shop: SHOP } });
  const titles = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.title);
  expect(titles("location")).toEqual(
    expect.arrayContaining(["Hamburg Store", "Lübeck Warehouse", "Nordhafen Logistik"]),
  );
  expect(titles("shipmentMethod")).toEqual(expect.arrayContaining(["Standard", "Express"]));
  expect(rows.every(({ erp }) => erp === null)).toBe(true);
});
