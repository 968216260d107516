import { SHOP } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { companyPage } from "#app/domain/home/views/company.server.ts";
import { runListing, startSync } from "#app/domain/orders/announce/sync-run.server.ts";
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

it("a sync reads the shop's facts again, and says what changed of its currency and time zone", async () => {
  await installForTest(SHOP);
  await setUpShop(SHOP);
  const first = await companyPage(SHOP);
  expect(first?.shop.changes).toEqual([]);
  await db.shop.update({
    where: { domain: SHOP },
    data: { currency: "SEK", timeZone: "Europe/Stockholm", plan: "Old plan" },
  });
  const sync = async () => {
    const { runId } = await startSync(SHOP, { trigger: "click", by: "me" });
    await runListing(SHOP, runId);
  };
  await sync();
  const second = await companyPage(SHOP);
  expect(second?.shop).toMatchObject({
    ...first?.shop,
    changes: [
      { what: "currency", from: "SEK", to: first?.shop.currency },
      { what: "timeZone", from: "Europe/Stockholm", to: first?.shop.timeZone },
    ],
  });
  await sync();
  expect((await companyPage(SHOP))?.shop).toEqual(second?.shop);
});
